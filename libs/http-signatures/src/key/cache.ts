// Imported keys by their PEM, so that a key is parsed once and not with every request; bounded, unused ones out first.

import type { KeyMaterial } from "./material.ts";

/** A map in two generations, of which the older is forgotten when the newer is full. */
export class KeyCache<Key> {
  readonly #half: number;
  readonly #create: (material: KeyMaterial) => Key;
  #newer = new Map<string, Key>();
  #older = new Map<string, Key>();

  /** Keeps `limit` keys at most, two at least, and the last half of those used always; `create` makes one that is not there. */
  constructor(limit: number, create: (material: KeyMaterial) => Key) {
    this.#half = limit / 2;
    this.#create = create;
  }

  /** The key for `material`. Neither a JWK nor what throws is kept. */
  get(material: KeyMaterial): Key {
    if (typeof material !== "string") return this.#create(material);
    // A hit changes nothing: entries that come and go with every request are work for the garbage collector.
    const found = this.#newer.get(material);
    if (found !== undefined) return found;
    const key = this.#older.get(material) ?? this.#create(material);
    if (this.#newer.size + 1 > this.#half) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    this.#newer.set(material, key);
    return key;
  }
}
