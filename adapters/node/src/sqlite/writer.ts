/** The one writer of this process: turns wait in line, and one transaction, with one fsync, takes all that wait. */

import { StoreError, type Millis } from "@mastic/core";
import { idAfter } from "@mastic/core/engine";
import { setTimeout as startTimeout } from "node:timers";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { Connection } from "./connection.ts";
import { engineFailure, isBusy } from "./failure.ts";
import { tooNew } from "./migration.ts";
import type { WalSync } from "./walSync.ts";

/** A transaction takes no more turns than this, and none that begins later than so many ms after it. */
const MAX_TURNS = 512;
const MAX_MILLIS = 20;

/** Turns that wait wait no longer than this for others to come along. */
const GATHER_MILLIS = 5;

/** How long to wait for another process that writes. */
const BUSY_MILLIS = 10_000;

/** What a turn may take. It is far more than storage needs: a turn that waits for something else must not stop all others. */
const TURN_MILLIS = 30_000;

/** What is done beside the work of a turn. */
export interface Around {
  /** When the turn is on disk, before its result is given. */
  readonly announce?: () => void;
  /** When the turn took too long and was undone: the work must not touch the connection again. */
  readonly abandon?: () => void;
}

interface Job {
  readonly work: () => Promise<unknown>;
  readonly abandon: () => void;
  readonly committed: (result: unknown) => void;
  readonly failed: (error: unknown) => void;
}

export class Writer {
  readonly connection: Connection;
  readonly #wal: Pick<WalSync, "check" | "sync">;
  readonly #clock: () => Millis;
  readonly #schemaVersion: number;
  readonly #turnMillis: number;
  readonly #waiting: Job[] = [];
  #running: Promise<void> | undefined;
  /** Runs while turns do. */
  #timer: NodeJS.Timeout | undefined;
  /** Ends the turn under way. */
  #tooLate = (): void => undefined;
  #lastId = 0n;
  #lastNow = 0;

  constructor(
    connection: Connection,
    wal: Pick<WalSync, "check" | "sync">,
    options: { clock: () => Millis; schemaVersion: number; turnMillis?: number },
  ) {
    this.connection = connection;
    this.#wal = wal;
    this.#clock = options.clock;
    this.#schemaVersion = options.schemaVersion;
    this.#turnMillis = options.turnMillis ?? TURN_MILLIS;
  }

  /** The time now, never before the time of an earlier turn. For work under way only. */
  now(): Millis {
    this.#lastNow = Math.max(this.#lastNow, this.#clock());
    return this.#lastNow;
  }

  /** For work under way only: its transaction knows the last id of every process. */
  nextId(now: Millis): bigint {
    this.#lastId = idAfter(this.#lastId, now);
    return this.#lastId;
  }

  /**
   * Does `work` inside a transaction, undone alone when it throws.
   *
   * @returns what `work` returned, once it is on disk and `announce` was called.
   */
  submit<R>(work: () => Promise<R>, around: Around = {}): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.#waiting.push({
        work,
        abandon: () => around.abandon?.(),
        committed: (result) => {
          around.announce?.();
          resolve(result as R); // what its own work returned
        },
        failed: reject,
      });
      this.#running ??= this.#run();
    });
  }

  /** When everything submitted so far is done. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        await this.#gather();
        await this.#commitWaiting();
      }
    } finally {
      this.#running = undefined;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }

  /** Lets sockets and timers in, however many turns keep coming; as long as these bring more, one fsync can serve them too. */
  async #gather(): Promise<void> {
    const until = performance.now() + GATHER_MILLIS;
    let known: number;
    do {
      known = this.#waiting.length;
      await setImmediate();
    } while (this.#waiting.length > known && performance.now() < until);
  }

  async #commitWaiting(): Promise<void> {
    const done: (() => void)[] = [];
    const undo: Job[] = [];
    try {
      this.#wal.check();
      await this.#begin();
      const [id, now] = [this.#lastId, this.#lastNow];
      const until = performance.now() + MAX_MILLIS;
      for (let job = this.#waiting.shift(); job !== undefined; job = this.#waiting.shift()) {
        undo.push(job);
        const result = await this.#attempt(job);
        if (result === undefined) undo.pop();
        else {
          const { committed } = job;
          done.push(() => committed(result.value));
        }
        if (undo.length >= MAX_TURNS || performance.now() >= until) break;
      }
      if (this.#lastId !== id || this.#lastNow !== now)
        this.connection.run(`UPDATE "meta" SET "lastId" = ?, "lastNow" = ?`, [
          this.#lastId,
          BigInt(this.#lastNow),
        ]);
      this.connection.run("COMMIT");
      // Whoever asks meanwhile waits in line, and shares the next fsync.
      await this.#wal.sync();
    } catch (error) {
      if (this.connection.isInTransaction) this.connection.exec("ROLLBACK");
      const failure = engineFailure(error, "the transaction failed");
      // When not even a transaction began, nobody who waits would fare better.
      for (const job of undo.length > 0 ? undo : this.#waiting.splice(0)) job.failed(failure);
      return;
    }
    for (const acknowledge of done) acknowledge();
  }

  /** @returns `undefined` when the job failed, and was told so. @throws when the whole transaction is lost. */
  async #attempt(job: Job): Promise<{ readonly value: unknown } | undefined> {
    this.connection.run("SAVEPOINT turn");
    try {
      const value = await this.#inTime(job);
      this.connection.run("RELEASE turn");
      return { value };
    } catch (error) {
      // A full disk may have ended the transaction, and with it the turns before this one.
      if (!this.connection.isInTransaction) throw error;
      this.connection.run("ROLLBACK TO turn");
      this.connection.run("RELEASE turn");
      job.failed(error);
      return undefined;
    }
  }

  async #inTime(job: Job): Promise<unknown> {
    const late = new Promise<never>((_, reject) => {
      this.#tooLate = () => {
        job.abandon();
        reject(
          new StoreError(
            "engine_failure",
            `a turn took ${this.#turnMillis} ms: it must await the store only`,
          ),
        );
      };
    });
    // One timer for all turns: to make and clear one costs as much as a small turn.
    this.#timer ??= startTimeout(() => this.#tooLate(), this.#turnMillis);
    this.#timer.refresh();
    return Promise.race([job.work(), late]);
  }

  async #begin(): Promise<void> {
    const until = performance.now() + BUSY_MILLIS;
    for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
      try {
        this.connection.run("BEGIN IMMEDIATE");
        break;
      } catch (error) {
        if (!isBusy(error) || performance.now() >= until) throw error;
      }
      // Not SQLite's own busy timeout: that would hold up everything else in this process.
      await setTimeout(pause);
    }
    // Another process may have written since: its ids come before ours.
    const [version, id, now] =
      this.connection.first(`SELECT "schemaVersion", "lastId", "lastNow" FROM "meta"`) ?? [];
    if (typeof version !== "bigint" || typeof id !== "bigint" || typeof now !== "bigint")
      throw new StoreError("engine_failure", "the table meta has lost its row");
    if (version > BigInt(this.#schemaVersion)) throw tooNew(Number(version), this.#schemaVersion);
    if (id > this.#lastId) this.#lastId = id;
    this.#lastNow = Math.max(this.#lastNow, Number(now));
  }
}
