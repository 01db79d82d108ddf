/** Pages by id, as Mastodon asks for them: below `maxId`, above `sinceId`, or the next ones above `minId`. */

import type { View } from "../store/store.ts";
import type { AnyTable, Row } from "../store/table.ts";
import { walkIndex, type Source, type Walk } from "./walk.ts";

export interface PageRequest {
  /** 1 to 80. */
  readonly limit: number;
  readonly maxId?: bigint | undefined;
  readonly sinceId?: bigint | undefined;
  readonly minId?: bigint | undefined;
}

/** Items, newest first, and the ids between which they stood: what `Link` headers name. */
export interface PageResult<Item> {
  readonly items: Item[];
  readonly newest: bigint | undefined;
  readonly oldest: bigint | undefined;
  /** Whether the walk came to its end: nothing follows beyond this page. */
  readonly isEnd: boolean;
}

/** How often a page is filled up after some of its rows were left out. */
const REFILLS = 4;
/** Where fewer than one row in so many was kept, so many times as many are read next, up to a bound. */
const SPARSE = 4;
const MOST_ROWS = 400;

/** Pages through an index: see `pageOf`. */
export async function pageById<T extends AnyTable, Item>(
  view: View,
  source: Source<T>,
  request: PageRequest,
  keep: (rows: Row<T>[]) => Promise<Item[]>,
  idOfItem?: (item: Item) => bigint,
): Promise<PageResult<Item>> {
  return pageOf(walkIndex(view, source), source.idOf, request, keep, idOfItem);
}

/**
 * Walks, and keeps what `keep` keeps, until the page is full. Its cost is bounded: at most five steps, however much is
 * left out.
 * @param idOfItem where it is given, the page is bounded by what was kept, so that its links name nothing that was left
 * out, and its steps grow where much is; only a page without items is bounded by what was walked over
 */
export async function pageOf<R, Item>(
  walk: Walk<R>,
  idOf: (row: R) => bigint,
  request: PageRequest,
  keep: (rows: R[]) => Promise<Item[]>,
  idOfItem?: (item: Item) => bigint,
): Promise<PageResult<Item>> {
  const forward = request.minId !== undefined;
  let after = request.minId ?? request.sinceId;
  let before = request.maxId;
  const items: Item[] = [];
  let first: bigint | undefined;
  let last: bigint | undefined;
  let isEnd = false;
  let limit = request.limit;
  for (let round = 0; round <= REFILLS && items.length < request.limit; round += 1) {
    const range = { after, before, forward, limit };
    const { rows, isEnd: isLast } = await walk(range);
    const end = rows.at(-1);
    if (rows[0] === undefined || end === undefined) {
      isEnd = true;
      break;
    }
    first ??= idOf(rows[0]);
    last = idOf(end);
    const kept = await keep(rows);
    items.push(...kept);
    if (isLast) {
      isEnd = true;
      break;
    }
    if (forward) after = last;
    else before = last;
    const isSparse = idOfItem !== undefined && kept.length * SPARSE < rows.length;
    limit = isSparse ? Math.min(rows.length * SPARSE, MOST_ROWS) : request.limit - items.length;
  }
  if (items.length > request.limit) {
    items.length = request.limit;
    isEnd = false;
  }
  const [nearest, farthest] = [items[0], items.at(-1)];
  if (idOfItem !== undefined && nearest !== undefined && farthest !== undefined) {
    first = idOfItem(nearest);
    last = idOfItem(farthest);
  }
  return forward
    ? { items: items.reverse(), newest: last, oldest: first, isEnd }
    : { items, newest: first, oldest: last, isEnd };
}
