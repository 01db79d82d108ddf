/** What the cache of the media proxy holds: a row for each file in an SQLite file of its own, which may be lost. */

import { DatabaseSync, type StatementSync } from "node:sqlite";
import { z } from "zod";

/** A file as it was fetched. */
export interface Kept {
  /** SHA-256 of the URL in hexadecimal. */
  readonly key: string;
  readonly type: string;
  readonly size: number;
  /** ms since the Unix epoch. */
  readonly fetchedAt: number;
}

const kept = z.object({ key: z.string(), type: z.string(), size: z.number(), fetchedAt: z.number() });
const total = z.object({ bytes: z.number() });

export class CacheIndex {
  readonly #database: DatabaseSync;
  readonly #statements: Readonly<
    Record<"find" | "put" | "finish" | "touch" | "delete" | "oldest", StatementSync>
  >;

  /** @throws when the file cannot be opened, or is no such index */
  constructor(path: string) {
    const database = new DatabaseSync(path);
    this.#database = database;
    try {
      // In the write-ahead log nothing is lost with the process; with the power, the last files may have to be fetched again.
      database.exec(`
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        -- What replaces a row removes it first, in the eyes of the trigger as well.
        PRAGMA recursive_triggers = ON;
        CREATE TABLE IF NOT EXISTS files (
          key TEXT PRIMARY KEY, type TEXT NOT NULL, size INTEGER NOT NULL, fetchedAt INTEGER NOT NULL,
          usedAt INTEGER NOT NULL, isWhole INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS byUse ON files (usedAt);
        CREATE INDEX IF NOT EXISTS unfinished ON files (key) WHERE isWhole = 0;
        DROP INDEX IF EXISTS bySize;
        CREATE TABLE IF NOT EXISTS total (bytes INTEGER NOT NULL) STRICT;
        INSERT INTO total SELECT (SELECT coalesce(sum(size), 0) FROM files) WHERE NOT EXISTS (SELECT 1 FROM total);
        CREATE TRIGGER IF NOT EXISTS added AFTER INSERT ON files
          BEGIN UPDATE total SET bytes = bytes + new.size; END;
        CREATE TRIGGER IF NOT EXISTS removed AFTER DELETE ON files
          BEGIN UPDATE total SET bytes = bytes - old.size; END;
      `);
      this.#statements = {
        find: database.prepare("SELECT key, type, size, fetchedAt FROM files WHERE key = ? AND isWhole = 1"),
        put: database.prepare("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, 0)"),
        finish: database.prepare("UPDATE files SET isWhole = 1 WHERE key = ?"),
        touch: database.prepare("UPDATE files SET usedAt = ?1 WHERE key = ?2 AND usedAt < ?1 - ?3"),
        delete: database.prepare("DELETE FROM files WHERE key = ?"),
        oldest: database.prepare(
          "SELECT key, type, size, fetchedAt FROM files WHERE isWhole = 1 ORDER BY usedAt LIMIT 1",
        ),
      };
    } catch (error) {
      database.close();
      throw error;
    }
  }

  find(key: string): Kept | undefined {
    const row = this.#statements.find.get(key);
    return row === undefined ? undefined : kept.parse(row);
  }

  /** Notes a file that is about to be moved to its place: until `finish` it does not count as being there. */
  begin({ key, type, size, fetchedAt }: Kept): void {
    this.#statements.put.run(key, type, size, fetchedAt, fetchedAt);
  }

  finish(key: string): void {
    this.#statements.finish.run(key);
  }

  /** Notes that a file was asked for, unless that was noted in the last so many milliseconds. */
  touch(key: string, now: number, graceMillis: number): void {
    this.#statements.touch.run(now, key, graceMillis);
  }

  delete(key: string): void {
    this.#statements.delete.run(key);
  }

  /** The file that nobody has asked for the longest. */
  oldest(): Kept | undefined {
    const row = this.#statements.oldest.get();
    return row === undefined ? undefined : kept.parse(row);
  }

  /** What was being moved when the process ended. */
  unfinished(): string[] {
    const rows = this.#database.prepare("SELECT key FROM files WHERE isWhole = 0").all();
    return z
      .array(z.object({ key: z.string() }))
      .parse(rows)
      .map(({ key }) => key);
  }

  /** Of all files, in bytes; kept as they come and go, not added up. */
  size(): number {
    return total.parse(this.#database.prepare("SELECT bytes FROM total").get()).bytes;
  }

  close(): void {
    this.#database.close();
  }
}
