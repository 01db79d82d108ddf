/** The home timeline and those of lists: what enters them and what leaves them. */

import type { InstanceLimits } from "../context.ts";
import { listsWith } from "../read/lists.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { feed, listFeed, listMembers, type ListRow } from "../schema/user.ts";
import type { Owner, Turn, View } from "../store/store.ts";
import { addToTimeline, homeRows, listRows } from "./timelineRows.ts";

type Limits = Pick<InstanceLimits, "homeTimeline">;

/** Puts the owner's own status into the home timeline. @returns whether it is new there */
export function putInFeed(turn: Turn, status: StatusRow, limits: Limits): Promise<boolean> {
  return addToTimeline(turn, homeRows(turn), status, limits);
}

/**
 * Puts what somebody followed has written or boosted into the lists that hold that one, and into the home timeline
 * unless one of these lists keeps it to itself.
 */
export async function putInTimelines(turn: Turn, status: StatusRow, limits: Limits): Promise<void> {
  const holding = await listsWith(turn, status.accountId);
  for (const list of holding) await putInList(turn, list, status, limits);
  if (!holding.some(({ exclusive }) => exclusive)) await putInFeed(turn, status, limits);
}

export async function putInList(turn: Turn, list: ListRow, status: StatusRow, limits: Limits): Promise<void> {
  if (!(await belongsInList(turn, turn.owner, list, status))) return;
  await addToTimeline(turn, listRows(turn, list.id), status, limits);
}

/** By the list's policy for answers to others; answers to its owner, and to oneself, stand in all (Mastodon: FeedManager). */
async function belongsInList(view: View, owner: Owner, list: ListRow, status: StatusRow): Promise<boolean> {
  const to = status.inReplyToAccountId;
  if (status.inReplyToUri === null || to === status.accountId || to === owner) return true;
  if (to === null) return false;
  if (list.repliesPolicy === "followed") return true;
  if (list.repliesPolicy === "none") return false;
  return (await view.get(listMembers, { listId: list.id, accountId: to })) !== undefined;
}

/** How many entries one turn removes. */
const PAGE = 500;

/** Takes everything that an account brought out of the home timeline. @returns whether more is left. */
export async function removeFromFeed(turn: Turn, accountId: bigint): Promise<boolean> {
  const { rows, next } = await turn.scan(feed, {
    index: "byAccount",
    equals: { accountId },
    limit: PAGE,
  });
  for (const row of rows) await turn.delete(feed, { statusId: row.statusId });
  return next !== undefined;
}

/** Takes an account out of a list, with everything that it brought there. @returns whether it was a member */
export async function removeFromList(turn: Turn, listId: bigint, accountId: bigint): Promise<boolean> {
  if (!(await turn.delete(listMembers, { listId, accountId }))) return false;
  for (;;) {
    const { rows, next } = await turn.scan(listFeed, {
      index: "byAccount",
      equals: { listId, accountId },
      limit: PAGE,
    });
    for (const { statusId } of rows) await turn.delete(listFeed, { listId, statusId });
    if (next === undefined) return true;
  }
}
