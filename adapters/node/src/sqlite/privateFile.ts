/** Files that only the account of this process may read: databases hold letters, addresses and keys. */

import { chmodSync, closeSync, existsSync, openSync } from "node:fs";
import { engineFailure } from "./failure.ts";

const OWNER_ONLY = 0o600;

/**
 * Makes the file when it is missing, and closes it to others, with what SQLite keeps beside it: new `-wal` and `-shm`
 * files get the mode of the database.
 *
 * @throws {StoreError} `engine_failure` when it cannot be written.
 */
export function keepPrivate(path: string): void {
  try {
    closeSync(openSync(path, "a", OWNER_ONLY));
    for (const file of [path, `${path}-wal`, `${path}-shm`])
      if (existsSync(file)) chmodSync(file, OWNER_ONLY);
  } catch (error) {
    throw engineFailure(error, `cannot open ${path}`);
  }
}
