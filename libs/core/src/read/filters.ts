/** The viewer's filters, and which of them a status meets (Mastodon: entities/Filter, FilterResult; CustomFilter). */

import { htmlToText } from "@mastic/activitypub";
import type { MediaRow } from "../schema/media.ts";
import type { StatusRow } from "../schema/statuses.ts";
import {
  filterKeywords,
  filters,
  filterStatuses,
  type FilterKeywordRow,
  type FilterRow,
  type FilterStatusRow,
} from "../schema/user.ts";
import { INSTANCE, type Owner, type View } from "../store/store.ts";

/** What one user may have: filters, and in all of them together keywords and statuses. */
export const MOST_FILTERS = 100;
export const MOST_FILTER_PARTS = 1_000;

/** A filter with its parts. */
export interface FilterView {
  readonly filter: FilterRow;
  readonly keywords: readonly FilterKeywordRow[];
  readonly statuses: readonly FilterStatusRow[];
}

/** How a status meets a filter: by these keywords, or because it was named. */
export interface FilterMatch extends FilterView {
  readonly matchedKeywords: readonly string[];
  /** The status itself, where the filter names it. */
  readonly namedStatus: bigint | null;
}

/** All filters of the view's owner, the oldest first; none for nobody signed in. */
export async function loadFilters(view: View, viewer: Owner): Promise<FilterView[]> {
  if (viewer === INSTANCE) return [];
  const { rows } = await view.scan(filters, { limit: MOST_FILTERS });
  if (rows.length === 0) return [];
  const keywords = (await view.scan(filterKeywords, { limit: MOST_FILTER_PARTS })).rows;
  const named = (await view.scan(filterStatuses, { limit: MOST_FILTER_PARTS })).rows;
  return rows.map((filter) => ({
    filter,
    keywords: keywords.filter((row) => row.filterId === filter.id),
    statuses: named.filter((row) => row.filterId === filter.id),
  }));
}

export function matchesOf(
  wanted: readonly FilterView[],
  status: StatusRow,
  media: readonly MediaRow[],
): FilterMatch[] {
  if (wanted.length === 0) return [];
  const text = searchableText(status, media);
  return wanted.flatMap((it) => {
    const matchedKeywords = it.keywords.filter((row) => contains(text, row)).map((row) => row.keyword);
    const namedStatus = it.statuses.some((row) => row.statusId === status.id) ? status.id : null;
    const isMet = matchedKeywords.length > 0 || namedStatus !== null;
    return isMet ? [{ ...it, matchedKeywords, namedStatus }] : [];
  });
}

/** All that can be read of a status, in lower case. */
function searchableText(status: StatusRow, media: readonly MediaRow[]): string {
  const parts = [
    status.spoilerText ?? "",
    htmlToText(status.content),
    ...(status.poll?.options.map(({ title }) => title) ?? []),
    ...media.map(({ description }) => description ?? ""),
    ...status.tags.map((tag) => `#${tag}`),
  ];
  return parts.join("\n").toLowerCase();
}

/** A keyword that begins or ends with a letter or a digit is no whole word where another one stands beside it. */
function contains(text: string, { keyword, wholeWord }: FilterKeywordRow): boolean {
  const wanted = keyword.toLowerCase();
  if (wanted === "") return false;
  const begins = wholeWord && startsWord(wanted);
  const ends = wholeWord && endsWord(wanted);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const goesOn = ends && startsWord(text.slice(at + wanted.length, at + wanted.length + 2));
    const cameFrom = begins && endsWord(text.slice(Math.max(0, at - 2), at));
    if (!goesOn && !cameFrom) return true;
  }
  return false;
}

const startsWord = (text: string): boolean => /^[\p{L}\p{M}\p{N}_]/u.test(text);
const endsWord = (text: string): boolean => /[\p{L}\p{M}\p{N}_]$/u.test(text);
