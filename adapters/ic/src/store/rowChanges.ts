/** Changing rows within a turn. All is checked before anything is written, so that what is refused changes nothing. */

import { StoreError, type AnyTable, type Owner } from "@mastic/core";
import {
  checkChange,
  checkKey,
  checkRow,
  type Cells,
  type RowWriter,
  type Scalar,
} from "@mastic/core/engine";
import type { WriteBuffer } from "./buffer.ts";
import { bytesOf } from "./bytes.ts";
import type { Layout, TableLayout } from "./layout.ts";
import { BEHIND } from "./orderedKey.ts";
import { enlist, unlist } from "./owners.ts";
import { Rows } from "./rows.ts";
import { insertKey, MAX_KEY, removeKey } from "./tree.ts";
import { isIn } from "./unfinished.ts";

/** A row as it stands: its primary key, and its key in each tree that it stands in. */
interface Standing {
  readonly row: Cells;
  readonly key: string;
  /** In the order of `TableLayout.all`. */
  readonly keys: readonly (string | undefined)[];
}

export class RowChanges extends Rows implements RowWriter {
  readonly #buffer: WriteBuffer;

  constructor(layout: Layout, buffer: WriteBuffer) {
    super(layout, buffer);
    this.#buffer = buffer;
  }

  /** @throws {StoreError} `unique_violation`, `foreign_key_violation`, `invalid_value` */
  insert(owner: Owner, table: AnyTable, row: Cells): void {
    const taken = this.#insert(owner, table, row);
    if (taken !== undefined) throw duplicate(table, taken);
  }

  insertIfAbsent(owner: Owner, table: AnyTable, row: Cells): boolean {
    return this.#insert(owner, table, row) === undefined;
  }

  put(owner: Owner, table: AnyTable, row: Cells): void {
    const layout = this.layout.of(table);
    checkRow(table, row);
    const mark = layout.mark(owner);
    this.#replace(layout, mark, this.row(layout, mark, layout.key(row)), row);
  }

  update(owner: Owner, table: AnyTable, key: Cells, change: Cells): boolean {
    const layout = this.layout.of(table);
    checkKey(table, key);
    checkChange(table, key, change);
    const mark = layout.mark(owner);
    const before = this.row(layout, mark, layout.key(key));
    if (before === undefined) return false;
    this.#replace(layout, mark, before, { ...before, ...change });
    return true;
  }

  delete(owner: Owner, table: AnyTable, key: Cells): boolean {
    const first = this.layout.of(table);
    checkKey(table, key);
    const firstKey = first.key(key);
    const mark = first.mark(owner);
    if (!this.#buffer.has(first.row(mark, firstKey))) return false;
    const doomed: [TableLayout, string][] = [[first, firstKey]];
    for (let next = doomed.pop(); next !== undefined; next = doomed.pop()) {
      const [layout, rowKey] = next;
      const row = this.row(layout, mark, rowKey);
      // Two references may lead to one row.
      if (row === undefined) continue;
      this.#write(layout, mark, standing(layout, row), undefined);
      for (const { table: child, reference } of layout.referrers) {
        const childLayout = this.layout.of(child);
        const low = reference.tree.prefix(reference.parent.primaryKey.map((name) => row[name] as Scalar));
        const range = { low, high: low + BEHIND };
        const all = { reverse: false, limit: Infinity };
        for (const it of this.keys(childLayout, mark, reference.tree, range, all))
          doomed.push([childLayout, reference.tree.rowKey(it)]);
      }
    }
    return true;
  }

  /** @returns the constraint in the way, if the row was not inserted */
  #insert(owner: Owner, table: AnyTable, row: Cells): string | undefined {
    const layout = this.layout.of(table);
    checkRow(table, row);
    const mark = layout.mark(owner);
    const after = standing(layout, row);
    if (this.#buffer.has(layout.row(mark, after.key))) return "primary";
    const taken = this.#taken(layout, mark, undefined, after);
    if (taken !== undefined) return taken;
    this.#checkReferences(layout, mark, undefined, after);
    this.#write(layout, mark, undefined, after);
    return undefined;
  }

  #replace(layout: TableLayout, mark: string, old: Cells | undefined, row: Cells): void {
    const before = old === undefined ? undefined : standing(layout, old);
    const after = standing(layout, row);
    const taken = this.#taken(layout, mark, before, after);
    if (taken !== undefined) throw duplicate(layout.table, taken);
    this.#checkReferences(layout, mark, before, after);
    this.#write(layout, mark, before, after);
  }

