/** How a file becomes what the schema declares: migrations in order, then everything declared and missing. */

import { StoreError, type Migration, type Schema } from "@mastic/core";
import type { Connection } from "./connection.ts";
import { quoted, type TableSql } from "./tableSql.ts";

/** One row of what the engine must remember beside the schema's rows. */
const META = `CREATE TABLE IF NOT EXISTS "meta" (
  "id" INTEGER PRIMARY KEY CHECK ("id" = 1),
  "schemaVersion" INTEGER NOT NULL,
  "lastId" INTEGER NOT NULL,
  "lastNow" INTEGER NOT NULL
) STRICT`;

/** Schema versions of a file before and after; 0 for one that was empty. */
export interface Migrated {
  readonly from: number;
  readonly to: number;
}

/**
 * Brings the file to the version of `schema`. Each migration is one transaction, and so is the rest: a crash in between
 * leaves a version that the next start goes on from. Costs nothing that grows with the data when there is nothing to do.
 *
 * @throws {StoreError} `schema_too_new`; `invalid_schema` for a new column without a value for old rows.
 */
export function migrate(connection: Connection, schema: Schema, tables: readonly TableSql[]): Migrated {
  // Dropping a table would delete its rows first, and with that cascade.
  connection.exec("PRAGMA foreign_keys = OFF");
  try {
    const from = transaction(connection, () => {
      connection.exec(META);
      connection.run(`INSERT INTO "meta" VALUES (1, 0, 0, 0) ON CONFLICT DO NOTHING`);
      return versionOf(connection);
    });
    if (from > schema.version) throw tooNew(from, schema.version);
    if (from > 0)
      for (const migration of [...schema.migrations].sort((a, b) => a.to - b.to))
        transaction(connection, () => {
          // Read again: another process may have migrated meanwhile.
          if (migration.to > versionOf(connection) && migration.to <= schema.version)
            apply(connection, migration);
        });
    transaction(connection, () => {
      addMissing(connection, tables, from > 0 && from < schema.version);
      setVersion(connection, schema.version);
    });
    return { from, to: schema.version };
  } finally {
    connection.exec("PRAGMA foreign_keys = ON");
  }
}

export function tooNew(found: number, known: number): StoreError {
  return new StoreError(
    "schema_too_new",
    `the store has schema version ${found}, this program knows up to ${known}: use the version that wrote it, or a newer one`,
  );
}

function transaction<R>(connection: Connection, work: () => R): R {
  connection.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    connection.exec("COMMIT");
    return result;
  } catch (error) {
    if (connection.isInTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}

const versionOf = (connection: Connection): number =>
  Number(connection.first(`SELECT "schemaVersion" FROM "meta"`)?.[0] ?? 0);

const setVersion = (connection: Connection, version: number): void =>
  void connection.run(`UPDATE "meta" SET "schemaVersion" = ? WHERE "schemaVersion" <> ?`, [version, version]);

function apply(connection: Connection, migration: Migration): void {
  for (const { table, from, to } of migration.renameColumns ?? [])
    connection.exec(`ALTER TABLE ${quoted(table)} RENAME COLUMN ${quoted(from)} TO ${quoted(to)}`);
  for (const table of migration.dropTables ?? []) connection.exec(`DROP TABLE IF EXISTS ${quoted(table)}`);
  for (const { table, column } of migration.dropColumns ?? []) {
    for (const [name, index] of existingIndexes(connection))
      if (index.table === table && index.columns.includes(column))
        connection.exec(`DROP INDEX ${quoted(name)}`);
    connection.exec(`ALTER TABLE ${quoted(table)} DROP COLUMN ${quoted(column)}`);
  }
  setVersion(connection, migration.to);
}

function addMissing(connection: Connection, tables: readonly TableSql[], dropsStale: boolean): void {
  const columns = existingColumns(connection);
  const indexes = existingIndexes(connection);
  for (const sql of tables) {
    const present = columns.get(sql.table.name);
    if (present === undefined) connection.exec(sql.create);
    else
      for (const name of Object.keys(sql.table.columns))
        if (!present.has(name)) addColumn(connection, sql, name);
    for (const { name, columns: declared, isPartial, create } of sql.indexes) {
      const found = indexes.get(name);
      if (found?.columns.join() === declared.join() && found.isPartial === isPartial) continue;
      if (found !== undefined) connection.exec(`DROP INDEX ${quoted(name)}`);
      connection.exec(create);
    }
    if (!dropsStale) continue;
    for (const [name, { table }] of indexes)
      if (
        table === sql.table.name &&
        name.startsWith(`${table}_`) &&
        !sql.indexes.some((index) => index.name === name)
      )
        connection.exec(`DROP INDEX ${quoted(name)}`);
  }
}

function addColumn(connection: Connection, sql: TableSql, name: string): void {
  const { table } = sql;
  if (table.columns[name]?.fallback === undefined)
    throw new StoreError("invalid_schema", `${table.name}.${name} is new and has no value for old rows`, {
      table: table.name,
      column: name,
    });
  const column = sql.columnSql(name, { hasDefault: true });
  connection.exec(`ALTER TABLE ${quoted(table.name)} ADD COLUMN ${column}`);
}

function existingColumns(connection: Connection): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [table, column] of connection.all(
    `SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'`,
  )) {
    const columns = found.get(String(table)) ?? new Set<string>();
    found.set(String(table), columns.add(String(column)));
  }
  return found;
}

interface ExistingIndex {
  readonly table: string;
  readonly columns: string[];
  readonly isPartial: boolean;
}

function existingIndexes(connection: Connection): Map<string, ExistingIndex> {
  const found = new Map<string, ExistingIndex>();
  for (const [table, index, isPartial, column] of connection.all(
    `SELECT t.name, i.name, i.partial, c.name
     FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
     WHERE t.type = 'table' AND i.origin = 'c' ORDER BY i.name, c.seqno`,
  )) {
    const known = found.get(String(index)) ?? {
      table: String(table),
      columns: [],
      isPartial: isPartial === 1n,
    };
    known.columns.push(String(column));
    found.set(String(index), known);
  }
  return found;
}
