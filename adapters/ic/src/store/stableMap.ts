/** The port to stable memory: one map from bytes to bytes, which Azle's `StableBTreeMap` is. */

/**
 * A map that outlives upgrades. Keys and values are handed over: neither side changes them afterwards. None of these
 * fails in a way that leaves half of it done: in a canister such a failure is a trap, which undoes the whole message.
 */
export interface StableMap {
  get(key: Uint8Array): Uint8Array | undefined;
  containsKey(key: Uint8Array): boolean;
  insert(key: Uint8Array, value: Uint8Array): void;
  remove(key: Uint8Array): void;
}
