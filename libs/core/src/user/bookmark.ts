/** Bookmarks a status, for the owner's eyes only (spec 02: bookmarks). */

import type { Caller, UserContext } from "../context.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { bookmarks } from "../schema/user.ts";
import { indexOnce } from "../search/indexStatus.ts";
import { act, admit, commit } from "./act.ts";
import { gatherStatus, seen } from "./target.ts";

/** @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`, and those of `admit` */
export async function bookmark(
  ctx: UserContext,
  caller: Caller,
  args: { readonly statusUrl: string },
): Promise<StatusRow> {
  await admit(ctx, caller, "private");
  const gathered = await gatherStatus(ctx, args.statusUrl);
  return commit(ctx, caller, async (turn) => {
    const { status } = await seen(turn, ctx.owner, gathered.status.id);
    await turn.insertIfAbsent(bookmarks, {
      statusUri: status.uri,
      statusId: status.id,
      id: turn.nextId(),
      createdAt: turn.now,
    });
    await indexOnce(turn, status);
    return status;
  });
}

/** Without a bookmark it changes nothing. @throws {CoreError} those of `admit` */
export async function unbookmark(
  ctx: UserContext,
  caller: Caller,
  args: { readonly statusUrl: string },
): Promise<void> {
  await act(ctx, caller, "private", (turn) => turn.delete(bookmarks, { statusUri: args.statusUrl }));
}
