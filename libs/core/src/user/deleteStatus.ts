/** UC15: deletes a status, by its author or a moderator, and tells all who have it (spec 05: DeleteStatus). */

import { tryParseUrl } from "@mastic/validation";
import type { Caller, UserContext } from "../context.ts";
import { deleteActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import { mediaOf } from "../read/statusView.ts";
import { accounts } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { bookmarks, feed, liked, pinnedStatuses } from "../schema/user.ts";
import { removeStatus } from "../status/removeStatus.ts";
import { bury } from "../status/tombstone.ts";
import type { Turn } from "../store/store.ts";
import { admit } from "./act.ts";
import { release } from "./attach.ts";
import { takeBack } from "./boostStatus.ts";
import { requireOwner } from "./owner.ts";
import { witnesses } from "./reach.ts";
import { send } from "./send.ts";
import { ownStatus } from "./target.ts";

export interface DeleteStatusArgs {
  readonly statusUri: string;
  /** Whether its media wait, as uploads do, for a status that is written in its place; they go with it otherwise. */
  readonly keepMedia?: boolean | undefined;
}

/**
 * @returns the status as it was, for a client that lets its author write it anew
 * @throws {CoreError} `InvalidUri`, `NotFound`, and those of `admit`; a moderator needs to be no owner
 */
export async function deleteStatus(
  ctx: UserContext,
  caller: Caller,
  args: DeleteStatusArgs,
): Promise<StatusRow> {
  const moderates = caller.principal !== null && (await isOthers(ctx, caller.principal));
  if (!moderates) await admit(ctx, caller);
  checkUri(args.statusUri);
  return ctx.store.turn(ctx.owner, async (turn) => {
    if (!moderates) await requireOwner(turn, ctx.owner, caller);
    const status = await ownStatus(turn, ctx.owner, args.statusUri);
    if (args.keepMedia === true) await release(turn, await mediaOf(turn, status.id));
    await retract(ctx, turn, status);
    return status;
  });
}

/** Whether the caller acts on another's status as a moderator. */
async function isOthers(ctx: UserContext, principal: string): Promise<boolean> {
  const owner = await ctx.store.view(ctx.owner, async (view) => {
    try {
      await requireOwner(view, ctx.owner, { principal });
      return true;
    } catch (error) {
      if (error instanceof CoreError) return false;
      throw error;
    }
  });
  return !owner && ctx.isModerator(principal);
}

function checkUri(uri: string): void {
  if (tryParseUrl(uri) !== undefined && /\/statuses\/[0-9]{1,19}$/.test(uri)) return;
  throw new CoreError("InvalidUri", "This is no status of this server.", { field: "statusUri" });
}

/** Removes a status of the turn's owner, with what the owner kept about it, and sends its Delete. */
async function retract(ctx: UserContext, turn: Turn, status: StatusRow): Promise<void> {
  const author = await turn.get(accounts, { id: ctx.owner });
  if (author === undefined) throw new CoreError("NotFound", "There is no such account.");
  if (status.boostOfId !== null) {
    const original = await turn.get(statuses, { id: status.boostOfId });
    await takeBack(ctx, turn, author, status, original);
    return;
  }
  send(turn, author, deleteActivity(ctx.instance, status, author), {
    followers: status.visibility !== "direct",
    accounts: await witnesses(turn, status),
  });
  await turn.delete(pinnedStatuses, { statusId: status.id });
  await turn.delete(feed, { statusId: status.id });
  await turn.delete(liked, { statusUri: status.uri });
  await turn.delete(bookmarks, { statusUri: status.uri });
  await removeStatus(turn, status);
  await bury(turn, status, ctx.instance.limits.tombstoneMillis);
}
