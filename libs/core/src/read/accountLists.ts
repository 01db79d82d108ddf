/** Lists of accounts: followers, followed, blocked, muted, asking to follow, and who liked or boosted a status. */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { isListed, likes, statuses } from "../schema/statuses.ts";
import { blocks, followers, following, followRequests, listMembers, mutes } from "../schema/user.ts";
import type { Owner, View } from "../store/store.ts";
import { Audience } from "./audience.ts";
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

/** Who likes a status, but for those excluded from the viewer's timelines. */
export async function likedBy(
  view: View,
  viewer: Owner,
  statusId: bigint,
  request: PageRequest,
): Promise<PageResult<AccountRow>> {
  const audience = new Audience(view, viewer);
  const walk = walkIndex(view, { table: likes, index: "byStatus", equals: { statusId }, ...byOwnId });
  return pageOf(walk, byOwnId.idOf, request, async (rows) =>
    audience.withoutExcluded(await accountsOf(view, rows)),
  );
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

/** How often a page without anybody to name is passed over; each is hundreds of boosts. */
const PASSES = 8;

/**
 * Who boosted a status, but for those excluded from the viewer's timelines. Private boosts are counted, not named: links
 * name none either.
 */
export async function boostedBy(
  view: View,
  viewer: Owner,
  statusId: bigint,
  request: PageRequest,
): Promise<PageResult<AccountRow>> {
  const audience = new Audience(view, viewer);
  let rest = request;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const page = await boostersOf(audience, statusId, rest);
    if (page.items.length > 0) return { ...page, items: page.items.map(({ account }) => account) };
    if (page.isEnd) break;
    rest =
      request.minId === undefined ? { ...request, maxId: page.oldest } : { ...request, minId: page.newest };
  }
  return { items: [], newest: undefined, oldest: undefined, isEnd: true };
}

/** Those who can be named, with the ids of their boosts. */
async function boostersOf(
  audience: Audience,
  statusId: bigint,
  request: PageRequest,
): Promise<PageResult<{ readonly id: bigint; readonly account: AccountRow }>> {
  const { view } = audience;
  return pageById(
    view,
    { table: statuses, index: "byBoost", equals: { boostOfId: statusId }, ...byOwnId },
    request,
    async (rows) => {
      const listed = rows.filter((row) => isListed(row.visibility));
      const named = await audience.withoutExcluded(await accountsOf(view, listed));
      const byId = new Map(named.map((account) => [account.id, account]));
      return listed.flatMap(({ id, accountId }) => {
        const account = byId.get(accountId);
        return account === undefined ? [] : [{ id, account }];
      });
    },
    byOwnId.idOf,
  );
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
