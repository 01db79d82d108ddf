/**
 * How much the node is used: sums over its users, gathered a batch at a time in the rounds that look at User canisters,
 * and told to the Federation, which answers NodeInfo.
 *
 * A home that does not answer counts by what it said before.
 */

import {
  accounts,
  INSTANCE,
  putUsage,
  readCounters,
  users,
  type Store,
  type UsageFigures,
} from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import * as federationBindings from "../candid/federation.did.ts";
import * as userBindings from "../candid/user.did.ts";
import { remote } from "../frame/remote.ts";

const callFederation = remote<federationBindings._SERVICE>(federationBindings);
const callUser = remote<userBindings._SERVICE>(userBindings);

const DAY = 24 * 3_600_000;
const MONTH = 30 * DAY;
const HALFYEAR = 180 * DAY;

export const NO_USAGE: UsageFigures = { statuses: 0, activeMonth: 0, activeHalfyear: 0 };

/** Asks a home for its figures, which also wakes it, and keeps them. @throws {Error} when it does not say */
export async function askFigures(store: Store, canister: Principal): Promise<void> {
  const reply = await callUser(canister, "get_activity_figures", []);
  if ("Err" in reply) throw new Error("The home has another Directory.");
  const { statuses_count, last_status_at } = reply.Ok;
  const [lastStatusAt] = last_status_at;
  await store.turn(INSTANCE, async (turn) => {
    const user = await turn.find(users, "canisterId", { canisterId: canister.toText() });
    if (user === undefined) return;
    await turn.update(
      accounts,
      { id: user.id },
      {
        statusesCount: Number(statuses_count),
        lastStatusAt: lastStatusAt === undefined ? null : Number(lastStatusAt),
      },
    );
  });
}

/** The sums so far and what these homes add to them. Whoever publishes is active, and who has just come. */
export async function withFigures(
  store: Store,
  sums: UsageFigures,
  canisterIds: readonly string[],
): Promise<UsageFigures> {
  return store.turn(INSTANCE, async (turn) => {
    let { statuses, activeMonth, activeHalfyear } = sums;
    for (const canisterId of canisterIds) {
      const user = await turn.find(users, "canisterId", { canisterId });
      const account = user && (await turn.get(accounts, { id: user.id }));
      if (user === undefined || account === undefined) continue;
      statuses += account.statusesCount;
      if (user.status !== "Active") continue;
      const quietFor = turn.now - Math.max(user.createdAt, account.lastStatusAt ?? 0);
      if (quietFor <= MONTH) activeMonth += 1;
      if (quietFor <= HALFYEAR) activeHalfyear += 1;
    }
    return { statuses, activeMonth, activeHalfyear };
  });
}

/** Whether a round has ever been summed up. */
export async function hasUsage(store: Store): Promise<boolean> {
  return (await store.view(INSTANCE, readCounters)).activeMonth !== null;
}

/** Keeps the sums of a whole round. @throws {Error} when the Federation could not be told */
export async function keepUsage(store: Store, federation: Principal, sums: UsageFigures): Promise<void> {
  await store.turn(INSTANCE, (turn) => putUsage(turn, sums));
  const reply = await callFederation(federation, "set_usage", [
    {
      statuses: BigInt(sums.statuses),
      active_month: BigInt(sums.activeMonth),
      active_halfyear: BigInt(sums.activeHalfyear),
    },
  ]);
  if ("Err" in reply) throw new Error("The Federation has another Directory.");
}
