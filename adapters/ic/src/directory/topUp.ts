/**
 * Keeps User canisters and the Federation in cycles: all are looked at, round after round, and those that run low are
 * given some.
 *
 * Who is looked at also sets its timer again: the system forgets it when a canister was frozen, or trapped, as it fired.
 * So each round asks User canisters how much they were used, and sums that up.
 */

import { INSTANCE, type Context, type Performer, type Turn, type UsageFigures } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import type { CyclesReport, TopUpPolicy } from "../candid/directory.did.ts";
import * as federationBindings from "../candid/federation.did.ts";
import { ic } from "../engine/system.ts";
import { wake } from "../engine/timers.ts";
import { remote } from "../frame/remote.ts";
import { Refusal } from "../frame/refusal.ts";
import { management } from "../host/management.ts";
import { Setting } from "../host/setting.ts";
import { addToTotals, cyclesTotals } from "./cyclesTotals.ts";
import { userCanistersAfter } from "./eachUserCanister.ts";
import { defaultTopUpPolicy } from "./settings.ts";
import { balances } from "./tables.ts";
import { askFigures, hasUsage, keepUsage, NO_USAGE, withFigures } from "./usage.ts";

export const TOP_UP = "topUp";

const BATCH = 10;
const SHOWN = 100;
const MIN_INTERVAL_SECONDS = 60n;
const MAX_INTERVAL_SECONDS = 365n * 86_400n;
/** The Federation works for all users: it needs so many times what one of them does. */
const FEDERATION = 10n;

const callFederation = remote<federationBindings._SERVICE>(federationBindings);

type KeptPolicy = {
  readonly threshold: string;
  readonly amount: string;
  readonly reserve: string;
  readonly intervalSeconds: string;
  /** Counts up with every policy that is set: the rounds of an earlier one end. */
  readonly revision: number;
};

const policySetting = new Setting<KeptPolicy>("topUpPolicy", toKept(defaultTopUpPolicy, 0));
/** When the last round ended: ms since the Unix epoch. */
const checkedAt = new Setting<number | null>("topUpRound", null);
/** What the Federation had when last looked at: cycles in decimal. */
const federationBalance = new Setting<string | null>("federationBalance", null);

function toKept(policy: TopUpPolicy, revision: number): KeptPolicy {
  return {
    threshold: policy.threshold_cycles.toString(),
    amount: policy.amount_cycles.toString(),
    reserve: policy.reserve_cycles.toString(),
    intervalSeconds: policy.interval_seconds.toString(),
    revision,
  };
}

function fromKept(kept: KeptPolicy): TopUpPolicy {
  return {
    threshold_cycles: BigInt(kept.threshold),
    amount_cycles: BigInt(kept.amount),
    reserve_cycles: BigInt(kept.reserve),
    interval_seconds: BigInt(kept.intervalSeconds),
  };
}

/** @returns what is wrong with it */
export function faultOfTopUpPolicy({ interval_seconds }: TopUpPolicy): string | undefined {
  return interval_seconds < MIN_INTERVAL_SECONDS || interval_seconds > MAX_INTERVAL_SECONDS
    ? "The interval is from a minute to a year."
    : undefined;
}

/** Sets the policy, and starts a round by it. @throws {Refusal} `BadArgs` */
export async function setTopUpPolicy({ store }: Context, policy: TopUpPolicy): Promise<void> {
  const fault = faultOfTopUpPolicy(policy);
  if (fault !== undefined) throw new Refusal({ BadArgs: fault });
  await store.turn(INSTANCE, async (turn) => {
    const { revision } = await policySetting.get(turn);
    await policySetting.put(turn, toKept(policy, revision + 1));
    emit(turn, { revision: revision + 1, after: null });
  });
}

type Step = {
  readonly revision: number;
  /** The last user looked at in this round, in decimal. */
  readonly after: string | null;
  /** What those looked at come to; left out at the start of a round. */
  readonly usage?: UsageFigures;
};

function emit(turn: Turn, step: Step, dueAt?: number): void {
  // Performed twice, a step has one successor all the same.
  const key = `${step.revision} ${step.after ?? ""}`;
  turn.emit({ kind: TOP_UP, payload: step, key, ...(dueAt === undefined ? {} : { dueAt }) });
}

