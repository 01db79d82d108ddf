/** Everything in a node's SQLite file, read beside the running node: what no refused request may change. */

import { DatabaseSync } from "node:sqlite";

/** Each table's rows as text, in a fixed order. */
export type StoreDump = Readonly<Record<string, readonly string[]>>;

export function dumpStore(file: string): StoreDump {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all()
      .map(({ name }) => String(name));
    return Object.fromEntries(tables.map((table) => [table, rowsOf(database, table)]));
  } finally {
    database.close();
  }
}

function rowsOf(database: DatabaseSync, table: string): string[] {
  const statement = database.prepare(`SELECT * FROM "${table}"`);
  statement.setReadBigInts(true);
  const asText = (_: string, value: unknown): unknown => {
    if (typeof value === "bigint") return value.toString();
    return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
  };
  return statement
    .all()
    .map((row) => JSON.stringify(row, asText))
    .sort();
}
