/** The filters of a user, with their parts (Mastodon: entities/Filter; CustomFilter). */

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
/** How long all keywords of a user may be together, in UTF-16 code units: what a search has to know at once. */
export const MOST_KEYWORD_UNITS = 20_000;

/** A filter with its parts. */
export interface FilterView {
  readonly filter: FilterRow;
  readonly keywords: readonly FilterKeywordRow[];
  readonly statuses: readonly FilterStatusRow[];
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

/** One of them; `undefined` where the view's owner has none with this id. */
export async function loadFilter(view: View, id: bigint): Promise<FilterView | undefined> {
  const filter = await view.get(filters, { id });
  if (filter === undefined) return undefined;
  const keywords = await view.scan(filterKeywords, {
    index: "byFilter",
    equals: { filterId: id },
    limit: MOST_FILTER_PARTS,
  });
  const named = await view.scan(filterStatuses, { limit: MOST_FILTER_PARTS });
  return { filter, keywords: keywords.rows, statuses: named.rows.filter((row) => row.filterId === id) };
}
