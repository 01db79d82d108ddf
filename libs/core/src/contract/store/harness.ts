/** What the store's contract needs from whoever runs it: an engine to open, and a test framework's two words. */

import type { Millis, Store } from "../../store/store.ts";
import type { Schema } from "../../store/table.ts";
import { contractSchema } from "./schema.ts";

export interface OpenedStore {
  readonly store: Store;
  /** Closes the store and opens its data again; left out by an engine whose data end with their process. */
  readonly reopen?: () => Promise<Store>;
  /** Closes what is open, and removes the data. */
  close(): Promise<void>;
}

/** Opens a new, empty store. */
export type OpenStore = (options: {
  readonly schema: Schema;
  readonly clock: () => Millis;
}) => Promise<OpenedStore>;

/** One promise of the port, tried out. It throws when the engine breaks it. */
export interface ContractCase {
  readonly name: string;
  readonly run: (open: OpenStore) => Promise<void>;
}

/** A clock that stands still until it is set. */
export interface SettableClock {
  now: Millis;
}

/** 2026-06-01T00:00:00Z: when the contract's clocks start. */
export const START: Millis = 1_780_272_000_000;

/** A case that works on one new store with the contract's schema. */
export function contractCase(
  name: string,
  body: (store: Store, clock: SettableClock, opened: OpenedStore) => Promise<void>,
): ContractCase {
  return {
    name,
    run: async (open) => {
      const clock = { now: START };
      const opened = await open({ schema: contractSchema, clock: () => clock.now });
      try {
        await body(opened.store, clock, opened);
      } finally {
        await opened.close();
      }
    },
  };
}
