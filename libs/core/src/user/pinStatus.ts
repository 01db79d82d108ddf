/** Pins a status to the top of the profile, and unpins it (spec 03: Featured Collection). */

import type { Caller, UserContext } from "../context.ts";
import { pinActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { pinnedStatuses } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { act } from "./act.ts";
import { send } from "./send.ts";
import { ownStatus } from "./target.ts";

/**
 * Pins a status of one's own that others may see; a second time it changes nothing.
 * @throws {CoreError} `NotFound`, `BadArgs` (a boost, or direct), `LimitExceeded`, and those of `admit`
 */
export async function pinStatus(
  ctx: UserContext,
  caller: Caller,
  args: { readonly statusUri: string },
): Promise<StatusRow> {
  return act(ctx, caller, "private", async (turn, { account }) => {
    const status = await ownStatus(turn, ctx.owner, args.statusUri);
    if (status.boostOfId !== null || status.visibility === "direct") {
      throw new CoreError("BadArgs", "Boosts and direct statuses cannot be pinned.", { field: "statusUri" });
    }
    if ((await turn.get(pinnedStatuses, { statusId: status.id })) !== undefined) return status;
    await turn.insert(pinnedStatuses, {
      statusId: status.id,
      position: await nextPosition(turn, ctx.instance.limits.pinnedStatuses),
      pinnedAt: turn.now,
    });
    const add = pinActivity(ctx.instance, "Add", account, status.uri, turn.nextId());
    send(turn, account, add, { followers: true, accounts: [] });
    return status;
  });
}

async function nextPosition(turn: Turn, limit: number): Promise<number> {
  const { rows } = await turn.scan(pinnedStatuses, { index: "byPosition", limit: limit + 1 });
  if (rows.length >= limit) {
    throw new CoreError("LimitExceeded", `At most ${limit} statuses can be pinned.`);
  }
  return (rows.at(-1)?.position ?? -1) + 1;
}

/** @throws {CoreError} `NotFound`, and those of `admit` */
export async function unpinStatus(
  ctx: UserContext,
  caller: Caller,
  args: { readonly statusUri: string },
): Promise<StatusRow> {
  return act(ctx, caller, "private", async (turn, { account }) => {
    const status = await ownStatus(turn, ctx.owner, args.statusUri);
    if (await turn.delete(pinnedStatuses, { statusId: status.id })) {
      const remove = pinActivity(ctx.instance, "Remove", account, status.uri, turn.nextId());
      send(turn, account, remove, { followers: true, accounts: [] });
    }
    return status;
  });
}
