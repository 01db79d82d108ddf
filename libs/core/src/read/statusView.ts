/** A status as one viewer sees it: with its author, its media, the status it boosts, and the viewer's own marks on it. */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { media, type MediaRow } from "../schema/media.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { bookmarks, boosts, conversationMutes, liked, pinnedStatuses } from "../schema/user.ts";
import { votesOf } from "../status/poll.ts";
import { loadFilters } from "./filters.ts";
import { StatusFilter, type FilterMatch } from "./statusFilter.ts";
import { INSTANCE, type Owner, type View } from "../store/store.ts";

export interface ViewerMarks {
  /** Whether the viewer wrote it. */
  readonly own: boolean;
  readonly liked: boolean;
  readonly boosted: boolean;
  readonly bookmarked: boolean;
  readonly pinned: boolean;
  /** Whether the viewer has muted its conversation. */
  readonly muted: boolean;
  /** The options of its poll that the viewer has voted for, by index. */
  readonly votes: readonly number[];
}

export interface StatusView {
  readonly status: StatusRow;
  readonly account: AccountRow;
  readonly media: readonly MediaRow[];
  /** For a boost: what it boosts. */
  readonly boostOf: StatusView | null;
  /** `null` for nobody signed in. */
  readonly marks: ViewerMarks | null;
  /** Which of the viewer's filters it meets, those whose time is over included. */
  readonly filtered: readonly FilterMatch[];
}

/** More attachments than this are not shown. */
const ATTACHMENTS = 32;

/**
 * Completes status rows, in their order. A boost of a status that is gone, and a status of an account that is gone,
 * are left out.
 * @param viewer the owner of `view`; INSTANCE for nobody signed in
 */
export async function viewStatuses(
  view: View,
  viewer: Owner,
  rows: readonly StatusRow[],
): Promise<StatusView[]> {
  const originals = await byId(
    view,
    rows.flatMap((row) => (row.boostOfId === null ? [] : [row.boostOfId])),
  );
  const shown = new Map<bigint, StatusRow>();
  for (const row of [...rows, ...originals.values()]) shown.set(row.id, row);
  const authors = await authorsOf(view, [...shown.values()]);
  const filter = new StatusFilter(await loadFilters(view, viewer));
  const plain = new Map<bigint, StatusView>();
  for (const status of shown.values()) {
    const account = authors.get(status.accountId);
    if (account === undefined) continue;
    const media = status.boostOfId === null ? await mediaOf(view, status.id) : [];
    plain.set(status.id, {
      status,
      account,
      media,
      filtered: status.boostOfId === null ? filter.matchesOf(status, media) : [],
      boostOf: null,
      marks: viewer === INSTANCE ? null : await marksOf(view, viewer, status),
    });
  }
  return rows.flatMap((row) => {
    const it = plain.get(row.id);
    if (it === undefined) return [];
    if (row.boostOfId === null) return [it];
    const boostOf = plain.get(row.boostOfId);
    // The marks on a boost, and the filters it meets, are those of what it shows.
    return boostOf === undefined
      ? []
      : [{ ...it, boostOf, marks: boostOf.marks, filtered: boostOf.filtered }];
  });
}

/** The media of a status, in their order. */
export async function mediaOf(view: View, statusId: bigint): Promise<MediaRow[]> {
  const { rows } = await view.scan(media, {
    index: "byStatus",
    equals: { statusId },
    limit: ATTACHMENTS,
  });
  return rows;
}

async function byId(view: View, ids: readonly bigint[]): Promise<Map<bigint, StatusRow>> {
  const rows = await view.getMany(
    statuses,
    [...new Set(ids)].map((id) => ({ id })),
  );
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
}

/** The authors of statuses, by account id. */
export async function authorsOf(view: View, rows: readonly StatusRow[]): Promise<Map<bigint, AccountRow>> {
  const ids = [...new Set(rows.map((row) => row.accountId))];
  const found = await view.getMany(
    accounts,
    ids.map((id) => ({ id })),
  );
  return new Map(found.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
}

async function marksOf(view: View, viewer: Owner, status: StatusRow): Promise<ViewerMarks> {
  const own = status.accountId === viewer;
  return {
    own,
    liked: (await view.get(liked, { statusUri: status.uri })) !== undefined,
    boosted: (await view.find(boosts, "originalStatusUri", { originalStatusUri: status.uri })) !== undefined,
    bookmarked: (await view.get(bookmarks, { statusUri: status.uri })) !== undefined,
    pinned: own && (await view.get(pinnedStatuses, { statusId: status.id })) !== undefined,
    votes: status.poll === null ? [] : await votesOf(view, status.id, viewer),
    muted: (await view.get(conversationMutes, { conversationId: status.conversationId })) !== undefined,
  };
}
