/** The data directory belongs to one running server: a second one would take its leases and its unfinished uploads for leftovers. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CommandError } from "./commands/host.ts";

/** Locks of this process: a connection that nobody holds is collected, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Takes the directory, which is made when missing, until the returned function is called or the process ends, however
 * it ends: SQLite's file lock is the operating system's, so that no crash leaves it behind. Commands beside a running
 * server need no lock.
 *
 * @throws {CommandError} when another server has it.
 */
export function lockDataDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(directory, "server.lock"), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked/.test(error.message))
      throw new CommandError(`another node runs on ${directory}: stop it first, or set another DATA_DIR`);
    throw error;
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.close();
  };
}
