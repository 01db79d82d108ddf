/** Brings the write-ahead log to the disk beside the main thread, which goes on meanwhile. */

import { open, type FileHandle } from "node:fs/promises";
import { engineFailure } from "./failure.ts";

/**
 * With `PRAGMA synchronous = NORMAL` SQLite keeps the file consistent, and leaves it to us when a commit has to be on
 * disk (https://www.sqlite.org/pragma.html#pragma_synchronous). The log stays the same file while a connection is open.
 */
export class WalSync {
  readonly #path: string;
  #file: FileHandle | undefined;
  #failure: Error | undefined;

  /** @param path of the database file */
  constructor(path: string) {
    this.#path = `${path}-wal`;
  }

  /** @throws {StoreError} `engine_failure` once a {@link sync} has failed: after that nobody knows what the disk has */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /**
   * When this returns, whatever was committed before is on disk.
   * @throws {StoreError} `engine_failure`
   */
  async sync(): Promise<void> {
    this.check();
    try {
      this.#file ??= await open(this.#path, "r+");
      await this.#file.datasync();
    } catch (error) {
      this.#failure = engineFailure(
        error,
        "the disk did not take the log: nothing is written until the next start",
      );
      throw this.#failure;
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }
}
