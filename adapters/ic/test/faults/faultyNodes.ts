/** The nodes of a journey with canisters that trap now and then, for people who then try again. */

import { MODERATOR, type JourneyHost, type JourneyNode } from "@mastic/core/contract";
import type { CanisterRuntime, ExecutionRecord } from "@mastic/canister-runtime";
import { auditCanisters } from "../support/auditNode.ts";
import { canisterNodes } from "../journeys/host.ts";
import { randomFrom } from "./random.ts";

const MINUTE_MS = 60_000;
/**
 * How long people wait after a trap: longer than the lease of an effect, so that it is done again, then so long that
 * the Directory has looked at everybody, whose timers may have been lost, and once more.
 */
const WAITS_MS = [11 * MINUTE_MS, 361 * MINUTE_MS, 11 * MINUTE_MS];
const TRIES = 8;
/** The most calls of `ic0` that one message of a journey has been seen to make, as a power of two. */
const MOST_CALLS = 13;
/** More than happen before the next pause. */
const AT_ONCE = 200;

export interface FaultPlanning {
  readonly seed: number;
  /** Messages from one fault to the next, on average. */
  readonly every: number;
}

/** What became of the faults. */
export class FaultTally {
  /** Entry point and call of each trap. */
  readonly traps: string[] = [];
  messages = 0;
  systemCalls = 0;
  /** Canisters whose stores were looked at, at the end. */
  audited = 0;

  /** @returns whether one of these messages trapped by a fault */
  add(records: readonly ExecutionRecord[]): boolean {
    let found = false;
    for (const { entry, mode, systemCalls, trap } of records) {
      if (queries.has(mode)) continue;
      this.messages += 1;
      this.systemCalls += systemCalls;
      if (trap?.startsWith("fault injected") !== true) continue;
      found = true;
      this.traps.push(`${entry} ${trap}`);
    }
    return found;
  }
}

const queries: ReadonlySet<string> = new Set(["NRQ", "CQ", "CRy", "CRt", "TQ", "F", "C", "CC"]);

/** Opens the nodes, and makes their canisters trap from then on. @throws {Error} at the end, when a store does not hold together */
export async function faultyNodes(planning: FaultPlanning, tally: FaultTally): Promise<JourneyHost> {
  const host = await canisterNodes();
  const { runtime } = host.canisters;
  await runtime.takeExecutions();
  const faults = new Faults(runtime, planning);
  await faults.resume();
  const hasTrapped = async () => tally.add(await runtime.takeExecutions());

  /** As somebody does who is told that it did not work. */
  async function insist<R>(ask: () => Promise<R>): Promise<R> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask();
      } catch (error) {
        if ((!(await hasTrappedLately()) && !pending) || tries === TRIES) throw error;
        // Who was not reached, or did not answer, is not asked again at once.
        if (tries > 1) await settle();
      }
    }
  }
  let pending = false;
  async function hasTrappedLately(): Promise<boolean> {
    const trapped = await hasTrapped();
    pending ||= trapped;
    return trapped;
  }
  const insisting = <T extends object>(asked: T): T =>
    new Proxy(asked, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => insist(() => Reflect.apply(member, target, args) as Promise<unknown>);
      },
    });
  const faulty = (node: JourneyNode): JourneyNode => ({
    ...node,
    directory: insisting(node.directory),
    user: async (handle) => insisting(await node.user(handle)),
  });

  /** Whoever calls it wakes it: its own timer may have been lost as well. */
  async function wakeDirectories(): Promise<void> {
    for (const { directory } of [host.here, host.there]) {
      await directory.retrySignUp({ principal: MODERATOR }).catch(() => undefined);
    }
  }

  async function settle(): Promise<void> {
    await host.settle();
    for (let round = 0; (await hasTrappedLately()) || pending; round += 1) {
      pending = false;
      // Trying again may trap too, but not for ever.
      if (round === 1) await faults.pause();
      for (const wait of WAITS_MS) {
        await wakeDirectories();
        await host.advance(wait);
        await host.settle();
      }
    }
    await faults.resume();
  }

  return {
    here: faulty(host.here),
    there: faulty(host.there),
    settle,
    advance: (millis) => host.advance(millis),
    async close() {
      try {
        await settle();
        const audit = await auditCanisters(runtime);
        tally.audited += audit.audited;
        if (audit.faults.length > 0) throw new Error(`After faults: ${audit.faults.join("; ")}`);
      } finally {
        await host.close();
      }
    },
  };
}

/** Faults at messages and calls that the seed chooses: as many at the second call as at calls 1,000 to 2,000. */
class Faults {
  readonly #runtime: CanisterRuntime;
  readonly #random: () => number;
  readonly #every: number;
  #isPaused = true;

  constructor(runtime: CanisterRuntime, { seed, every }: FaultPlanning) {
    this.#runtime = runtime;
    this.#random = randomFrom(seed);
    this.#every = every;
  }

  async resume(): Promise<void> {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    for (let nth = 0; nth < AT_ONCE; nth += 1) {
      await this.#runtime.injectFault({
        atSystemCall: Math.ceil(2 ** (this.#random() * MOST_CALLS)),
        skip: Math.floor(this.#random() * (2 * this.#every - 1)),
      });
    }
  }

  async pause(): Promise<void> {
    this.#isPaused = true;
    await this.#runtime.clearFaults();
  }
}
