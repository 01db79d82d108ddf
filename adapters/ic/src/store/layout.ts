/** Where the rows of each table and the keys of its trees stand, from what is declared and what is stored. */

import { StoreError, type AnyTable, type Owner } from "@mastic/core";
import type { Cells, Scalar } from "@mastic/core/engine";
import type { Catalog, StoredTable, StoredTree } from "./catalog.ts";
import { declaredTrees, indexTree, PRIMARY, referenceTree, uniqueTree } from "./declaredTrees.ts";
import { decodeValue, encodeValue, endOfValue } from "./orderedKey.ts";
import { tablePlace, treePlace } from "./places.ts";
import { formatOf, RowFormat } from "./rowCodec.ts";

export interface Reference {
  readonly columns: readonly string[];
  readonly parent: AnyTable;
  /** Finds the rows that refer to a parent. */
  readonly tree: TreeLayout;
}

export class TreeLayout {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isPrimary: boolean;
  /** Its keys are values that one row may hold; they stand in places of their own, not in pages. */
  readonly isUnique: boolean;
  readonly #table: AnyTable;
  readonly #place: string;
  /** Columns of the primary key that its keys end with. */
  readonly #rest: readonly string[];
  /** The last row that it has while it is being filled; `undefined` once it has all. */
  builtTo: string | undefined;

  constructor(table: AnyTable, name: string, isUnique: boolean, { number, columns, builtTo }: StoredTree) {
    this.name = name;
    this.columns = columns;
    this.isPrimary = name === PRIMARY;
    this.isUnique = isUnique;
    this.builtTo = builtTo;
    this.#table = table;
    this.#place = treePlace(number);
    this.#rest = isUnique ? [] : table.primaryKey.filter((column) => !columns.includes(column));
  }

  /** The place of the root page, or what places of a unique constraint start with. */
  root(owner: string): string {
    return this.#place + owner;
  }

  /** What the keys of all rows with these values of the first columns start with. */
  prefix(values: readonly Scalar[]): string {
    let key = "";
    for (const value of values) key += encodeValue(value);
    return key;
  }

  /** The key of a row; `undefined` when it has no value for the tree, and so does not stand in it. */
  key(row: Cells): string | undefined {
    const { columns } = this;
    const rest = this.#rest;
    let key = "";
    // By index: an iterator takes the engine as long as a value.
    for (let i = 0; i < columns.length; i += 1) {
      const value = row[columns[i] ?? ""] as Scalar | null; // key columns are scalar: the schema was checked
      if (value === null) return undefined;
      key += encodeValue(value);
    }
    for (let i = 0; i < rest.length; i += 1) key += encodeValue(row[rest[i] ?? ""] as Scalar);
    return key;
  }

  /** The primary key of the row that a key of this tree stands for. */
  rowKey(key: string): string {
    if (this.isPrimary) return key;
    const { columns, primaryKey } = this.#table;
    const isAtEnd = this.#rest.length === primaryKey.length;
    const found = isAtEnd ? undefined : new Map<string, string>();
    let at = 0;
    for (const name of this.columns) {
      const column = columns[name];
      const end = column === undefined ? at : endOfValue(column, key, at);
      found?.set(name, key.slice(at, end));
      at = end;
    }
    if (found === undefined) return key.slice(at);
    for (const name of this.#rest) {
      const column = columns[name];
      const end = column === undefined ? at : endOfValue(column, key, at);
      found.set(name, key.slice(at, end));
      at = end;
    }
    return primaryKey.map((name) => found.get(name) ?? "").join("");
  }
}

export class TableLayout {
  readonly table: AnyTable;
  readonly isOwned: boolean;
  readonly primary: TreeLayout;
  /** The primary key's and those of indexes and references. */
  readonly trees: readonly TreeLayout[];
  readonly uniques: readonly { readonly name: string; readonly tree: TreeLayout }[];
  /** All trees, those of unique constraints behind the others. */
  readonly all: readonly TreeLayout[];
  readonly references: readonly Reference[];
  /** The references of other rows to rows of this table. */
  readonly referrers: { readonly table: AnyTable; readonly reference: Reference }[] = [];
  readonly #place: string;
  readonly #formats: readonly RowFormat[];
  readonly #indexes: ReadonlyMap<string, TreeLayout>;

