/** The check of a schema when a store opens: what a declaration says must be possible on every engine. */

import { StoreError } from "./error.ts";
import type { AnyTable, ForeignKey, Schema } from "./table.ts";

/** @throws {StoreError} `invalid_schema`: two tables of one name, an unknown or unordered column in a key, a foreign key across scopes. */
export function checkSchema(schema: Schema): void {
  // Engines keep tables of these names beside the schema's.
  const names = new Set(["meta", "outbox", "outboxBodies"]);
  for (const table of schema.tables) {
    if (names.has(table.name)) throw invalid(table, "is declared twice, or has a name that engines use");
    names.add(table.name);
    checkTable(table, schema);
  }
}

function checkTable(table: AnyTable, schema: Schema): void {
  if (table.scope === "user" && table.columns.owner !== undefined)
    throw invalid(table, "cannot have a column named owner: engines add it");
  if (table.primaryKey.length === 0) throw invalid(table, "has no primary key");
  for (const name of table.primaryKey)
    if (table.columns[name]?.isNullable === true) throw invalid(table, `has a nullable key column ${name}`);
  if (Object.hasOwn(table.indexes, "primary")) throw invalid(table, "cannot name an index primary");
  const keys = [table.primaryKey, ...Object.values(table.unique), ...Object.values(table.indexes)];
  for (const columns of keys) checkOrdered(table, columns);
  for (const key of table.foreignKeys) checkForeignKey(table, key, schema);
}

function checkOrdered(table: AnyTable, columns: readonly string[]): void {
  for (const name of columns) {
    const kind = table.columns[name]?.kind;
    if (kind === undefined || kind === "json" || kind === "blob")
      throw invalid(table, `cannot order by ${name}`);
  }
}

function checkForeignKey(table: AnyTable, key: ForeignKey, schema: Schema): void {
  const parent = key.references();
  if (!schema.tables.includes(parent)) throw invalid(table, `refers to ${parent.name}, which is not there`);
  if (parent.scope !== table.scope) throw invalid(table, `refers to ${parent.name} of another scope`);
  const kinds = key.columns.map((name) => table.columns[name]?.kind);
  const expected = parent.primaryKey.map((name) => parent.columns[name]?.kind);
  if (kinds.length !== expected.length || kinds.some((kind, i) => kind !== expected[i]))
    throw invalid(table, `refers to ${parent.name} by other columns than its primary key`);
}

function invalid(table: AnyTable, message: string): StoreError {
  return new StoreError("invalid_schema", `table ${table.name} ${message}`, { table: table.name });
}
