/** A view and a turn as their callers hold them: scoped to one owner, and over when they are over. */

import type { Cells } from "../store/check.ts";
import type { NewEffect } from "../store/effect.ts";
import { StoreError } from "../store/error.ts";
import { checkEffect, type CheckedEffect } from "../store/outbox.ts";
import type { AnyScan } from "../store/scan.ts";
import { checkScope } from "../store/scope.ts";
import type { Millis, Owner, Page, ScanOptions, Turn, View } from "../store/store.ts";
import type { AnyTable, IndexName, Key, Row } from "../store/table.ts";
import type { Draft, Snapshot } from "./draft.ts";

export class MemoryView<S extends Snapshot = Snapshot> implements View {
  readonly owner: Owner;
  readonly #snapshot: S;
  #isOver = false;

  constructor(owner: Owner, snapshot: S) {
    this.owner = owner;
    this.#snapshot = snapshot;
  }

  /** Refuses everything from now on with `turn_ended`. */
  end(): void {
    this.#isOver = true;
  }

  async get<T extends AnyTable>(table: T, key: Key<T>): Promise<Row<T> | undefined> {
    return this.open(table).get(this.owner, table, key) as Row<T> | undefined;
  }

  async getMany<T extends AnyTable>(table: T, keys: readonly Key<T>[]): Promise<(Row<T> | undefined)[]> {
    const snapshot = this.open(table);
    return keys.map((key) => snapshot.get(this.owner, table, key) as Row<T> | undefined);
  }

  async find<T extends AnyTable>(
    table: T,
    constraint: keyof T["unique"] & string,
    values: Partial<Row<T>>,
  ): Promise<Row<T> | undefined> {
    return this.open(table).find(this.owner, table, constraint, values) as Row<T> | undefined;
  }

  async scan<T extends AnyTable>(table: T, options: ScanOptions<T>): Promise<Page<T>> {
    return this.open(table).scan(this.owner, table, options) as Page<T>;
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
      this.#snapshot.layout.of(table);
      checkScope(table, this.owner);
    }
    return this.#snapshot;
  }
}

export class MemoryTurn extends MemoryView<Draft> implements Turn {
  readonly now: Millis;
  readonly effects: CheckedEffect[] = [];
  readonly signals: unknown[] = [];
  readonly #ids: () => bigint;

  constructor(owner: Owner, draft: Draft, now: Millis, ids: () => bigint) {
    super(owner, draft);
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

  signal(event: unknown): void {
    this.open();
    this.signals.push(event);
  }
}