  constructor(table: AnyTable, stored: StoredTable) {
    this.table = table;
    this.isOwned = table.scope === "user";
    this.#place = tablePlace(stored.number);
    this.#formats = stored.formats.map(
      (format, number) =>
        new RowFormat(
          number,
          format.map((it) =>
            it.name === null || table.columns[it.name] === undefined ? { ...it, name: null } : it,
          ),
        ),
    );
    this.#formats.at(-1)?.prepare();
    const declared = declaredTrees(table);
    const layouts = new Map(
      declared.map(({ name, isUnique }) => [
        name,
        new TreeLayout(table, name, isUnique, storedTree(stored, name)),
      ]),
    );
    const tree = (name: string): TreeLayout => {
      const found = layouts.get(name);
      if (found === undefined) throw new StoreError("invalid_schema", `${table.name} has no tree ${name}`);
      return found;
    };
    this.primary = tree(PRIMARY);
    this.uniques = Object.keys(table.unique).map((name) => ({ name, tree: tree(uniqueTree(name)) }));
    this.trees = [...layouts.values()].filter(({ isUnique }) => !isUnique);
    this.all = [...this.trees, ...this.uniques.map((unique) => unique.tree)];
    this.#indexes = layouts;
    this.references = table.foreignKeys.map(({ columns, references }) => ({
      columns,
      parent: references(),
      tree: tree(referenceTree(table, declared, columns)?.name ?? ""),
    }));
  }

  /** How an owner's rows are marked: not at all where they have none. */
  mark(owner: Owner): string {
    return this.isOwned ? encodeValue(owner) : "";
  }

  /** The primary key of a row, or of a record that has its columns. */
  key(row: Cells): string {
    return this.primary.key(row) ?? "";
  }

  /** The columns of a primary key, which `key` has written. */
  keyCells(key: string): Cells {
    const { primaryKey, columns } = this.table;
    const cells: Record<string, Scalar> = {};
    let at = 0;
    // By index: an iterator takes the engine as long as a value.
    for (let i = 0; i < primaryKey.length; i += 1) {
      const name = primaryKey[i] ?? "";
      const column = columns[name];
      if (column === undefined) continue;
      const end = endOfValue(column, key, at);
      cells[name] = decodeValue(column, key.slice(at, end));
      at = end;
    }
    return cells;
  }

  /** The place of a row. */
  row(owner: string, key: string): string {
    return this.#place + owner + key;
  }

  index(name: string): TreeLayout {
    return this.#indexes.get(indexTree(name)) ?? this.primary;
  }

  encode(row: Cells): Uint8Array {
    return mustBe(this.#formats.at(-1)).encode(row);
  }

  decode(bytes: Uint8Array): Cells {
    const number = formatOf(bytes);
    const row = mustBe(this.#formats[number]).decode(bytes);
    if (number < this.#formats.length - 1) addMissing(this.table, row);
    return row;
  }
}

/** The tables of a store. */
export class Layout {
  readonly #tables = new Map<AnyTable, TableLayout>();

  constructor(tables: readonly AnyTable[], catalog: Catalog) {
    for (const table of tables) {
      const stored = catalog.tables[table.name];
      if (stored !== undefined) this.#tables.set(table, new TableLayout(table, stored));
    }
    for (const { table, references } of this.#tables.values())
      for (const reference of references) this.of(reference.parent).referrers.push({ table, reference });
  }

  get tables(): Iterable<TableLayout> {
    return this.#tables.values();
  }

  /** @throws {StoreError} `unknown_table` */
  of(table: AnyTable): TableLayout {
    const layout = this.#tables.get(table);
    if (layout === undefined)
      throw new StoreError("unknown_table", `${table.name} is not part of the schema`, { table: table.name });
    return layout;
  }
}

/** What rows written before a column existed read as. */
function addMissing(table: AnyTable, row: Record<string, unknown>): void {
  for (const [name, { kind, fallback }] of Object.entries(table.columns)) {
    if (row[name] !== undefined) continue;
    // Nothing is shared with whoever gets the row.
    if (kind === "json") row[name] = JSON.parse(JSON.stringify(fallback));
    else row[name] = fallback instanceof Uint8Array ? fallback.slice() : fallback;
  }
}

function storedTree(stored: StoredTable, name: string): StoredTree {
  const tree = stored.trees[name];
  if (tree === undefined) throw new StoreError("invalid_schema", `there is no tree ${name}`);
  return tree;
}

function mustBe<T>(value: T | undefined): T {
  if (value === undefined) throw new StoreError("engine_failure", "a row has a format that is not known");
  return value;
}
