/** A status as one viewer sees it: with its author, its media, the status it boosts, and the viewer's own marks on it. */

import type { AccountRow } from "../schema/accounts.ts";
import { media, type MediaRow } from "../schema/media.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { bookmarks, boosts, conversationMutes, liked, pinnedStatuses } from "../schema/user.ts";
import { votesOf } from "../status/poll.ts";
import type { Audience } from "./audience.ts";
import { loadFilters } from "./filters.ts";
import { StatusFilter, type FilterMatch } from "./statusFilter.ts";
import { INSTANCE, type View } from "../store/store.ts";

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
 */
export async function viewStatuses(audience: Audience, rows: readonly StatusRow[]): Promise<StatusView[]> {
  if (rows.length === 0) return [];
  const { view, viewer } = audience;
  const originals = await audience.originalsOf(rows);
  const shown = new Map<bigint, StatusRow>();
  for (const row of [...rows, ...originals.values()]) shown.set(row.id, row);
  const authors = await audience.authorsOf(shown.values());
  const filter = new StatusFilter(await loadFilters(view, viewer));
  const marks = viewer === INSTANCE ? undefined : await marksOf(audience, [...shown.values()]);
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
      marks: marks?.get(status.id) ?? null,
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

/** The viewer's marks on statuses, by their ids. */
async function marksOf(
  { view, viewer }: Audience,
  rows: readonly StatusRow[],
): Promise<Map<bigint, ViewerMarks>> {
  const byUri = rows.map(({ uri }) => ({ statusUri: uri }));
  const likes = await view.getMany(liked, byUri);
  const boosted = await view.findMany(
    boosts,
    "originalStatusUri",
    rows.map(({ uri }) => ({ originalStatusUri: uri })),
  );
  const bookmarked = await view.getMany(bookmarks, byUri);
  const own = rows.filter(({ accountId }) => accountId === viewer);
  const pinned = await view.getMany(
    pinnedStatuses,
    own.map(({ id }) => ({ statusId: id })),
  );
  const pins = new Set(pinned.map((row) => row?.statusId));
  const muted = await view.getMany(
    conversationMutes,
    rows.map(({ conversationId }) => ({ conversationId })),
  );
  const marks = new Map<bigint, ViewerMarks>();
  for (const [i, { id, accountId, poll }] of rows.entries())
    marks.set(id, {
      own: accountId === viewer,
      liked: likes[i] !== undefined,
      boosted: boosted[i] !== undefined,
      bookmarked: bookmarked[i] !== undefined,
      pinned: pins.has(id),
      votes: poll === null ? [] : await votesOf(view, id, viewer),
      muted: muted[i] !== undefined,
    });
  return marks;
}
