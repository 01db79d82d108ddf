/** Walks over rows by id: along one index, or along several at once. */

import type { Bound, View } from "../store/store.ts";
import type { AnyTable, IndexName, Key, Row } from "../store/table.ts";

export interface Range {
  /** Exclusive, both. */
  readonly after?: bigint | undefined;
  readonly before?: bigint | undefined;
  /** From the oldest up; from the newest down when false. */
  readonly forward: boolean;
  readonly limit: number;
}

/** The next rows of a range, in its direction, and whether there are none beyond them. */
export type Walk<R> = (range: Range) => Promise<{ readonly rows: R[]; readonly isEnd: boolean }>;

/** An index whose next column after `equals` is the id. */
export interface Source<T extends AnyTable> {
  readonly table: T;
  readonly index?: IndexName<T>;
  readonly equals?: Partial<Row<T>>;
  /** The id of a row, and the bound that stands for an id. */
  readonly idOf: (row: Row<T>) => bigint;
  readonly bound: (id: bigint) => Bound<T>;
}

/** What to walk by where the rows' own id is what pages are asked by. */
export const byOwnId = {
  idOf: (row: { readonly id: bigint }): bigint => row.id,
  bound: (id: bigint): { id: bigint } => ({ id }),
};

export function walkIndex<T extends AnyTable>(view: View, source: Source<T>): Walk<Row<T>> {
  return async ({ after, before, forward, limit }) => {
    const { rows, next } = await view.scan(source.table, {
      ...(source.index === undefined ? {} : { index: source.index }),
      ...(source.equals === undefined ? {} : { equals: source.equals }),
      ...(after === undefined ? {} : { after: source.bound(after) }),
      ...(before === undefined ? {} : { before: source.bound(before) }),
      reverse: !forward,
      limit,
    });
    return { rows, isEnd: next === undefined };
  };
}

/** As `walkIndex`, where the rows' keys say all that is asked for. */
export function walkKeys<T extends AnyTable>(
  view: View,
  { table, index, equals, idOf, bound }: Omit<Source<T>, "idOf"> & { readonly idOf: (key: Key<T>) => bigint },
): Walk<bigint> {
  return async ({ after, before, forward, limit }) => {
    const { keys, next } = await view.scanKeys(table, {
      ...(index === undefined ? {} : { index }),
      ...(equals === undefined ? {} : { equals }),
      ...(after === undefined ? {} : { after: bound(after) }),
      ...(before === undefined ? {} : { before: bound(before) }),
      reverse: !forward,
      limit,
    });
    return { rows: keys.map(idOf), isEnd: next === undefined };
  };
}

/** Several walks as one, each row once. */
export function mergeWalks<R extends { readonly id: bigint }>(walks: readonly Walk<R>[]): Walk<R> {
  return async (range) => {
    const found = await Promise.all(walks.map((walk) => walk(range)));
    const unique = new Map(found.flatMap(({ rows }) => rows.map((row) => [row.id, row])));
    const sorted = [...unique.values()].sort((a, b) => (a.id < b.id === range.forward ? -1 : 1));
    // Each walk gave as many as are asked for: what comes first of them all is among them.
    return {
      rows: sorted.slice(0, range.limit),
      isEnd: sorted.length <= range.limit && found.every(({ isEnd }) => isEnd),
    };
  };
}
