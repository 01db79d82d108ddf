/**
 * The store port: one consistent view to read, one atomic turn to change.
 *
 * A turn is all or nothing: its rows, its effects and its ids. Inside a turn or a view only the store may be awaited,
 * so that an engine may run it in one uninterrupted stretch.
 */

import type { Signal } from "../signals.ts";
import type { EffectQueue, NewEffect } from "./effect.ts";
import type { Millis, Owner } from "./owner.ts";
import type { AnyTable, IndexName, Key, Row } from "./table.ts";

export { INSTANCE, type Millis, type Owner } from "./owner.ts";

/** Index columns after the `equals` prefix, in index order; a shorter record bounds by a prefix. */
export type Bound<T extends AnyTable> = Partial<Row<T>>;

export interface ScanOptions<T extends AnyTable> {
  /** The index to walk; `primary` when left out. */
  readonly index?: IndexName<T>;
  /** Exact values for the first columns of the index. */
  readonly equals?: Partial<Row<T>>;
  /** Only rows strictly greater than this, in index order (whatever `reverse` says): behind all rows of a shorter bound. */
  readonly after?: Bound<T>;
  /** Only rows strictly less than this, in index order. */
  readonly before?: Bound<T>;
  /** Walk from the greatest row down. */
  readonly reverse?: boolean;
  /** At most so many rows: 1 to 1,000. */
  readonly limit: number;
  /**
   * Old rows may be missing while the index is new and still being filled, and lacks very many: for what only sets a
   * bound. Without it such a scan misses none, and costs as much as there are rows that the index lacks.
   */
  readonly mayMiss?: boolean;
}

export interface Page<T extends AnyTable> {
  readonly rows: Row<T>[];
  /** Present when more rows may follow: give it as `after`, or as `before` when walking in reverse. */
  readonly next?: Bound<T>;
}

/** Read-only, one consistent state. */
export interface View {
  get<T extends AnyTable>(table: T, key: Key<T>): Promise<Row<T> | undefined>;
  /** The rows of these keys, in their order, `undefined` where there is none. */
  getMany<T extends AnyTable>(table: T, keys: readonly Key<T>[]): Promise<(Row<T> | undefined)[]>;
  /** The row with these values in a unique constraint. */
  find<T extends AnyTable>(
    table: T,
    constraint: keyof T["unique"] & string,
    values: Partial<Row<T>>,
  ): Promise<Row<T> | undefined>;
  /** The rows with these values in a unique constraint, in their order, `undefined` where there is none. */
  findMany<T extends AnyTable>(
    table: T,
    constraint: keyof T["unique"] & string,
    values: readonly Partial<Row<T>>[],
  ): Promise<(Row<T> | undefined)[]>;
  scan<T extends AnyTable>(table: T, options: ScanOptions<T>): Promise<Page<T>>;
  /**
   * The rows under each of these prefixes of an index, in the order of the prefixes: of each the first `limit`. For
   * less than one scan after the other, where the engine can.
   */
  scanMany<T extends AnyTable>(
    table: T,
    options: Pick<ScanOptions<T>, "index" | "limit">,
    prefixes: readonly Partial<Row<T>>[],
  ): Promise<Row<T>[][]>;
  /** The primary keys of the rows that `scan` gives; for less, where the engine finds them without reading the rows. */
  scanKeys<T extends AnyTable>(
    table: T,
    options: ScanOptions<T>,
  ): Promise<{ readonly keys: Key<T>[]; readonly next?: Bound<T> }>;
  /** How many rows an index holds under a prefix. Its cost grows with the answer: keep counters for hot counts. */
  count<T extends AnyTable>(
    table: T,
    options: { index?: IndexName<T>; equals?: Partial<Row<T>> },
  ): Promise<number>;
}

/** Atomic: all of it, its effects included, or nothing. */
export interface Turn extends View {
  /** The time of this turn. It never runs backwards within a store. */
  readonly now: Millis;
  readonly owner: Owner;
  /** A new Snowflake id, greater than every id before it in this store. */
  nextId(): bigint;
  /**
   * @throws {StoreError} `unique_violation`, naming a constraint (any one, where the row breaks several);
   * `foreign_key_violation`; `invalid_value`. A refused write changes nothing, and the turn may go on.
   */
  insert<T extends AnyTable>(table: T, row: Row<T>): Promise<void>;
  /** Inserts the row unless its primary key, or a unique constraint, is taken; tells whether it did. */
  insertIfAbsent<T extends AnyTable>(table: T, row: Row<T>): Promise<boolean>;
  /** Inserts the row, or replaces the one with its primary key. */
  put<T extends AnyTable>(table: T, row: Row<T>): Promise<void>;
  /** Changes columns outside the primary key, which may be repeated unchanged; tells whether there was such a row. */
  update<T extends AnyTable>(table: T, key: Key<T>, change: Partial<Row<T>>): Promise<boolean>;
  /** Deletes the row, and what cascades from it; tells whether there was such a row. */
  delete<T extends AnyTable>(table: T, key: Key<T>): Promise<boolean>;
  /** Leaves an effect for the host to perform after this turn has committed, at least once. */
  emit(effect: NewEffect): void;
  /** Tells listeners in this process, after the commit. It is lost in a crash: for live views only. */
  signal(event: Signal): void;
}

export interface Store {
  view<R>(owner: Owner, read: (view: View) => Promise<R>): Promise<R>;
  /** @returns what `change` returned, once it is durable. When `change` throws, nothing has happened. */
  turn<R>(owner: Owner, change: (turn: Turn) => Promise<R>): Promise<R>;
  /** One turn for each owner, in one commit where the host can; on the others, each commits by itself. A turn that throws undoes itself alone, and its error is its result. */
  turns<R>(
    changes: readonly (readonly [Owner, (turn: Turn) => Promise<R>])[],
  ): Promise<PromiseSettledResult<R>[]>;
  readonly effects: EffectQueue;
  /** Called with the signals of each committed turn, in order; what a listener throws is dropped. Returns how to stop. */
  listen(listener: (event: Signal, owner: Owner) => void): () => void;
  close(): Promise<void>;
}
