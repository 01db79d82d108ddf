/** A map whose entries expire and whose size has a cap, so that no peer can make it grow (CVE-2026-69132). */

import type { Millis } from "../store/store.ts";

export class ExpiringMap<Value> {
  readonly #entries = new Map<string, { readonly value: Value; readonly until: Millis }>();
  readonly #cap: number;
  readonly #now: () => Millis;

  constructor(cap: number, now: () => Millis) {
    this.#cap = cap;
    this.#now = now;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.until > this.#now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: Value, ttl: Millis): void {
    this.#entries.delete(key);
    if (this.#entries.size >= this.#cap) {
      const oldest = this.#entries.keys().next();
      if (oldest.done !== true) this.#entries.delete(oldest.value);
    }
    this.#entries.set(key, { value, until: this.#now() + ttl });
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
