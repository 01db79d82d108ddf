/** A map of the same behaviour as Azle's `StableBTreeMap`, for tests: with roll-back as a trap does it, and counts. */

import type { StableMap } from "./stableMap.ts";

/** What ends a message: nobody may catch it and go on. */
export class Trap extends Error {}

export class TestMap implements StableMap {
  #held = new Map<string, Uint8Array>();
  readonly calls = { get: 0, containsKey: 0, insert: 0, remove: 0, bytes: 0 };
  /** How many more calls of each kind are answered before one traps. */
  trapAfter = Infinity;
  /** Which calls count for `trapAfter`. */
  trapsAt: "any" | "write" = "any";

  get size(): number {
    return this.#held.size;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    this.#count("get", false);
    return this.#held.get(nameOf(key))?.slice();
  }

  containsKey(key: Uint8Array): boolean {
    this.#count("containsKey", false);
    return this.#held.has(nameOf(key));
  }

  insert(key: Uint8Array, value: Uint8Array): void {
    this.#count("insert", true);
    this.calls.bytes += value.length;
    this.#held.set(nameOf(key), value.slice());
  }

  remove(key: Uint8Array): void {
    this.#count("remove", true);
    this.#held.delete(nameOf(key));
  }

  /** What the map holds: give it to `restore` to undo a message. */
  copy(): Map<string, Uint8Array> {
    return new Map(this.#held);
  }

  restore(copy: Map<string, Uint8Array>): void {
    this.#held = new Map(copy);
  }

  #count(call: "get" | "containsKey" | "insert" | "remove", isWrite: boolean): void {
    if (isWrite || this.trapsAt === "any") {
      this.trapAfter -= 1;
      if (this.trapAfter < 0) throw new Trap("out of stable memory");
    }
    this.calls[call] += 1;
  }
}

const nameOf = (key: Uint8Array): string => Buffer.from(key).toString("latin1");

/** `ic.trap`. */
export function trap(reason: string): never {
  throw new Trap(reason);
}
