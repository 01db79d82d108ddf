/** A copy of a running store, by SQLite's backup API. */

import { StoreError } from "@mastic/core";
import { existsSync, rmSync } from "node:fs";
import { backup as copy } from "node:sqlite";
import { Connection } from "./connection.ts";
import { keepPrivate } from "./privateFile.ts";
import { engineFailure } from "./failure.ts";

/** Copies the store at `from` as it is now. @throws {StoreError} `engine_failure` */
export async function backup(from: string, to: string): Promise<void> {
  if (existsSync(to)) throw new StoreError("engine_failure", `${to} exists: a backup overwrites nothing`);
  // Everybody's letters and keys: SQLite itself would let the whole machine read its new file.
  keepPrivate(to);
  const connection = new Connection(from, { readOnly: true });
  try {
    // Holding one snapshot: otherwise the copy would start again with every turn that commits meanwhile.
    connection.run("BEGIN");
    connection.first("SELECT count(*) FROM sqlite_schema");
    await copy(connection.database, to);
  } catch (error) {
    rmSync(to, { force: true });
    throw engineFailure(error, `cannot back up to ${to}`);
  } finally {
    if (connection.isInTransaction) connection.run("ROLLBACK");
    connection.close();
  }
}
