/**
 * What the store remembers of its own shape: its tables with all formats that rows were ever written in, and its trees.
 *
 * A program with another schema changes this alone. Rows stay as they are and are read through the format they have;
 * a new index starts empty and is filled a slice at a time (`indexBuilder.ts`). So an upgrade costs the same whatever
 * the store holds.
 */

import { StoreError, type AnyTable, type Migration, type Schema } from "@mastic/core";
import { declaredTrees } from "./declaredTrees.ts";
import { MAX_VALUES, type StoredColumn } from "./storedColumn.ts";

export interface StoredTree {
  readonly number: number;
  readonly columns: readonly string[];
  /** The last row that the tree has, while it is being filled; left out once it has all. */
  readonly builtTo?: string;
}

export interface StoredTable {
  readonly number: number;
  readonly scope: string;
  readonly primaryKey: readonly string[];
  /** A row tells which of them it has; the last one is for new rows. */
  readonly formats: readonly (readonly StoredColumn[])[];
  readonly trees: Readonly<Record<string, StoredTree>>;
}

export interface Catalog {
  readonly schemaVersion: number;
  /** The last number that was given to a table or tree: none is used twice. */
  readonly lastNumber: number;
  readonly tables: Readonly<Record<string, StoredTable>>;
}

export const emptyCatalog: Catalog = { schemaVersion: 0, lastNumber: 0, tables: {} };

/**
 * The catalog for `schema`, from what an older program left.
 *
 * @param hasRows whether a stored table has any rows, so that its new trees must be filled
 * @throws {StoreError} `schema_too_new`; `invalid_schema` for a change that rows cannot be read through
 */
export function migrate(
  stored: Catalog,
  schema: Schema,
  tables: readonly AnyTable[],
  hasRows: (table: StoredTable) => boolean,
): Catalog {
  const { schemaVersion } = stored;
  if (schemaVersion > schema.version)
    throw new StoreError(
      "schema_too_new",
      `the store has schema version ${schemaVersion}, this program knows up to ${schema.version}: use the version that wrote it, or a newer one`,
    );
  const known = new Map(Object.entries(stored.tables));
  if (schemaVersion > 0)
    for (const migration of [...schema.migrations].sort((a, b) => a.to - b.to))
      if (migration.to > schemaVersion && migration.to <= schema.version) apply(known, migration);
  let { lastNumber } = stored;
  const number = (): number => (lastNumber += 1);
  for (const table of tables) {
    const before = known.get(table.name);
    known.set(
      table.name,
      before === undefined ? newTable(table, number) : fitted(table, before, number, hasRows),
    );
  }
  return { schemaVersion: schema.version, lastNumber, tables: Object.fromEntries(known) };
}

function apply(known: Map<string, StoredTable>, migration: Migration): void {
  for (const { table, from, to } of migration.renameColumns ?? [])
    known.set(table, renamed(mustKnow(known, table), from, to));
  for (const table of migration.dropTables ?? []) known.delete(table);
  for (const { table, column } of migration.dropColumns ?? [])
    known.set(table, without(mustKnow(known, table), column));
}

function mustKnow(known: ReadonlyMap<string, StoredTable>, name: string): StoredTable {
  const table = known.get(name);
  if (table === undefined) throw invalid(name, "is migrated, and is not there");
  return table;
}

function renamed(table: StoredTable, from: string, to: string): StoredTable {
  const rename = (name: string): string => (name === from ? to : name);
  return {
    ...table,
    primaryKey: table.primaryKey.map(rename),
    formats: table.formats.map((format) =>
      format.map((column) => (column.name === from ? { ...column, name: to } : column)),
    ),
    trees: Object.fromEntries(
      Object.entries(table.trees).map(([name, tree]) => [
        name,
        { ...tree, columns: tree.columns.map(rename) },
      ]),
    ),
  };
}

function without(table: StoredTable, dropped: string): StoredTable {
  return {
    ...table,
    formats: table.formats.map((format) =>
      format.map((column) => (column.name === dropped ? { ...column, name: null } : column)),
    ),
    trees: Object.fromEntries(
      Object.entries(table.trees).filter(([, tree]) => !tree.columns.includes(dropped)),
    ),
  };
}

function newTable(table: AnyTable, number: () => number): StoredTable {
  return {
    number: number(),
    scope: table.scope,
    primaryKey: table.primaryKey,
    formats: [formatOf(table)],
    trees: treesOf(table, {}, number, () => false),
  };
}

/** The stored table, brought to what is declared. */
function fitted(
  table: AnyTable,
  stored: StoredTable,
  number: () => number,
  hasRows: (table: StoredTable) => boolean,
): StoredTable {
  if (table.scope !== stored.scope || table.primaryKey.join() !== stored.primaryKey.join())
    throw invalid(table.name, "cannot change its scope or primary key");
  const format = formatOf(table);
  for (const { name, kind } of format)
    for (const before of stored.formats) checkColumn(table, name ?? "", kind, before);
  const last = stored.formats.at(-1) ?? [];
  const isSame = JSON.stringify(format) === JSON.stringify(last);
  return {
    ...stored,
    formats: isSame ? stored.formats : [...stored.formats, format],
    trees: treesOf(table, stored.trees, number, () => hasRows(stored)),
  };
}

function checkColumn(table: AnyTable, name: string, kind: string, stored: readonly StoredColumn[]): void {
  const before = stored.find((column) => column.name === name);
  if (before === undefined && table.columns[name]?.fallback === undefined)
    throw invalid(table.name, `has a column ${name} without a value for rows older than it`, name);
  if (before !== undefined && before.kind !== kind)
    throw invalid(table.name, `cannot make ${name} (${before.kind}) a column of kind ${kind}`, name);
}

function formatOf(table: AnyTable): StoredColumn[] {
  return Object.entries(table.columns).map(([name, { kind, values }]) => {
    if (values !== undefined && values.length > MAX_VALUES)
      throw invalid(table.name, `has more than ${MAX_VALUES} values in ${name}`, name);
    return values === undefined ? { name, kind } : { name, kind, values };
  });
}

/** The trees that are declared: those of before where they are the same. */
function treesOf(
  table: AnyTable,
  stored: Readonly<Record<string, StoredTree>>,
  number: () => number,
  hasRows: () => boolean,
): Record<string, StoredTree> {
  const trees: Record<string, StoredTree> = {};
  for (const { name, columns } of declaredTrees(table)) {
    const before = stored[name];
    const isNew = before === undefined || before.columns.join() !== columns.join();
    trees[name] = isNew ? { number: number(), columns, ...(hasRows() ? { builtTo: "" } : {}) } : before;
  }
  return trees;
}

function invalid(table: string, message: string, column?: string): StoreError {
  return new StoreError("invalid_schema", `table ${table} ${message}`, {
    table,
    ...(column === undefined ? {} : { column }),
  });
}
