/** The nodes of a journey with canisters that trap as planned, for people who then try again. */

import { MODERATOR, type JourneyHost, type JourneyNode } from "@mastic/core/contract";
import { CanisterRuntime, type ExecutionRecord } from "@mastic/canister-runtime";
import { Principal } from "@icp-sdk/core/principal";
import { auditCanisters } from "../support/auditNode.ts";
import { nodesOn } from "../journeys/host.ts";
import type { PlannedFault } from "./place.ts";
import { Roster, shifted } from "./roster.ts";

const MINUTE_MS = 60_000;
/**
 * How long people wait after a trap: longer than the lease of an effect, so that it is done again, then so long that
 * the Directory has looked at everybody, whose timers may have been lost, and once more.
 */
const WAITS_MS = [11 * MINUTE_MS, 361 * MINUTE_MS, 11 * MINUTE_MS];
const TRIES = 8;

/** What ran because the story asked one thing of its nodes, and all that came of it. */
export interface Asked {
  /** In their order, by the names of their canisters; queries are left out, as nothing stays of them. */
  readonly messages: readonly (ExecutionRecord & { readonly canister: string })[];
  /** Canisters that there were before. */
  readonly created: number;
}

/** A canister when nothing fails: its id, and how many there were before the ask in which it came to be. */
export interface KnownCanister {
  readonly principal: Principal;
  readonly created: number;
}

export interface FaultScript {
  readonly faults: readonly PlannedFault[];
  /** Every canister of the story, by name, as it is when nothing fails: to tell those that do not exist yet. */
  readonly known: ReadonlyMap<string, KnownCanister>;
  /** Whether each message rehearses a trap at each of its calls. */
  readonly rehearses: boolean;
}

/** What a play on such nodes came to. */
export class FaultyPlay {
  readonly asked: Asked[] = [];
  readonly hit: PlannedFault[] = [];
  /** Entry point and call of each trap. */
  readonly traps: string[] = [];
  /** Canisters whose stores were looked at, at the end. */
  audited = 0;
  roster: Roster | undefined;
}

const queries: ReadonlySet<string> = new Set(["NRQ", "CQ", "CRy", "CRt", "TQ", "F", "C", "CC"]);

/** Opens the nodes, whose canisters trap as planned from then on. @throws {Error} at the end, when a store does not hold together */
export async function faultyNodes(script: FaultScript, play: FaultyPlay): Promise<JourneyHost> {
  const host = await nodesOn((options) => CanisterRuntime.create(options));
  const { runtime } = host.canisters;
  const roster = new Roster({ here: host.canisters, there: host.canistersThere });
  play.roster = roster;
  await roster.refresh();
  await runtime.takeExecutions();
  await runtime.rehearseTraps(script.rehearses);

  let records: ExecutionRecord[] = [];
  /** A trap that nobody has waited after yet. */
  let pending = false;
  async function look(): Promise<boolean> {
    const found = (await runtime.takeExecutions()).filter(({ mode }) => !queries.has(mode));
    records.push(...found);
    const trapped = found.filter(({ trap }) => trap?.startsWith("fault injected") === true);
    play.traps.push(...trapped.map(({ entry, trap }) => `${entry} ${trap}`));
    pending ||= trapped.length > 0;
    return pending;
  }

  /** One thing that the story asks, with the faults that are planned for it. */
  async function ask<R>(run: () => Promise<R>): Promise<R> {
    const nth = play.asked.length;
    const { created } = roster;
    const asked: { messages: Asked["messages"]; created: number } = { messages: [], created };
    play.asked.push(asked);
    records = [];
    const planned = script.faults
      .filter((it) => it.ask === nth)
      .map((it) => [it, idOf(it.canister)] as const);
    for (const [{ atSystemCall, entry, nth: skip }, canisterId] of planned) {
      if (canisterId !== undefined) await runtime.injectFault({ canisterId, atSystemCall, entry, skip });
    }
    try {
      return await run();
    } finally {
      await look();
      await runtime.clearFaults();
      await roster.refresh();
      asked.messages = records.map((it) => ({ ...it, canister: roster.nameOf(it.canisterId) }));
      for (const [fault, canisterId] of planned) {
        const isHit = records.some(
          (it) =>
            it.entry === fault.entry &&
            it.canisterId.toText() === canisterId?.toText() &&
            it.trap?.startsWith(`fault injected at system call ${fault.atSystemCall} `) === true,
        );
        if (isHit) play.hit.push(fault);
      }
    }
  }

  /** One that does not exist yet has the id that comes next, which is another where an attempt has left one behind. */
  function idOf(canister: string): Principal | undefined {
    const now = roster.principalOf(canister);
    const known = script.known.get(canister);
    if (now !== undefined || known === undefined) return now;
    return shifted(known.principal, roster.created - known.created);
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
  const insisting = <T extends object>(
    asked: T,
    watch: (name: string, args: readonly unknown[]) => void,
  ): T =>
    new Proxy(asked, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          watch(String(name), args);
          return ask(() => insist(() => Reflect.apply(member, target, args) as Promise<unknown>));
        };
      },
    });
  const faulty = (name: string, node: JourneyNode): JourneyNode => ({
    ...node,
    directory: insisting(node.directory, (method, [, wanted]) => {
      if (method === "signUp") roster.expect(name, (wanted as { handle: string }).handle);
    }),
    user: async (handle) => insisting(await node.user(handle), () => undefined),
  });

  /** Whoever calls it wakes it: its own timer may have been lost as well. */
  async function wakeDirectories(): Promise<void> {
    for (const { directory } of [host.here, host.there]) {
      await directory.retrySignUp({ principal: MODERATOR }).catch(() => undefined);
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
    here: faulty("here", host.here),
    there: faulty("there", host.there),
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
