/** UC10: likes a status, and takes the like back (spec 05: LikeStatus, UnlikeStatus). */

import type { Caller, UserContext } from "../context.ts";
import { likeActivity, undoActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import { accounts } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { liked } from "../schema/user.ts";
import { indexOnce } from "../search/indexStatus.ts";
import { addLike, removeLike } from "../status/like.ts";
import { act, admit, commit } from "./act.ts";
import { send } from "./send.ts";
import { gatherStatus, seen } from "./target.ts";

/**
 * Likes the status with this uri; a second time it changes and sends nothing.
 * @returns the status liked
 * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`, and those of `admit`
 */
export async function likeStatus(
  ctx: UserContext,
  caller: Caller,
  args: { readonly statusUrl: string },
): Promise<StatusRow> {
  await admit(ctx, caller);
  const gathered = await gatherStatus(ctx, args.statusUrl);
  return commit(ctx, caller, async (turn, { account }) => {
    const { status, author } = await seen(turn, ctx.owner, gathered.status.id);
    if ((await turn.get(liked, { statusUri: status.uri })) !== undefined) return status;
    const id = turn.nextId();
    const likeUri = `${account.uri}#likes/${id}`;
    await turn.insert(liked, {
      statusUri: status.uri,
      statusId: status.id,
      id,
      likeUri,
      createdAt: turn.now,
    });
    await addLike(turn, status, ctx.owner, likeUri);
    await indexOnce(turn, status);
    send(turn, account, likeActivity(account, likeUri, status.uri), { followers: false, accounts: [author] });
    return (await turn.get(statuses, { id: status.id })) ?? status;
  });
}

/** @throws {CoreError} `NotFound` when the owner does not like it, and those of `admit` */
export async function undoLike(
  ctx: UserContext,
  caller: Caller,
  args: { readonly statusUrl: string },
): Promise<void> {
  await act(ctx, caller, "social", async (turn, { account }) => {
    const row = await turn.get(liked, { statusUri: args.statusUrl });
    if (row === undefined) throw new CoreError("NotFound", "You do not like this status.");
    await turn.delete(liked, { statusUri: row.statusUri });
    await removeLike(turn, row.statusId, ctx.owner);
    const status = await turn.get(statuses, { id: row.statusId });
    const author = status && (await turn.get(accounts, { id: status.accountId }));
    if (author === undefined) return;
    const undo = undoActivity(account, likeActivity(account, row.likeUri, row.statusUri));
    send(turn, account, undo, { followers: false, accounts: [author] });
  });
}