/** Looks at a batch, and emits the next one, or the next round. */
export function topUp({ store }: Context, federation: Principal): Performer {
  return async ({ payload }) => {
    const step = payload as Step; // what `emit` has written
    const kept = await policySetting.read(store);
    if (step.revision !== kept.revision) return { status: "done" };
    const policy = fromKept(kept);
    const { canisterIds, next } = await userCanistersAfter(store, step.after ?? undefined, BATCH);
    // One that cannot be reached is looked at again in the next round.
    await Promise.allSettled(canisterIds.map((canisterId) => lookAt(store, canisterId, policy)));
    const usage = await withFigures(store, step.usage ?? NO_USAGE, canisterIds);
    if (next === undefined)
      await Promise.allSettled([
        lookAtFederation(store, federation, policy),
        // Where nobody has lived yet there is nothing to sum up: the first to come are all active.
        ...(step.after === null && canisterIds.length === 0 && !(await hasUsage(store))
          ? []
          : [keepUsage(store, federation, usage)]),
      ]);
    await store.turn(INSTANCE, async (turn) => {
      if (next !== undefined) {
        emit(turn, { revision: step.revision, after: next, usage });
        return;
      }
      await checkedAt.put(turn, turn.now);
      const interval = Number(policy.interval_seconds) * 1_000;
      emit(turn, { revision: step.revision, after: null }, turn.now + interval);
    });
    return { status: "done" };
  };
}

async function lookAt(store: Context["store"], canisterId: string, policy: TopUpPolicy): Promise<void> {
  const canister_id = Principal.fromText(canisterId);
  const { cycles } = await management("canister_status", [{ canister_id }]);
  const given = await giveIfLow(store, canister_id, cycles, policy);
  await store.turn(INSTANCE, (turn) =>
    turn.put(balances, { canisterId, cycles: cycles + given, checkedAt: turn.now }),
  );
  // One that is older than the question is woken all the same.
  await askFigures(store, canister_id).catch(() => wake(canister_id.toUint8Array()));
}

/** It has another controller: it is asked itself, which wakes it too. */
async function lookAtFederation(
  store: Context["store"],
  federation: Principal,
  policy: TopUpPolicy,
): Promise<void> {
  const reply = await callFederation(federation, "cycles_balance", []);
  if ("Err" in reply) throw new Error("The Federation has another Directory.");
  const given = await giveIfLow(store, federation, reply.Ok, timesOf(policy, FEDERATION));
  await store.turn(INSTANCE, (turn) => federationBalance.put(turn, (reply.Ok + given).toString()));
}

function timesOf(policy: TopUpPolicy, times: bigint): TopUpPolicy {
  const { threshold_cycles, amount_cycles } = policy;
  return { ...policy, threshold_cycles: threshold_cycles * times, amount_cycles: amount_cycles * times };
}

/** @returns how many cycles it was given */
async function giveIfLow(
  store: Context["store"],
  canister_id: Principal,
  cycles: bigint,
  { threshold_cycles, amount_cycles, reserve_cycles }: TopUpPolicy,
): Promise<bigint> {
  if (cycles >= threshold_cycles || ic.canisterCycleBalance() < amount_cycles + reserve_cycles) return 0n;
  await management("deposit_cycles", [{ canister_id }], amount_cycles);
  await store.turn(INSTANCE, (turn) => addToTotals(turn, { topUps: 1n, cyclesGiven: amount_cycles }));
  return amount_cycles;
}

export async function cyclesReport(
  { store }: Context,
  userCanisters: number,
  federation: Principal,
): Promise<CyclesReport> {
  return store.view(INSTANCE, async (view) => {
    const policy = fromKept(await policySetting.get(view));
    const { rows } = await view.scan(balances, {
      index: "byCycles",
      before: { cycles: policy.threshold_cycles },
      limit: SHOWN,
    });
    const totals = await cyclesTotals(view);
    const round = await checkedAt.get(view);
    const ofFederation = await federationBalance.get(view);
    return {
      balance: ic.canisterCycleBalance(),
      policy,
      user_canisters: BigInt(userCanisters),
      checked_at: round === null ? [] : [BigInt(round)],
      low: rows.map(({ canisterId, cycles }) => ({
        canister_id: Principal.fromText(canisterId),
        balance: cycles,
      })),
      federation: {
        canister_id: federation,
        balance: ofFederation === null ? [] : [BigInt(ofFederation)],
        threshold: timesOf(policy, FEDERATION).threshold_cycles,
      },
      top_ups: totals.topUps,
      cycles_given: totals.cyclesGiven,
      fees_taken: totals.feesTaken,
    };
  });
}
