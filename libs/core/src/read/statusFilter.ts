/** Which of the viewer's filters a status meets (Mastodon: entities/FilterResult). */

import type { MediaRow } from "../schema/media.ts";
import type { StatusRow } from "../schema/statuses.ts";
import type { FilterKeywordRow } from "../schema/user.ts";
import type { FilterView } from "./filters.ts";
import { KeywordSearch } from "./keywordSearch.ts";
import { SEARCHED_OF_STATUS, statusText } from "./statusText.ts";

/** How much of all statuses of one answer is searched together, in UTF-16 code units. */
export const SEARCHED_TOGETHER = 400_000;
/** Of each status that comes after so many: as much as most statuses have. */
export const SEARCHED_AT_LEAST = 500;
/** How many keywords of one filter are named to whoever asks why a status meets it. */
export const MOST_MATCHES = 10;

/** How a status meets a filter: by these keywords, or because it was named. */
export interface FilterMatch extends FilterView {
  /** The oldest of them. */
  readonly matchedKeywords: readonly string[];
  /** The status itself, where the filter names it. */
  readonly namedStatus: bigint | null;
}

/** Holds the statuses of one answer against the filters. */
export class StatusFilter {
  readonly #filters: readonly FilterView[];
  readonly #search: KeywordSearch<FilterKeywordRow>;
  readonly #named: ReadonlySet<string>;
  #left = SEARCHED_TOGETHER;

  constructor(filters: readonly FilterView[]) {
    this.#filters = filters;
    this.#search = new KeywordSearch(filters.flatMap(({ keywords }) => keywords));
    this.#named = new Set(
      filters.flatMap(({ statuses }) => statuses.map((row) => naming(row.filterId, row.statusId))),
    );
  }

  /** How many steps its searches took so far. */
  get steps(): number {
    return this.#search.steps;
  }

  matchesOf(status: StatusRow, media: readonly MediaRow[]): FilterMatch[] {
    if (this.#filters.length === 0) return [];
    const found = this.#search.find(this.#textOf(status, media)).sort((a, b) => (a.id < b.id ? -1 : 1));
    const words = new Map<bigint, string[]>();
    for (const { filterId, keyword } of found) {
      const known = words.get(filterId);
      if (known === undefined) words.set(filterId, [keyword]);
      else if (known.length < MOST_MATCHES) known.push(keyword);
    }
    return this.#filters.flatMap((it) => {
      const matchedKeywords = words.get(it.filter.id) ?? [];
      const namedStatus = this.#named.has(naming(it.filter.id, status.id)) ? status.id : null;
      const isMet = matchedKeywords.length > 0 || namedStatus !== null;
      return isMet ? [{ ...it, matchedKeywords, namedStatus }] : [];
    });
  }

  #textOf(status: StatusRow, media: readonly MediaRow[]): string {
    const most = Math.max(SEARCHED_AT_LEAST, Math.min(SEARCHED_OF_STATUS, this.#left));
    const text = statusText(status, media, most);
    this.#left -= text.length;
    return text;
  }
}

const naming = (filterId: bigint, statusId: bigint): string => `${filterId} ${statusId}`;
