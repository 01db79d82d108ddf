/**
 * Unpredictable bytes, from `raw_rand` alone.
 *
 * The engine has a random source of its own, which gives the same bytes in every fresh canister; nothing here touches
 * it. What is drawn in a query would be drawn again by the next message, so that secrets are made in updates only.
 */

import { management } from "./management.ts";

export class Randomness {
  #pool = new Uint8Array();

  /** Fetches until `length` bytes are there, 32 with each call. @throws {CallError} */
  async fill(length: number): Promise<void> {
    while (this.#pool.length < length) {
      const fresh = await management("raw_rand", []);
      const pool = new Uint8Array(this.#pool.length + fresh.length);
      pool.set(this.#pool);
      pool.set(fresh, this.#pool.length);
      this.#pool = pool;
    }
  }

  /** Takes bytes that `fill` has fetched; nobody gets them twice. @throws {Error} when there are not so many */
  take(length: number): Uint8Array {
    if (this.#pool.length < length) throw new Error(`There are no ${length} random bytes: fill first.`);
    const taken = this.#pool.slice(0, length);
    this.#pool = this.#pool.slice(length);
    return taken;
  }
}
