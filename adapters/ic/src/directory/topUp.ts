/** Keeps User canisters in cycles: all are looked at, round after round, and those that run low are given some. */

import { INSTANCE, type Context, type Performer, type Turn } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import type { CyclesReport, TopUpPolicy } from "../candid/directory.did.ts";
import { ic } from "../engine/system.ts";
import { Refusal } from "../frame/refusal.ts";
import { management } from "../host/management.ts";
import { Setting } from "../host/setting.ts";
import { addToTotals, cyclesTotals } from "./cyclesTotals.ts";
import { userCanistersAfter } from "./eachUserCanister.ts";
import { defaultTopUpPolicy } from "./settings.ts";
import { balances } from "./tables.ts";

export const TOP_UP = "topUp";

const BATCH = 10;
const SHOWN = 100;
const MIN_INTERVAL_SECONDS = 60n;

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

/** Sets the policy, and starts a round by it. @throws {Refusal} `BadArgs` */
export async function setTopUpPolicy({ store }: Context, policy: TopUpPolicy): Promise<void> {
  if (policy.interval_seconds < MIN_INTERVAL_SECONDS || policy.interval_seconds > 365n * 86_400n) {
    throw new Refusal({ BadArgs: "The interval is from a minute to a year." });
  }
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
};

function emit(turn: Turn, step: Step, dueAt?: number): void {
  // Performed twice, a step has one successor all the same.
  const key = `${step.revision} ${step.after ?? ""}`;
  turn.emit({ kind: TOP_UP, payload: step, key, ...(dueAt === undefined ? {} : { dueAt }) });
}

/** Looks at a batch, and emits the next one, or the next round. */
export function topUp({ store }: Context): Performer {
  return async ({ payload }) => {
    const step = payload as Step; // what `emit` has written
    const kept = await policySetting.read(store);
    if (step.revision !== kept.revision) return { status: "done" };
    const policy = fromKept(kept);
    const { canisterIds, next } = await userCanistersAfter(store, step.after ?? undefined, BATCH);
    // One that cannot be reached is looked at again in the next round.
    await Promise.allSettled(canisterIds.map((canisterId) => lookAt(store, canisterId, policy)));
    await store.turn(INSTANCE, async (turn) => {
      if (next !== undefined) {
        emit(turn, { revision: step.revision, after: next });
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
  let { cycles } = await management("canister_status", [{ canister_id }]);
  const { threshold_cycles, amount_cycles, reserve_cycles } = policy;
  const isLow = cycles < threshold_cycles;
  if (isLow && ic.canisterCycleBalance() >= amount_cycles + reserve_cycles) {
    await management("deposit_cycles", [{ canister_id }], amount_cycles);
    cycles += amount_cycles;
    await store.turn(INSTANCE, (turn) => addToTotals(turn, { topUps: 1n, cyclesGiven: amount_cycles }));
  }
  await store.turn(INSTANCE, (turn) => turn.put(balances, { canisterId, cycles, checkedAt: turn.now }));
}

export async function cyclesReport({ store }: Context, userCanisters: number): Promise<CyclesReport> {
  return store.view(INSTANCE, async (view) => {
    const policy = fromKept(await policySetting.get(view));
    const { rows } = await view.scan(balances, {
      index: "byCycles",
      before: { cycles: policy.threshold_cycles },
      limit: SHOWN,
    });
    const totals = await cyclesTotals(view);
    const round = await checkedAt.get(view);
    return {
      balance: ic.canisterCycleBalance(),
      policy,
      user_canisters: BigInt(userCanisters),
      checked_at: round === null ? [] : [BigInt(round)],
      low: rows.map(({ canisterId, cycles }) => ({
        canister_id: Principal.fromText(canisterId),
        balance: cycles,
      })),
      top_ups: totals.topUps,
      cycles_given: totals.cyclesGiven,
      fees_taken: totals.feesTaken,
    };
  });
}
