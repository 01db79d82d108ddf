/**
 * The store in a canister's stable memory: rows and index pages in one map (decision 020).
 *
 * A turn is buffered and written at its end, in one stretch, so that an exception writes nothing. What fails while it
 * is written must undo the message, which is what a trap does.
 */

import {
  StoreError,
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
  effectQueue,
  idAfter,
  keepEffect,
  Listeners,
  outbox,
  outboxBodies,
  SyncTurn,
  SyncView,
  Workers,
} from "@mastic/core/engine";
import type { WriteBuffer } from "./buffer.ts";
import { fill, firstUnfinished } from "./indexBuilder.ts";
import { RowChanges } from "./rowChanges.ts";
import { Rows } from "./rows.ts";
import type { StableMap } from "./stableMap.ts";
import { State } from "./state.ts";

export interface StableStoreOptions {
  readonly map: StableMap;
  readonly schema: Schema;
  /** The time now: ms since the Unix epoch. */
  readonly clock: () => Millis;
  /** Ends the message and undoes it: `ic.trap`. */
  readonly trap: (reason: string) => never;
}

export interface StableStore extends Store {
  /** Schema versions before and after this store was opened; `from` is 0 for an empty map. */
  readonly migrated: { readonly from: number; readonly to: number };
  /**
   * Fills new indexes and unique constraints from up to `limit` old rows. Until all are filled, what needs them is
   * answered from the rows themselves, which costs as much as there are rows.
   *
   * @returns whether there is more to do: call it again, in another message
   * @throws {StoreError} `unique_violation` when old rows break a new constraint
   */
  buildIndexes(limit: number): Promise<boolean>;
}

/**
 * Opens what the map holds, or an empty store, and brings it to the version of `schema`. Costs the same whatever the
 * map holds: rows are read through the format they were written in.
 *
 * @throws {StoreError} `schema_too_new`, `invalid_schema`
 */
export function openStableStore(options: StableStoreOptions): StableStore {
  checkSchema(options.schema);
  return new OpenStore(options);
}

class OpenStore implements StableStore {
  readonly migrated: StableStore["migrated"];
  readonly effects: EffectQueue;
  readonly #state: State;
  readonly #clock: () => Millis;
  readonly #trap: (reason: string) => never;
  readonly #listeners = new Listeners();
  readonly #workers = new Workers();
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor({ map, schema, clock, trap }: StableStoreOptions) {
    this.#clock = clock;
    this.#trap = trap;
    this.#state = new State(map, schema, [...schema.tables, outbox, outboxBodies]);
    this.migrated = this.#state.migrated;
    this.effects = effectQueue(
      (change) =>
        this.#inLine(async () => {
          const buffer = this.#state.buffer();
          const result = change(new RowChanges(this.#state.layout, buffer));
          this.#write(buffer);
          return result;
        }),
      async (look) => {
        this.#checkOpen();
        return look(new Rows(this.#state.layout, this.#state.records));
      },
      this.#workers,
    );
  }

  async view<R>(owner: Owner, read: (view: View) => Promise<R>): Promise<R> {
    this.#checkOpen();
    const snapshot = this.#state.records.snapshot();
    const view = new SyncView(owner, new Rows(this.#state.layout, snapshot));
    try {
      return await read(view);
    } finally {
      view.end();
      snapshot.close();
    }
  }

  turn<R>(owner: Owner, change: (turn: Turn) => Promise<R>): Promise<R> {
    return this.#inLine(() => this.#run(owner, change));
  }

  async turns<R>(
    changes: readonly (readonly [Owner, (turn: Turn) => Promise<R>])[],
  ): Promise<PromiseSettledResult<R>[]> {
    return Promise.allSettled(changes.map(([owner, change]) => this.turn(owner, change)));
  }

  async buildIndexes(limit: number): Promise<boolean> {
    await this.#inLine(async () => {
      const unfinished = firstUnfinished(this.#state.layout);
      if (unfinished === undefined) return;
      const { layout, tree } = unfinished;
      const buffer = this.#state.buffer();
      const builtTo = fill(new RowChanges(this.#state.layout, buffer), buffer, unfinished, limit);
      const advance = this.#state.advance(buffer, layout.table.name, tree.name, builtTo);
      this.#write(buffer);
      advance();
      tree.builtTo = builtTo;
    });
    return firstUnfinished(this.#state.layout) !== undefined;
  }

  listen(listener: (event: Signal, owner: Owner) => void): () => void {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#queue;
  }

  async #run<R>(owner: Owner, change: (turn: Turn) => Promise<R>): Promise<R> {
    const now = this.#state.now(this.#clock());
    const buffer = this.#state.buffer();
    const rows = new RowChanges(this.#state.layout, buffer);
    const nextId = (): bigint => this.#state.nextId((last) => idAfter(last, now));
    const turn = new SyncTurn(owner, rows, now, nextId);
    let result: R;
    try {
      result = await change(turn);
    } finally {
      turn.end();
    }
    const kept = turn.effects.flatMap((effect) =>
      keepEffect(rows, effect, { id: nextId(), owner, now }, this.#workers),
    );
    this.#write(buffer);
    this.#listeners.tell(turn.signals, owner);
    this.#workers.tell(kept);
    return result;
  }

  #write(buffer: WriteBuffer): void {
    try {
      this.#state.commit(buffer);
    } catch (error) {
      // Caught by anybody else, this would leave the message to end as if half a turn were a whole one.
      this.#trap(`the store could not write a turn: ${String(error)}`);
    }
  }

  /** Does work alone, after what came before it. An await is dear in a canister: each layer of this has as few as it can. */
  #inLine<R>(work: () => Promise<R>): Promise<R> {
    if (this.#isClosed) return Promise.reject(closed());
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #checkOpen(): void {
    if (this.#isClosed) throw closed();
  }
}

const closed = (): StoreError => new StoreError("closed", "the store is closed");
