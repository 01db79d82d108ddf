/** Mastodon: entities/Filter, FilterKeyword, FilterStatus, FilterResult, and V1::Filter. */

import type { FilterKeywordRow, FilterMatch, FilterRow, FilterStatusRow, FilterView } from "@mastic/core";
import type { JsonObject } from "./account.ts";
import { time } from "./time.ts";

export function filterEntity({ filter, keywords, statuses }: FilterView): JsonObject {
  return {
    ...summary(filter),
    keywords: keywords.map(keywordEntity),
    statuses: statuses.map(filterStatusEntity),
  };
}

export function keywordEntity({ id, keyword, wholeWord }: FilterKeywordRow): JsonObject {
  return { id: id.toString(), keyword, whole_word: wholeWord };
}

export function filterStatusEntity({ id, statusId }: FilterStatusRow): JsonObject {
  return { id: id.toString(), status_id: statusId.toString() };
}

/** A keyword as the first version of the API has it: a filter of its own. */
export function keywordFilterEntity(filter: FilterRow, keyword: FilterKeywordRow): JsonObject {
  return {
    id: keyword.id.toString(),
    phrase: keyword.keyword,
    context: [...filter.context],
    whole_word: keyword.wholeWord,
    expires_at: filter.expiresAt === null ? null : time(filter.expiresAt),
    irreversible: filter.action === "hide",
  };
}

/** The filters that a status meets and whose time is not over. */
export function filterResults(matches: readonly FilterMatch[], now: number): JsonObject[] {
  if (matches.length === 0) return [];
  return matches
    .filter(({ filter }) => filter.expiresAt === null || filter.expiresAt > now)
    .map(({ filter, matchedKeywords, namedStatus }) => ({
      filter: summary(filter),
      keyword_matches: matchedKeywords.length === 0 ? null : [...matchedKeywords],
      status_matches: namedStatus === null ? null : [namedStatus.toString()],
    }));
}

function summary({ id, title, context, expiresAt, action }: FilterRow): JsonObject {
  return {
    id: id.toString(),
    title,
    context: [...context],
    expires_at: expiresAt === null ? null : time(expiresAt),
    filter_action: action,
  };
}
