/** Lists of accounts: followers, followed, blocked, muted, asking to follow, and who liked or boosted a status. */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { isListed, likes, statuses } from "../schema/statuses.ts";
import { blocks, followers, following, followRequests, listMembers, mutes } from "../schema/user.ts";
import type { View } from "../store/store.ts";
import { pageById, pageOf, type PageRequest, type PageResult } from "./page.ts";
import { byOwnId, walkIndex, type Walk } from "./walk.ts";

export type AccountList = "followers" | "following" | "followRequests" | "blocks" | "mutes";

const tables = { followers, followRequests, blocks, mutes };

/**
 * One list of the view's owner, newest relation first; paged by the relations' own ids.
 * @param view a view of the account whose list it is
 */
export async function accountList(
  view: View,
  which: AccountList,
  request: PageRequest,
): Promise<PageResult<AccountRow>> {
  const walk: Walk<Relation> =
    which === "following"
      ? walkIndex(view, { table: following, index: "byId", equals: { status: "Accepted" }, ...byOwnId })
      : walkIndex(view, { table: tables[which], index: "byId", ...byOwnId });
  return pageOfRelations(view, walk, request);
}

/** Who likes a status. */
export async function likedBy(
  view: View,
  statusId: bigint,
  request: PageRequest,
): Promise<PageResult<AccountRow>> {
  const walk = walkIndex(view, { table: likes, index: "byStatus", equals: { statusId }, ...byOwnId });
  return pageOfRelations(view, walk, request);
}

/** Who is in one of the owner's lists. */
export async function membersOf(
  view: View,
  listId: bigint,
  request: PageRequest,
): Promise<PageResult<AccountRow>> {
  const walk = walkIndex(view, { table: listMembers, index: "byId", equals: { listId }, ...byOwnId });
  return pageOfRelations(view, walk, request);
}

/** Who boosted a status; private boosts are counted, not named. */
export async function boostedBy(
  view: View,
  statusId: bigint,
  request: PageRequest,
): Promise<PageResult<AccountRow>> {
  const page = await pageById(
    view,
    {
      table: statuses,
      index: "byBoost",
      equals: { boostOfId: statusId },
      ...byOwnId,
    },
    request,
    async (rows) => rows.filter((row) => isListed(row.visibility)),
    byOwnId.idOf,
  );
  const items = await accountsOf(view, page.items);
  // Where all that was walked over is private, the list ends: its links would name one of them.
  if (page.items.length === 0) return { items, newest: undefined, oldest: undefined, isEnd: true };
  return { ...page, items };
}

/** A row with an id of its own, about an account. */
interface Relation {
  readonly id: bigint;
  readonly accountId: bigint;
}

function pageOfRelations(
  view: View,
  walk: Walk<Relation>,
  request: PageRequest,
): Promise<PageResult<AccountRow>> {
  return pageOf(walk, byOwnId.idOf, request, (rows) => accountsOf(view, rows));
}

async function accountsOf(
  view: View,
  rows: readonly { readonly accountId: bigint }[],
): Promise<AccountRow[]> {
  const found = await view.getMany(
    accounts,
    rows.map((row) => ({ id: row.accountId })),
  );
  return found.filter((row) => row !== undefined).filter((row) => !row.suspended);
}
