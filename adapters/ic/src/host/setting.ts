/** One named value that a canister keeps beside its rows. */

import { INSTANCE, settings, type Json, type Store, type Turn, type View } from "@mastic/core";

/** A value of type `T` under `key`. What is there was written by this program, in this form or an older one. */
export class Setting<T extends Json> {
  readonly #key: string;
  readonly #fallback: T;

  constructor(key: string, fallback: T) {
    this.#key = key;
    this.#fallback = fallback;
  }

  async get(view: View): Promise<T> {
    const row = await view.get(settings, { key: this.#key });
    return row === undefined ? this.#fallback : (row.value as T);
  }

  async put(turn: Turn, value: T): Promise<void> {
    await turn.put(settings, { key: this.#key, value });
  }

  read(store: Store): Promise<T> {
    return store.view(INSTANCE, (view) => this.get(view));
  }

  /** Replaces the value by what `change` makes of it, in one turn. */
  async update(store: Store, change: (value: T) => T): Promise<T> {
    return store.turn(INSTANCE, async (turn) => {
      const value = change(await this.get(turn));
      await this.put(turn, value);
      return value;
    });
  }
}
