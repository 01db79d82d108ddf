/**
 * UC17: upgrades all User canisters, so many at a time; one that fails is tried five times, and keeps nobody waiting.
 *
 * The outbox drives it: each performance queues a page, or upgrades a batch, and emits the next. All of it is rows,
 * so that it goes on where it was after an upgrade of the Directory itself.
 */

import { INSTANCE, type Context, type Performer } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import type { UpgradeStatus, UserModule } from "../candid/directory.did.ts";
import { Refusal } from "../frame/refusal.ts";
import { Setting } from "../host/setting.ts";
import { userCanistersAfter } from "./eachUserCanister.ts";
import { upgrades } from "./tables.ts";
import { upgradeUserCanister } from "./upgradeUserCanister.ts";
import { faultOfModule, setUserModule } from "./userModule.ts";

export const UPGRADE_USERS = "upgradeUsers";

const BATCH = 8;
const PAGE = 100;
const ATTEMPTS = 5;
const FAILURES_SHOWN = 100;

/** `queueAfter`: the last user queued; `null` once all are. */
type Job = { readonly inProgress: boolean; readonly queueAfter: string | null };

const job = new Setting<Job>("upgrade", { inProgress: false, queueAfter: null });
const START = "0";

/** @throws {Refusal} `BadArgs`, `AlreadyInProgress` */
export async function startUpgrade(context: Context, module: UserModule): Promise<void> {
  const { store } = context;
  const fault = await faultOfModule(module);
  if (fault !== undefined) throw new Refusal({ BadArgs: fault });
  if ((await job.read(store)).inProgress) throw new Refusal({ AlreadyInProgress: null });
  await setUserModule(store, module);
  await store.turn(INSTANCE, async (turn) => {
    await job.put(turn, { inProgress: true, queueAfter: START });
    turn.emit({ kind: UPGRADE_USERS, payload: null, key: UPGRADE_USERS });
  });
}

export async function isUpgrading({ store }: Context): Promise<boolean> {
  return (await job.read(store)).inProgress;
}

export function upgradeUsers(context: Context): Performer {
  return async () => {
    const { inProgress, queueAfter } = await job.read(context.store);
    if (!inProgress) return { status: "done" };
    if (queueAfter === START) await forgetLast(context);
    const isDone = queueAfter === null ? await upgradeBatch(context) : await queuePage(context, queueAfter);
    await context.store.turn(INSTANCE, async (turn) => {
      if (isDone) await job.put(turn, { inProgress: false, queueAfter: null });
      else turn.emit({ kind: UPGRADE_USERS, payload: null, key: UPGRADE_USERS });
    });
    return { status: "done" };
  };
}

/** Rows of the upgrade before. */
async function forgetLast({ store }: Context): Promise<void> {
  while (
    await store.turn(INSTANCE, async (turn) => {
      const { rows, next } = await turn.scan(upgrades, { limit: PAGE });
      for (const { canisterId } of rows) await turn.delete(upgrades, { canisterId });
      return next !== undefined;
    })
  );
}

async function queuePage({ store }: Context, after: string): Promise<false> {
  const { canisterIds, next } = await userCanistersAfter(store, after, PAGE);
  await store.turn(INSTANCE, async (turn) => {
    for (const canisterId of canisterIds) {
      await turn.put(upgrades, { canisterId, state: "Pending", attempts: 0, error: null });
    }
    await job.put(turn, { inProgress: true, queueAfter: next ?? null });
  });
  return false;
}

/** @returns whether none is left */
async function upgradeBatch({ store }: Context): Promise<boolean> {
  const batch = await store.view(INSTANCE, async (view) => {
    const pending = await view.scan(upgrades, {
      index: "byState",
      equals: { state: "Pending" },
      limit: BATCH,
    });
    if (pending.rows.length > 0) return pending.rows;
    return (await view.scan(upgrades, { index: "byState", equals: { state: "Failed" }, limit: BATCH })).rows;
  });
  await Promise.all(
    batch.map(async ({ canisterId, attempts }) => {
      const error = await failureOf(() => upgradeUserCanister(store, Principal.fromText(canisterId)));
      const tried = attempts + 1;
      const state =
        error === null ? "Completed" : tried < ATTEMPTS ? "Failed" : ("PermanentlyFailed" as const);
      await store.turn(INSTANCE, (turn) =>
        turn.update(upgrades, { canisterId }, { state, attempts: tried, error }),
      );
    }),
  );
  return batch.length === 0;
}

async function failureOf(run: () => Promise<void>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
  }
}

export async function upgradeStatus({ store }: Context): Promise<UpgradeStatus> {
  return store.view(INSTANCE, async (view) => {
    const count = async (state: (typeof upgrades.columns.state)["fallback"]) =>
      view.count(upgrades, { index: "byState", equals: state === undefined ? {} : { state } });
    const pending = await count("Pending");
    const completed = await count("Completed");
    const failed = await count("Failed");
    const permanentlyFailed = await count("PermanentlyFailed");
    const shown = [];
    for (const state of ["PermanentlyFailed", "Failed"] as const) {
      const page = await view.scan(upgrades, {
        index: "byState",
        equals: { state },
        limit: FAILURES_SHOWN,
      });
      shown.push(...page.rows);
    }
    return {
      in_progress: (await job.get(view)).inProgress,
      total: BigInt(pending + completed + failed + permanentlyFailed),
      completed: BigInt(completed),
      failed: BigInt(failed),
      permanently_failed: BigInt(permanentlyFailed),
      failures: shown.slice(0, FAILURES_SHOWN).map(({ canisterId, attempts, error }) => ({
        canister_id: Principal.fromText(canisterId),
        attempts,
        error: error ?? "",
      })),
    };
  });
}
