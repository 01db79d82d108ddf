/** The nodes of a journey with canisters that trap here and there, for people who then try again. */

import type { JourneyHost, JourneyNode } from "@mastic/core/contract";
import { CanisterRuntime, type ExecutionRecord } from "@mastic/canister-runtime";
import { auditCanisters } from "../support/auditNode.ts";
import { operator } from "../support/canisterNode.ts";
import { nodesOn } from "../journeys/host.ts";

const MINUTE_MS = 60_000;
/**
 * How long people wait after a trap: longer than the lease of an effect, so that it is done again, then so long that
 * the Directory has looked at everybody, whose timers may have been lost, and once more.
 */
const WAITS_MS = [11 * MINUTE_MS, 361 * MINUTE_MS, 11 * MINUTE_MS];
/** More often than messages trap at once. */
const TRIES = 12;

export interface FaultScript {
  /** Places where messages have trapped before, in other plays. */
  readonly known: readonly string[];
  /** How many messages trap at most in what comes of one thing that the story asks of its nodes, and how many of one entry point of a canister. */
  readonly atOnce: number;
  readonly ofEach: number;
  /** Whether each message rehearses a trap at each of its calls. */
  readonly rehearses: boolean;
}

/** What a play on such nodes came to. */
export class FaultyPlay {
  /** Things that the story asked. */
  asks = 0;
  messages = 0;
  /** Calls of `ic0` that the messages made, and those at which a trap was rehearsed. */
  systemCalls = 0;
  rehearsed = 0;
  /** Each trap: in which ask, entry point and call. */
  readonly traps: string[] = [];
  /** Where messages have trapped for the first time. */
  readonly places: string[] = [];
  /** Canisters whose stores were looked at, at the end. */
  audited = 0;
}

const queries: ReadonlySet<string> = new Set(["NRQ", "CQ", "CRy", "CRt", "TQ", "F", "C", "CC"]);

/** Opens the nodes, whose canisters trap from then on. @throws {Error} at the end, when a store does not hold together */
export async function faultyNodes(script: FaultScript, play: FaultyPlay): Promise<JourneyHost> {
  // The thread of the plays has a deep stack, and keeps the compiled modules.
  const host = await nodesOn((options) => CanisterRuntime.create({ ...options, thread: "inline" }));
  const { runtime } = host.canisters;
  await runtime.takeExecutions();
  await runtime.rehearseTraps(script.rehearses);
  await runtime.sweepFaults(script.known);

  /** A trap that nobody has waited after yet. */
  let pending = false;
  async function look(): Promise<boolean> {
    const found = (await runtime.takeExecutions()).filter(({ mode }) => !queries.has(mode));
    for (const record of found) note(record);
    return pending;
  }
  function note({ entry, trap, places, systemCalls, rehearsed }: ExecutionRecord): void {
    play.messages += 1;
    play.systemCalls += systemCalls;
    play.rehearsed += rehearsed;
    play.places.push(...places);
    if (trap?.startsWith("fault injected") !== true) return;
    pending = true;
    play.traps.push(`${play.asks}: ${entry} ${trap}`);
  }

  /** One thing that the story asks. */
  async function ask<R>(run: () => Promise<R>): Promise<R> {
    await runtime.allowFaults(script.atOnce, script.ofEach);
    try {
      return await run();
    } finally {
      await look();
      await runtime.clearFaults();
      play.asks += 1;
    }
  }

  /** As somebody does who is told that it did not work. */
  async function insist<R>(run: () => Promise<R>): Promise<R> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await run();
      } catch (error) {
        if (!(await look()) || tries === TRIES) throw error;
        // Who was not reached, or did not answer, is not asked again at once.
        if (tries > 1) await settle();
      }
    }
  }
  const insisting = <T extends object>(asked: T): T =>
    new Proxy(asked, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) =>
          ask(() => insist(() => Reflect.apply(member, target, args) as Promise<unknown>));
      },
    });
  const faulty = (node: JourneyNode): JourneyNode => ({
    ...node,
    directory: insisting(node.directory),
    user: async (handle) => insisting(await node.user(handle)),
  });

  /** Whoever is let in wakes it: its own timer may have been lost as well. */
  async function wakeDirectories(): Promise<void> {
    for (const node of [host.canisters, host.canistersThere]) {
      await node
        .as(operator)
        .retry_sign_up()
        .catch(() => undefined);
    }
  }

  async function settle(): Promise<void> {
    await host.settle();
    for (let round = 0; await look(); round += 1) {
      pending = false;
      // Trying again may trap too, but not for ever.
      if (round === 1) await runtime.clearFaults();
      for (const wait of WAITS_MS) {
        await wakeDirectories();
        await host.advance(wait);
        await host.settle();
      }
    }
  }

  return {
    here: faulty(host.here),
    there: faulty(host.there),
    settle: () => ask(settle),
    advance: (millis) => host.advance(millis),
    async close() {
      try {
        await ask(settle);
        const audit = await auditCanisters(runtime);
        play.audited += audit.audited;
        if (audit.faults.length > 0) throw new Error(`After faults: ${audit.faults.join("; ")}`);
      } finally {
        await host.close();
      }
    },
  };
}