  /** The unique constraint that another row stands in the way of. */
  #taken(
    layout: TableLayout,
    mark: string,
    before: Standing | undefined,
    after: Standing,
  ): string | undefined {
    const first = layout.trees.length;
    return layout.uniques.find(({ tree }, i) => {
      const key = after.keys[first + i];
      return (
        key !== undefined &&
        key !== before?.keys[first + i] &&
        this.holder(layout, mark, tree, key) !== undefined
      );
    })?.name;
  }

  #checkReferences(layout: TableLayout, mark: string, before: Standing | undefined, after: Standing): void {
    const { table, references } = layout;
    for (const { columns, parent } of references) {
      const { row } = after;
      if (columns.some((name) => row[name] === null)) continue;
      if (before !== undefined && columns.every((name) => before.row[name] === row[name])) continue;
      const parentLayout = this.layout.of(parent);
      const key = parentLayout.primary.prefix(columns.map((name) => row[name] as Scalar));
      const isItself = parent === table && key === after.key;
      if (isItself || this.#buffer.has(parentLayout.row(mark, key))) continue;
      throw new StoreError("foreign_key_violation", `${table.name}: no such row in ${parent.name}`, {
        table: table.name,
      });
    }
  }

  /** Brings the row and its keys from what they were to what they are to be. */
  #write(layout: TableLayout, mark: string, before: Standing | undefined, after: Standing | undefined): void {
    const key = after?.key ?? before?.key ?? "";
    const place = layout.row(mark, key);
    const hadRows = this.#hasRows(layout, mark);
    if (after === undefined) this.#buffer.drop(place);
    else this.#buffer.put(place, layout.encode(after.row));
    const { all } = layout;
    for (let i = 0; i < all.length; i += 1) {
      const tree = all[i];
      const old = before?.keys[i];
      const its = after?.keys[i];
      if (tree === undefined || old === its || !isIn(tree, mark, key)) continue;
      const root = tree.root(mark);
      if (tree.isUnique) {
        if (old !== undefined) this.#buffer.drop(root + old);
        if (its !== undefined) this.#buffer.put(root + its, bytesOf(key));
      } else {
        if (old !== undefined) removeKey(this.#buffer, root, old);
        if (its !== undefined) insertKey(this.#buffer, root, its);
      }
    }
    const hasRows = this.#hasRows(layout, mark);
    if (hasRows && !hadRows) enlist(this.#buffer, layout, mark);
    if (!hasRows && hadRows) unlist(this.#buffer, layout, mark);
  }

  /** Whether a user has rows of a table; of no interest where all are of one owner. */
  #hasRows(layout: TableLayout, mark: string): boolean {
    return layout.isOwned && this.#buffer.page(layout.primary.root(mark)) !== undefined;
  }
}

/** @throws {StoreError} `invalid_value` when a key is too long for a page */
function standing(layout: TableLayout, row: Cells): Standing {
  const { table, all } = layout;
  const keys: (string | undefined)[] = [];
  for (const tree of all) {
    const key = tree.key(row);
    keys.push(key);
    if (key !== undefined && key.length > MAX_KEY)
      throw new StoreError("invalid_value", `${table.name}: a key is longer than ${MAX_KEY} bytes`, {
        table: table.name,
      });
  }
  return { row, key: layout.key(row), keys };
}

function duplicate(table: AnyTable, constraint: string): StoreError {
  return new StoreError("unique_violation", `${table.name}: another row holds this ${constraint}`, {
    table: table.name,
    constraint,
  });
}
