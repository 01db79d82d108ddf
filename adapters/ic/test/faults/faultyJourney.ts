/**
 * Makes every message of a journey trap: the journey is played once without faults, in which each message rehearses a
 * trap at each of its calls of `ic0`, and then again and again with a few messages that trap, until each has done so
 * and the story has gone on to its end.
 */

import type { Journey } from "@mastic/core/contract";
import type { Principal } from "@icp-sdk/core/principal";
import { Coverage } from "./coverage.ts";
import type { KnownCanister } from "./faultyNodes.ts";
import type { Place } from "./place.ts";
import { playFaulty, type Played } from "./playFaulty.ts";

export interface FaultFigures {
  /** Messages of the journey when nothing fails, but for queries and inspections, of which nothing stays. */
  readonly messages: number;
  /** Their calls of `ic0`. */
  readonly systemCalls: number;
  /** Calls at which a trap was rehearsed. */
  rehearsed: number;
  /** Messages that trapped in a play of the whole story. */
  trapped: number;
  plays: number;
  /** Traps in all plays. */
  traps: number;
  /** Stores that were looked at at the end of plays. */
  audited: number;
  /** Plays that did not go as they must, and with which faults. */
  readonly failures: string[];
}

export interface FaultyJourneyOptions {
  /** Plays with faults at most. */
  readonly plays?: number;
  readonly progress?: (figures: FaultFigures, left: number) => void;
}

/** @throws {Error} when the journey does not go as it must even without faults */
export async function faultyJourney(
  journey: Journey,
  { plays = Infinity, progress = () => undefined }: FaultyJourneyOptions = {},
): Promise<FaultFigures & { readonly left: readonly Place[] }> {
  const first = await playFaulty(journey, { faults: [], known: new Map(), rehearses: true });
  const places = placesOf(first);
  const known = knownCanisters(first);
  const figures: FaultFigures = {
    messages: places.length,
    systemCalls: places.reduce((sum, { calls }) => sum + calls, 0),
    rehearsed: first.asked.flatMap(({ messages }) => messages).reduce((sum, it) => sum + it.rehearsed, 0),
    trapped: 0,
    plays: 0,
    traps: 0,
    audited: first.audited,
    failures: [],
  };
  const coverage = new Coverage(places);
  progress(figures, places.length);
  while (figures.plays < plays && !coverage.isOver) {
    const before = coverage.left.length;
    const faults = coverage.next();
    figures.plays += 1;
    try {
      const play = await playFaulty(journey, { faults, known, rehearses: false });
      coverage.played(faults, play.asked.length, play.hit, play.endedEarly);
      figures.traps += play.traps.length;
      figures.audited += play.audited;
    } catch (error) {
      figures.failures.push(`${String(error)}, with ${JSON.stringify(faults)}`);
      coverage.played(faults, Infinity, faults, false);
      figures.trapped -= faults.length;
    }
    figures.trapped += before - coverage.left.length;
    progress(figures, coverage.left.length);
  }
  return { ...figures, left: coverage.left };
}

function placesOf({ asked }: Played): Place[] {
  return asked.flatMap(({ messages }, ask) => {
    const runs = new Map<string, number>();
    return messages.flatMap(({ canister, entry, systemCalls: calls }): Place[] => {
      const run = `${canister} ${entry}`;
      const nth = runs.get(run) ?? 0;
      runs.set(run, nth + 1);
      return calls > 0 ? [{ ask, canister, entry, nth, calls }] : [];
    });
  });
}

function knownCanisters({ asked }: Played): Map<string, KnownCanister> {
  const known = new Map<string, KnownCanister>();
  for (const { messages, created } of asked) {
    for (const { canister, canisterId } of messages) {
      const principal: Principal = canisterId;
      if (!known.has(canister)) known.set(canister, { principal, created });
    }
  }
  return known;
}
