/**
 * A view and a turn as their callers hold them, over rows that answer at once: scoped to one owner, and over when they
 * are over. For engines in this process; one that waits for a server has its own.
 */

import type { Cells } from "./check.ts";
import type { NewEffect } from "./effect.ts";
import { StoreError } from "./error.ts";
import type { Signal } from "../signals.ts";
import { checkEffect, type CheckedEffect } from "./outbox.ts";
import type { AnyScan } from "./scan.ts";
import { checkScope } from "./scope.ts";
import type { Bound, Millis, Owner, Page, ScanOptions, Turn, View } from "./store.ts";
import type { AnyTable, IndexName, Key, Row } from "./table.ts";

/** Reads rows of one moment. */
export interface RowReader {
  /** @throws {StoreError} `unknown_table` */
  checkTable(table: AnyTable): void;
  /** For an engine that reads many at once for less than one after the other. */
  getMany?(owner: Owner, table: AnyTable, keys: readonly Cells[]): (Cells | undefined)[];
  findMany?(
    owner: Owner,
    table: AnyTable,
    constraint: string,
    values: readonly Cells[],
  ): (Cells | undefined)[];
  get(owner: Owner, table: AnyTable, key: Cells): Cells | undefined;
  find(owner: Owner, table: AnyTable, constraint: string, values: Cells): Cells | undefined;
  scan(owner: Owner, table: AnyTable, options: AnyScan): { rows: Cells[]; next?: Cells };
  /** For an engine that scans for many prefixes for less than one after the other. */
  scanMany?(owner: Owner, table: AnyTable, options: AnyScan, prefixes: readonly Cells[]): Cells[][];
  /** For an engine that knows keys without reading their rows; `undefined` where it does not. */
  scanKeys?(owner: Owner, table: AnyTable, options: AnyScan): { keys: Cells[]; next?: Cells } | undefined;
  count(owner: Owner, table: AnyTable, options: Omit<AnyScan, "limit">): number;
}

/** Changes rows; what throws has changed nothing. */
export interface RowWriter extends RowReader {
  insert(owner: Owner, table: AnyTable, row: Cells): void;
  insertIfAbsent(owner: Owner, table: AnyTable, row: Cells): boolean;
  put(owner: Owner, table: AnyTable, row: Cells): void;
  update(owner: Owner, table: AnyTable, key: Cells, change: Cells): boolean;
  delete(owner: Owner, table: AnyTable, key: Cells): boolean;
}

export class SyncView<S extends RowReader = RowReader> implements View {
  readonly owner: Owner;
  readonly #rows: S;
  #isOver = false;

  constructor(owner: Owner, rows: S) {
    this.owner = owner;
    this.#rows = rows;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Refuses everything from now on with `turn_ended`. */
  end(): void {
    this.#isOver = true;
  }

  async get<T extends AnyTable>(table: T, key: Key<T>): Promise<Row<T> | undefined> {
    return this.open(table).get(this.owner, table, key) as Row<T> | undefined;
  }

  async getMany<T extends AnyTable>(table: T, keys: readonly Key<T>[]): Promise<(Row<T> | undefined)[]> {
    const rows = this.open(table);
    const found =
      rows.getMany?.(this.owner, table, keys) ?? keys.map((key) => rows.get(this.owner, table, key));
    return found as (Row<T> | undefined)[];
  }

  async find<T extends AnyTable>(
    table: T,
    constraint: keyof T["unique"] & string,
    values: Partial<Row<T>>,
  ): Promise<Row<T> | undefined> {
    return this.open(table).find(this.owner, table, constraint, values) as Row<T> | undefined;
  }

  async findMany<T extends AnyTable>(
    table: T,
    constraint: keyof T["unique"] & string,
    values: readonly Partial<Row<T>>[],
  ): Promise<(Row<T> | undefined)[]> {
    const rows = this.open(table);
    const found =
      rows.findMany?.(this.owner, table, constraint, values) ??
      values.map((its) => rows.find(this.owner, table, constraint, its));
    return found as (Row<T> | undefined)[];
  }

  async scan<T extends AnyTable>(table: T, options: ScanOptions<T>): Promise<Page<T>> {
    return this.open(table).scan(this.owner, table, options) as Page<T>;
  }

  async scanMany<T extends AnyTable>(
    table: T,
    options: Pick<ScanOptions<T>, "index" | "limit">,
    prefixes: readonly Partial<Row<T>>[],
  ): Promise<Row<T>[][]> {
    const rows = this.open(table);
    const found =
      rows.scanMany?.(this.owner, table, options, prefixes) ??
      prefixes.map((equals) => rows.scan(this.owner, table, { ...options, equals }).rows);
    return found as Row<T>[][];
  }

  async scanKeys<T extends AnyTable>(
    table: T,
    options: ScanOptions<T>,
  ): Promise<{ keys: Key<T>[]; next?: Bound<T> }> {
    const rows = this.open(table);
    const found = rows.scanKeys?.(this.owner, table, options) ?? keysOf(table, rows.scan(this.owner, table, options)); // prettier-ignore
    return found as { keys: Key<T>[]; next?: Bound<T> };
  }

  async count<T extends AnyTable>(
    table: T,
    options: { index?: IndexName<T>; equals?: Partial<Row<T>> },
  ): Promise<number> {
    return this.open(table).count(this.owner, table, options);
  }

  /** What to work on, once it is clear that this view may touch `table`. */
  protected open(table?: AnyTable): S {
    if (this.#isOver) throw new StoreError("turn_ended", "the turn or view has ended");
    if (table !== undefined) {
      this.#rows.checkTable(table);
      checkScope(table, this.owner);
    }
    return this.#rows;
  }
}

/** The keys of what a scan gave. */
function keysOf(
  table: AnyTable,
  { rows, next }: { readonly rows: readonly Cells[]; readonly next?: Cells },
): { keys: Cells[]; next?: Cells } {
  const keys = rows.map((row) => Object.fromEntries(table.primaryKey.map((name) => [name, row[name]])));
  return next === undefined ? { keys } : { keys, next };
}

export class SyncTurn extends SyncView<RowWriter> implements Turn {
  readonly now: Millis;
  readonly effects: CheckedEffect[] = [];
  readonly signals: Signal[] = [];
  readonly #ids: () => bigint;

  constructor(owner: Owner, rows: RowWriter, now: Millis, ids: () => bigint) {
    super(owner, rows);
    this.now = now;
    this.#ids = ids;
  }

  nextId(): bigint {
    this.open();
    return this.#ids();
  }

  async insert<T extends AnyTable>(table: T, row: Row<T>): Promise<void> {
    this.open(table).insert(this.owner, table, row);
  }

  async insertIfAbsent<T extends AnyTable>(table: T, row: Row<T>): Promise<boolean> {
    return this.open(table).insertIfAbsent(this.owner, table, row);
  }

  async put<T extends AnyTable>(table: T, row: Row<T>): Promise<void> {
    this.open(table).put(this.owner, table, row);
  }

  async update<T extends AnyTable>(table: T, key: Key<T>, change: Partial<Row<T>>): Promise<boolean> {
    return this.open(table).update(this.owner, table, key, change);
  }

  async delete<T extends AnyTable>(table: T, key: Key<T>): Promise<boolean> {
    return this.open(table).delete(this.owner, table, key);
  }

  emit(effect: NewEffect): void {
    this.open();
    this.effects.push(checkEffect(effect));
  }

  signal(event: Signal): void {
    this.open();
    this.signals.push(event);
  }
}
