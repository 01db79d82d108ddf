/** The data directory belongs to one running server: a second one would take its leases and its unfinished uploads for leftovers. */

import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "./config/error.ts";
import { CommandError } from "./commands/host.ts";

/** Locks of this process: a connection that nobody holds is collected, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Makes the directory when it is missing, one level at a time: below /proc Node's own recursion never ends.
 *
 * @throws {ConfigError} naming DATA_DIR when it is no directory that this process can write to.
 */
export function makeDataDirectory(directory: string): void {
  try {
    makeLevels(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      {
        variable: "DATA_DIR",
        problem: `is ${JSON.stringify(directory)}, which is no directory that this account can write to (${reason})`,
        example: "/var/lib/mastic",
      },
    ]);
  }
}

/** The database of the node in a data directory. */
export function databaseIn(directory: string): string {
  return join(directory, "mastic.sqlite");
}

/**
 * Commands are for a node that is there: run from another folder, a relative DATA_DIR would begin a second one.
 *
 * @throws {ConfigError} naming DATA_DIR when it has no database
 */
export function requireDatabase(directory: string): void {
  if (existsSync(databaseIn(directory))) return;
  throw new ConfigError([
    {
      variable: "DATA_DIR",
      problem: `is ${JSON.stringify(directory)} here, where there is no node: set it to the directory that the node was started with (a relative one is taken from the folder in which the command runs), or begin a node there with \`mastic start\` or \`mastic db migrate\``,
      example: "/var/lib/mastic",
    },
  ]);
}

function makeLevels(directory: string): void {
  const missing: string[] = [];
  let level = directory;
  while (!existsSync(level) && dirname(level) !== level) {
    missing.push(level);
    level = dirname(level);
  }
  if (!statSync(level).isDirectory()) throw new Error(`${level} is a file`);
  for (const path of missing.reverse()) {
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      // Another process may have been first.
      if (!existsSync(path)) throw error;
    }
  }
}

/**
 * Takes the directory, which is made when missing, until the returned function is called or the process ends, however
 * it ends: SQLite's file lock is the operating system's, so that no crash leaves it behind. Commands beside a running
 * server need no lock.
 *
 * @throws {CommandError} when another server has it.
 */
export function lockDataDirectory(directory: string): () => void {
  makeDataDirectory(directory);
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
