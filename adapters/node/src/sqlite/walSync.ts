/** Brings the write-ahead log to the disk beside the main thread, which goes on meanwhile. */

import { closeSync, fdatasync, openSync } from "node:fs";
import type { StoreError } from "@mastic/core";
import { engineFailure } from "./failure.ts";

/**
 * With `PRAGMA synchronous = NORMAL` SQLite keeps the file consistent, and leaves it to us when a commit has to be on
 * disk (https://www.sqlite.org/pragma.html#pragma_synchronous). The log stays the same file while a connection is open.
 */
export class WalSync {
  readonly #file: number;
  readonly #onFailure: (error: StoreError) => void;
  #failure: StoreError | undefined;
  #syncing: Promise<void> = Promise.resolve();

  /**
   * Opens the log at once, so that want of file descriptors is found while nothing has been written yet.
   * @param path of the database file, on which a connection has read or written
   * @param onFailure hears of the one {@link sync} that fails
   * @throws {StoreError} `engine_failure`
   */
  constructor(path: string, onFailure: (error: StoreError) => void = () => undefined) {
    this.#onFailure = onFailure;
    try {
      this.#file = openSync(`${path}-wal`, "r+");
    } catch (error) {
      throw engineFailure(error, "cannot open the write-ahead log");
    }
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
      this.#syncing = datasync(this.#file);
      await this.#syncing;
    } catch (error) {
      // Of two at the same time, the first to fail tells.
      if (this.#failure === undefined) {
        const message = "the disk did not take the log: nothing is written until the next start";
        this.#failure = engineFailure(error, message);
        this.#onFailure(this.#failure);
      }
      throw this.#failure;
    }
  }

  async close(): Promise<void> {
    // What is closed under a sync could be another file by then.
    await Promise.allSettled([this.#syncing]);
    closeSync(this.#file);
  }
}

/** On a thread of the pool, unlike `fdatasyncSync`. */
function datasync(file: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fdatasync(file, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}
