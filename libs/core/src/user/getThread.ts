/** UC20: a status of this user's with the answers to it that the asker may see (WI-1.15: GetThread). */

import type { Caller, UserContext } from "../context.ts";
import { Audience } from "../read/audience.ts";
import { accounts } from "../schema/accounts.ts";
import { isListed, statuses, type StatusRow } from "../schema/statuses.ts";
import type { View } from "../store/store.ts";
import { getLocalStatus, isOwnerOf, type Requester } from "./getStatuses.ts";
import { checkOffset, STEP, type OffsetArgs } from "./offset.ts";

export interface Answers {
  readonly status: StatusRow;
  /** Direct answers, oldest first. */
  readonly answers: StatusRow[];
}

/** @throws {CoreError} `NotFound`, `LimitExceeded`, `BadArgs` */
export async function getThread(
  ctx: UserContext,
  caller: Caller,
  args: Requester & OffsetArgs & { readonly id: bigint },
): Promise<Answers> {
  checkOffset(args);
  const status = await getLocalStatus(ctx, caller, args);
  const wanted = args.offset + args.limit;
  const answers = await ctx.store.view(ctx.owner, async (view) => {
    const isOwner = await isOwnerOf(ctx, view, caller);
    const found: StatusRow[] = [];
    let after: { id: bigint } | undefined;
    do {
      const page = await view.scan(statuses, {
        index: "byReply",
        equals: { inReplyToId: status.id },
        ...(after === undefined ? {} : { after }),
        limit: STEP,
      });
      for (const row of page.rows) if (await isShown(ctx, view, isOwner, row)) found.push(row);
      const last = page.next && page.rows.at(-1);
      after = last && { id: last.id };
    } while (after !== undefined && found.length < wanted);
    return found;
  });
  return { status, answers: answers.slice(args.offset, wanted) };
}

/** Others see only the answers that are for everybody: who may see more asks the answers' own authors. */
async function isShown(ctx: UserContext, view: View, isOwner: boolean, row: StatusRow): Promise<boolean> {
  const author = await view.get(accounts, { id: row.accountId });
  if (author === undefined) return false;
  if (isOwner) return new Audience(view, ctx.owner).maySee(row, author);
  return !author.suspended && isListed(row.visibility);
}
