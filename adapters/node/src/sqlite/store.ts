/** The store on SQLite: one file, write-ahead log, one writer with group commit, readers beside it. */

import {
  StoreError,
  type AnyTable,
  type EffectQueue,
  type Millis,
  type Owner,
  type Schema,
  type Signal,
  type Store,
  type Turn,
  type View,
} from "@mastic/core";
import {
  checkSchema,
  Listeners,
  outbox,
  outboxBodies,
  SyncTurn,
  SyncView,
  Workers,
  type KeptEffect,
} from "@mastic/core/engine";
import { backup } from "./backup.ts";
import { Connection } from "./connection.ts";
import { engineFailure } from "./failure.ts";
import { migrate, type Migrated } from "./migration.ts";
import { keepPrivate } from "./privateFile.ts";
import { effectQueue, keepEffect } from "./outbox.ts";
import { Readers } from "./readers.ts";
import { SqliteRows } from "./rows.ts";
import { TableSql } from "./tableSql.ts";
import { WalSync } from "./walSync.ts";
import { Writer, type Around } from "./writer.ts";

export interface SqliteStoreOptions {
  /** The file; created when it is not there. Two more stand beside it while it is open: `-wal` and `-shm`. */
  readonly path: string;
  readonly schema: Schema;
  /** The time now: ms since the Unix epoch. */
  readonly clock: () => Millis;
  /** A turn that takes longer is undone, and fails with `engine_failure`: ms, 30,000 when left out. */
  readonly turnMillis?: number;
  /** Hears, once, that the disk failed and nothing will be written until the store is opened again. */
  readonly onFailure?: (error: StoreError) => void;
}

export interface SqliteStore extends Store {
  /** Schema versions before and after this store was opened; `from` is 0 for a new file. */
  readonly migrated: Migrated;
  /**
   * Writes a copy of the store, as it is now, to a file that is not there yet, while turns go on.
   *
   * @throws {StoreError} `engine_failure` when the file exists or cannot be written.
   */
  backup(path: string): Promise<void>;
}

/**
 * Opens the file, brings it to the schema's version, and holds it until `close`. Several processes may hold one file.
 *
 * @throws {StoreError} `schema_too_new`, `invalid_schema`, `engine_failure`
 */
export function openSqliteStore(options: SqliteStoreOptions): SqliteStore {
  checkSchema(options.schema);
  return new OpenStore(options);
}

class OpenStore implements SqliteStore {
  readonly migrated: Migrated;
  readonly effects: EffectQueue;
  readonly #path: string;
  readonly #tables: ReadonlyMap<AnyTable, TableSql>;
  readonly #wal: WalSync;
  readonly #writer: Writer;
  readonly #writerRows: SqliteRows;
  readonly #readers: Readers;
  readonly #listeners = new Listeners();
  readonly #workers = new Workers();
  #isClosed = false;

  constructor({ path, schema, clock, turnMillis, onFailure }: SqliteStoreOptions) {
    const tables = [...schema.tables, outbox, outboxBodies].map((table) => new TableSql(table));
    keepPrivate(path);
    const connection = new Connection(path, { readOnly: false });
    try {
      connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
      // A checkpoint for each 8,000 pages (32 MB): what many turns change is copied back once, and synced more rarely.
      connection.exec("PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864");
      this.migrated = migrate(connection, schema, tables);
      // From here on the writer waits by itself, without holding up the process.
      connection.exec("PRAGMA busy_timeout = 0");
      this.#wal = new WalSync(path, onFailure);
    } catch (error) {
      connection.close();
      throw engineFailure(error, `cannot open ${path}`);
    }
    this.#path = path;
    this.#tables = new Map(tables.map((sql) => [sql.table, sql]));
    this.#writer = new Writer(connection, this.#wal, {
      clock,
      schemaVersion: schema.version,
      ...(turnMillis === undefined ? {} : { turnMillis }),
    });
    this.#writerRows = new SqliteRows(connection, this.#tables);
    this.#readers = new Readers(path);
    this.effects = effectQueue(
      (change) => this.#submit(async () => change(connection)),
      (look) => this.#readers.use(async (reader) => look(reader)),
      this.#workers,
    );
  }

  async view<R>(owner: Owner, read: (view: View) => Promise<R>): Promise<R> {
    return this.#readers.use(async (reader) => {
      const view = new SyncView(owner, new SqliteRows(reader, this.#tables));
      try {
        return await read(view);
      } finally {
        view.end();
      }
    });
  }

  async turn<R>(owner: Owner, change: (turn: Turn) => Promise<R>): Promise<R> {
    let signals: readonly Signal[] = [];
    let kept: readonly KeptEffect[] = [];
    let abandon = (): void => undefined;
    return this.#submit(
      async () => {
        const now = this.#writer.now();
        const turn = new SyncTurn(owner, this.#writerRows, now, () => this.#writer.nextId(now));
        abandon = () => turn.end();
        let result: R;
        try {
          result = await change(turn);
          if (turn.isOver) throw new StoreError("turn_ended", "the turn took too long and was undone");
        } finally {
          turn.end();
        }
        kept = turn.effects.flatMap((effect) =>
          keepEffect(
            this.#writer.connection,
            effect,
            { id: this.#writer.nextId(now), owner, now },
            this.#workers,
          ),
        );
        signals = turn.signals;
        return result;
      },
      {
        announce: () => {
          this.#listeners.tell(signals, owner);
          this.#workers.tell(kept);
        },
        abandon: () => abandon(),
      },
    );
  }

  async turns<R>(
    changes: readonly (readonly [Owner, (turn: Turn) => Promise<R>])[],
  ): Promise<PromiseSettledResult<R>[]> {
    return Promise.allSettled(changes.map(([owner, change]) => this.turn(owner, change)));
  }

  listen(listener: (event: Signal, owner: Owner) => void): () => void {
    return this.#listeners.add(listener);
  }

  async backup(path: string): Promise<void> {
    this.#checkOpen();
    await backup(this.#path, path);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#readers.close();
    await this.#writer.idle();
    await this.#wal.close();
    this.#writer.connection.close();
  }

  async #submit<R>(work: () => Promise<R>, around?: Around): Promise<R> {
    this.#checkOpen();
    return this.#writer.submit(work, around);
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new StoreError("closed", "the store is closed");
  }
}
