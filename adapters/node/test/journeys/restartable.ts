/** A store that is closed and opened again under those who use it, as when a node is stopped and another version of it started. */

import type { Schema, Store } from "@mastic/core";
import type { SqliteStore } from "../../src/sqlite/store.ts";

export class Restartable {
  /** What the node is built on. */
  readonly store: Store;
  readonly #open: (schema: Schema) => SqliteStore;
  #current: SqliteStore;

  /** @throws {StoreError} as opening does */
  constructor(schema: Schema, open: (schema: Schema) => SqliteStore) {
    this.#open = open;
    this.#current = open(schema);
    this.store = new Proxy<Store>(this.#current, {
      get: (_, name) => {
        const member: unknown = Reflect.get(this.#current, name);
        return typeof member === "function" ? (member.bind(this.#current) as unknown) : member;
      },
    });
  }

  /** Schema versions before and after it was last opened. */
  get migrated(): SqliteStore["migrated"] {
    return this.#current.migrated;
  }

  /** Stops: nothing is answered until it is opened again. */
  close(): Promise<void> {
    return this.#current.close();
  }

  /** @throws {StoreError} when it does not come up with this schema; then it is still stopped */
  open(schema: Schema): void {
    this.#current = this.#open(schema);
  }
}
