/** Several pages of the same request as one, each item once. */

import type { PageRequest, PageResult } from "./page.ts";

/**
 * The merged page ends where the first of the pages does that has more to tell: beyond that, what another page holds
 * may be preceded by something that was not read yet.
 */
export function mergePages<Item>(
  pages: readonly PageResult<Item>[],
  request: PageRequest,
  idOf: (item: Item) => bigint,
): PageResult<Item> {
  const forward = request.minId !== undefined;
  const unique = new Map<bigint, Item>();
  for (const page of pages) for (const item of page.items) unique.set(idOf(item), item);
  const newestFirst = [...unique.entries()].sort(([a], [b]) => (a < b ? 1 : -1));
  const nearestFirst = forward ? newestFirst.reverse() : newestFirst;

  const ends = pages
    .filter((page) => !page.isEnd)
    .flatMap((page) => (forward ? page.newest : page.oldest) ?? []);
  const end = ends.length === 0 ? undefined : nearest(ends, forward);
  const known = nearestFirst.filter(([id]) => end === undefined || (forward ? id <= end : id >= end));
  const kept = known.slice(0, request.limit);
  const isCut = kept.length < known.length;

  const begins = pages.flatMap((page) => (forward ? page.oldest : page.newest) ?? []);
  const far = pages.flatMap((page) => (forward ? page.newest : page.oldest) ?? []);
  const begin = begins.length === 0 ? undefined : nearest(begins, forward);
  const last = isCut ? kept.at(-1)?.[0] : (end ?? (far.length === 0 ? undefined : nearest(far, !forward)));
  const items = kept.map(([, item]) => item);
  return {
    items: forward ? items.reverse() : items,
    newest: forward ? last : begin,
    oldest: forward ? begin : last,
    isEnd: !isCut && end === undefined,
  };
}

/** The one that the walk comes to first. */
function nearest(ids: readonly bigint[], forward: boolean): bigint | undefined {
  return ids.reduce((one, other) => (one < other === forward ? one : other));
}
