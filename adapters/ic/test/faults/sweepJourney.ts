/**
 * Plays a journey again and again, in which messages trap at places where none has trapped before and the story goes on
 * to its end, until a play comes to no such place. Before, it is played once without faults, in which each message may
 * rehearse a trap at each of its calls of `ic0`.
 */

import type { FaultScript } from "./faultyNodes.ts";
import type { Played } from "./playFaulty.ts";

export interface FaultFigures {
  /** Messages of the journey when nothing fails, but for queries and inspections, of which nothing stays; 0 without a rehearsal. */
  messages: number;
  /** Their calls of `ic0`. */
  systemCalls: number;
  /** Calls at which a trap was rehearsed. */
  rehearsed: number;
  plays: number;
  /** Traps in all plays. */
  traps: number;
  /** Places at which messages trapped: of the kind "which run of an entry point". */
  runs: number;
  /** And of the kind "a call of `ic0` in an entry point". */
  calls: number;
  /** Stores that were looked at at the end of plays. */
  audited: number;
  /** Whether the last play came to no new place. */
  isComplete: boolean;
  /** Plays that did not go as they must, and with which traps. */
  readonly failures: string[];
}

export interface SweepOptions {
  readonly rehearses: boolean;
  /** Plays with faults at most. */
  readonly plays: number;
  /** Messages that trap at most in what comes of one thing that the story asks, and of one entry point of a canister. */
  readonly atOnce: number;
  readonly ofEach: number;
  /**
   * Places at which messages have trapped in other journeys, to which those of this one are added. Which calls of `ic0`
   * an entry point makes is a matter of the canisters, and tried in one journey; which of its runs, a matter of each.
   */
  readonly calls: Set<string>;
  readonly progress?: (figures: FaultFigures) => void;
}

/** @param perform plays the journey */
export async function sweepJourney(
  perform: (script: FaultScript) => Promise<Played>,
  { rehearses, plays, atOnce, ofEach, calls, progress = () => undefined }: SweepOptions,
): Promise<FaultFigures> {
  const figures: FaultFigures = {
    messages: 0,
    systemCalls: 0,
    rehearsed: 0,
    plays: 0,
    traps: 0,
    runs: 0,
    calls: 0,
    audited: 0,
    isComplete: false,
    failures: [],
  };
  const runs = new Set<string>();
  async function play(script: Omit<FaultScript, "known">): Promise<Played> {
    const played = await perform({ ...script, known: [...calls, ...runs] });
    figures.audited += played.audited;
    if (played.wrong !== undefined) figures.failures.push(`${played.wrong}, with ${played.traps.join("; ")}`);
    return played;
  }
  if (rehearses) {
    const { messages, systemCalls, rehearsed } = await play({ atOnce: 0, ofEach: 0, rehearses });
    Object.assign(figures, { messages, systemCalls, rehearsed });
    progress(figures);
  }
  while (figures.plays < plays && !figures.isComplete) {
    const { traps, places } = await play({ atOnce, ofEach, rehearses: false });
    const before = calls.size;
    for (const place of places) (/, run \d+$/.test(place) ? runs : calls).add(place);
    figures.plays += 1;
    figures.traps += traps.length;
    figures.runs = runs.size;
    figures.calls += calls.size - before;
    figures.isComplete = traps.length === 0;
    progress(figures);
  }
  return figures;
}
