/** What a reader's filters make of a post where it stands (Mastodon: entities/FilterResult). */

import { createContext, useContext } from "react";
import type { FilterContext } from "../api/entities/filter.ts";
import type { Post } from "../api/entities/status.ts";

/** Where the posts below stand; undefined where no filter works. */
export const FilterPlace = createContext<FilterContext | undefined>(undefined);

function matching(post: Pick<Post, "filtered">, place: FilterContext | undefined) {
  if (place === undefined) return [];
  return (post.filtered ?? []).map((it) => it.filter).filter(({ context }) => context.includes(place));
}

export function isHidden(post: Pick<Post, "filtered">, place: FilterContext | undefined): boolean {
  return matching(post, place).some(({ filter_action }) => filter_action === "hide");
}

/** The names of the filters that put the post behind a warning. */
export function useFilterWarning(post: Pick<Post, "filtered">): string | undefined {
  const names = matching(post, useContext(FilterPlace)).map(({ title }) => title);
  return names.length === 0 ? undefined : names.join(", ");
}
