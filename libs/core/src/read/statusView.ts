/** A status as one viewer sees it: with its author, its media, the status it boosts, and the viewer's own marks on it. */

import type { AccountRow } from "../schema/accounts.ts";
import { media, type MediaRow } from "../schema/media.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { bookmarks, boosts, conversationMutes, liked, pinnedStatuses } from "../schema/user.ts";
import { votesOf } from "../status/poll.ts";
import type { Audience } from "./audience.ts";
import { loadFilters } from "./filters.ts";
import { quoteApprovalView, type QuoteApprovalView } from "./quoteApproval.ts";
import { quotesIn, type FoundQuote, type ShownQuoteState } from "./quotes.ts";
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
  /** What it quotes; `null` for nothing. */
  readonly quote: QuoteView | null;
  /** Who may quote it; for a boost, what it boosts. */
  readonly quoteApproval: QuoteApprovalView;
  /** `null` for nobody signed in. */
  readonly marks: ViewerMarks | null;
  /** Which of the viewer's filters it meets, those whose time is over included. */
  readonly filtered: readonly FilterMatch[];
}

/** A quote as the viewer sees it. */
export interface QuoteView {
  readonly state: ShownQuoteState;
  /** The quoted status, when it may be shown, completed; the one that it quotes itself only by its id. */
  readonly status: StatusView | null;
  /** Its id, where the viewer may know it: also of what is hidden at the viewer's own wish. */
  readonly quotedId: bigint | null;
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
  const quotes = await quotesIn(audience, shown.values());
  const quoted = [...quotes.values()].flatMap(({ state, quoted }) =>
    state === "accepted" && quoted !== null ? [quoted.status] : [],
  );
  const nested = await quotesIn(audience, quoted);
  for (const row of quoted) shown.set(row.id, row);
  const authors = await audience.authorsOf(shown.values());
  const filter = new StatusFilter(await loadFilters(view, viewer));
  const marks = viewer === INSTANCE ? undefined : await marksOf(audience, [...shown.values()]);
  const originalsIn = [...shown.values()].filter(({ boostOfId }) => boostOfId === null);
  const attached = await mediaOfEach(view, originalsIn.map(({ id }) => id)); // prettier-ignore
  const plain = new Map<bigint, StatusView>();
  for (const status of shown.values()) {
    const account = authors.get(status.accountId);
    if (account === undefined) continue;
    const media = attached.get(status.id) ?? [];
    const quoteApproval = quoteApprovalView(audience, status, account);
    plain.set(status.id, {
      status,
      account,
      media,
      filtered: status.boostOfId === null ? filter.matchesOf(status, media) : [],
      boostOf: null,
      quote: shallow(nested.get(status.id) ?? quotes.get(status.id)),
      quoteApproval: quoteApproval instanceof Promise ? await quoteApproval : quoteApproval,
      marks: marks?.get(status.id) ?? null,
    });
  }
  const whole = (it: StatusView): StatusView => {
    const found = quotes.get(it.status.id);
    const status = found?.state === "accepted" ? plain.get(found.quoted?.status.id ?? 0n) : undefined;
    return status === undefined || it.quote === null ? it : { ...it, quote: { ...it.quote, status } };
  };
  return rows.flatMap((row) => {
    const it = plain.get(row.id);
    if (it === undefined) return [];
    if (row.boostOfId === null) return [whole(it)];
    const original = plain.get(row.boostOfId);
    if (original === undefined) return [];
    const boostOf = whole(original);
    // The marks on a boost, who may quote it, and the filters it meets, are those of what it shows.
    const { marks, quoteApproval, filtered } = boostOf;
    return [{ ...it, boostOf, marks, quoteApproval, filtered }];
  });
}

function shallow(found: FoundQuote | undefined): QuoteView | null {
  return found === undefined
    ? null
    : { state: found.state, status: null, quotedId: found.quoted?.status.id ?? null };
}

/** The media of a status, in their order. */
export async function mediaOf(view: View, statusId: bigint): Promise<MediaRow[]> {
  return (await mediaOfEach(view, [statusId])).get(statusId) ?? [];
}

/** The media of statuses, by their ids. */
export async function mediaOfEach(
  view: View,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, MediaRow[]>> {
  const options = { index: "byStatus", limit: ATTACHMENTS } as const;
  const found = await view.scanMany(media, options, ids.map((statusId) => ({ statusId }))); // prettier-ignore
  return new Map(ids.map((id, i) => [id, found[i] ?? []]));
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
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i];
    if (row === undefined) continue;
    const { id, accountId, poll } = row;
    marks.set(id, {
      own: accountId === viewer,
      liked: likes[i] !== undefined,
      boosted: boosted[i] !== undefined,
      bookmarked: bookmarked[i] !== undefined,
      pinned: pins.has(id),
      votes: poll === null ? [] : await votesOf(view, id, viewer),
      muted: muted[i] !== undefined,
    });
  }
  return marks;
}
