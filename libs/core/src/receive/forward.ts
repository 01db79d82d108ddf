/**
 * What others here must hear from this home: news of a status that it has boosted or quoted reaches its author's
 * followers and this home, and nobody else whom the boost or the quote has brought it to (ActivityPub, section 7.1.2; spec 01: Boost Flow).
 */

import { effect } from "../effects.ts";
import type { HomeContext } from "../federation/context.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { boosts } from "../schema/user.ts";
import type { Owner, Turn, View } from "../store/store.ts";

/** Whether the view's owner boosts this status. */
export async function isBoosted(view: View, statusId: bigint): Promise<boolean> {
  const { rows } = await view.scan(boosts, {
    index: "byOriginal",
    equals: { originalStatusId: statusId },
    limit: 1,
  });
  return rows.length > 0;
}

/** How many quotes are looked through for the owner's. */
const QUOTES = 200;

/** Whether a status of the owner's shows this one as a quote. */
async function isQuoted(view: View, owner: Owner, quotedId: bigint): Promise<boolean> {
  const { rows } = await view.scan(statuses, {
    index: "byQuoted",
    equals: { quotedId, quoteState: "accepted" },
    limit: QUOTES,
  });
  return rows.some(({ accountId }) => accountId === owner);
}

/** What an activity says of a status, or of its author. */
interface News {
  readonly activityId: string;
  readonly actorUri: string;
  readonly change: "Update" | "Delete";
  /** What has changed or gone, where that is not the status alone. */
  readonly objectUri?: string;
}

/**
 * Leaves word for the owner's followers on this node, each of whom keeps the status in a store of their own. Where all
 * share one store, or the status is the owner's, there is nothing to tell.
 */
export async function forwardNews(
  ctx: Pick<HomeContext, "home">,
  turn: Turn,
  status: StatusRow,
  news: News,
): Promise<void> {
  const { home } = ctx;
  if (home === undefined || status.accountId === home) return;
  if (!(await isBoosted(turn, status.id)) && !(await isQuoted(turn, home, status.id))) return;
  const payload = { objectUri: status.uri, ...news, targets: [], toFollowers: true };
  turn.emit(effect({ kind: "forward", payload }, { key: news.activityId }));
}
