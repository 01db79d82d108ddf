/** The store in memory: for tests and trials. It keeps every promise of the port but one: it ends with its process. */

import { checkSchema } from "../store/declaration.ts";
import type { EffectQueue } from "../store/effect.ts";
import { StoreError } from "../store/error.ts";
import { idAfter } from "../store/ids.ts";
import { outbox, outboxBodies } from "../store/outbox.ts";
import type { Signal } from "../signals.ts";
import { Listeners } from "../store/listeners.ts";
import { Workers } from "../store/workers.ts";
import { SyncTurn, SyncView } from "../store/session.ts";
import type { Millis, Owner, Store, Turn, View } from "../store/store.ts";
import type { Schema } from "../store/table.ts";
import { Draft, Snapshot } from "./draft.ts";
import { Layout, type Trees } from "./layout.ts";
import { effectQueue, keepEffect } from "./outbox.ts";

export interface MemoryStoreOptions {
  /** The time now: ms since the Unix epoch. */
  readonly clock: () => Millis;
  /** The id that follows `last` at the time `now`; Snowflakes when left out. It must be greater than `last`. */
  readonly ids?: (last: bigint, now: Millis) => bigint;
}

/**
 * Opens an empty store with the tables of `schema`.
 *
 * @throws {StoreError} `invalid_schema`
 */
export function memoryStore(schema: Schema, options: MemoryStoreOptions): Store {
  checkSchema(schema);
  return new MemoryStore(schema, options);
}

class MemoryStore implements Store {
  readonly effects: EffectQueue;
  readonly #layout: Layout;
  readonly #clock: () => Millis;
  readonly #ids: (last: bigint, now: Millis) => bigint;
  readonly #listeners = new Listeners();
  readonly #workers = new Workers();
  #trees: Trees;
  #lastId = 0n;
  #now = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(schema: Schema, { clock, ids }: MemoryStoreOptions) {
    this.#layout = new Layout([...schema.tables, outbox, outboxBodies]);
    this.#trees = this.#layout.empty();
    this.#clock = clock;
    this.#ids = ids ?? idAfter;
    this.effects = effectQueue(
      (change) =>
        this.#enqueue(async () => {
          const draft = new Draft(this.#layout, this.#trees);
          const result = change(draft);
          this.#trees = draft.result;
          return result;
        }),
      async (look) => {
        this.#checkOpen();
        return look(new Snapshot(this.#layout, this.#trees));
      },
      this.#workers,
    );
  }

  async view<R>(owner: Owner, read: (view: View) => Promise<R>): Promise<R> {
    this.#checkOpen();
    const view = new SyncView(owner, new Snapshot(this.#layout, this.#trees));
    try {
      return await read(view);
    } finally {
      view.end();
    }
  }

  async turn<R>(owner: Owner, change: (turn: Turn) => Promise<R>): Promise<R> {
    return this.#enqueue(() => this.#run(owner, change));
  }

  async turns<R>(
    changes: readonly (readonly [Owner, (turn: Turn) => Promise<R>])[],
  ): Promise<PromiseSettledResult<R>[]> {
    return Promise.allSettled(changes.map(([owner, change]) => this.turn(owner, change)));
  }

  listen(listener: (event: Signal, owner: Owner) => void): () => void {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#queue;
  }

  async #run<R>(owner: Owner, change: (turn: Turn) => Promise<R>): Promise<R> {
    this.#now = Math.max(this.#now, this.#clock());
    const now = this.#now;
    const draft = new Draft(this.#layout, this.#trees);
    const turn = new SyncTurn(owner, draft, now, () => this.#nextId(now));
    let result: R;
    try {
      result = await change(turn);
    } finally {
      turn.end();
    }
    const kept = turn.effects.flatMap((effect) =>
      keepEffect(draft, effect, { id: this.#nextId(now), owner, now }, this.#workers),
    );
    this.#trees = draft.result;
    this.#listeners.tell(turn.signals, owner);
    this.#workers.tell(kept);
    return result;
  }

  #nextId(now: Millis): bigint {
    this.#lastId = this.#ids(this.#lastId, now);
    return this.#lastId;
  }

  /** Runs changes one after another. */
  async #enqueue<R>(change: () => Promise<R>): Promise<R> {
    this.#checkOpen();
    const result = this.#queue.then(change);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new StoreError("closed", "the store is closed");
  }
}
