// Imported keys by their PEM, so that a key is parsed once and not with every request; bounded, unused ones out first.

/** A map in two generations, of which the older is forgotten when the newer is full. */
export class KeyCache<Key> {
  readonly #half: number;
  #newer = new Map<string, Key>();
  #older = new Map<string, Key>();

  /** Keeps `limit` keys at most, and the last half of those used always. */
  constructor(limit: number) {
    this.#half = limit / 2;
  }

  /** The key for `pem`, made by `create` when it is not there. What throws is not kept. */
  get(pem: string, create: () => Key): Key {
    // A hit changes nothing: entries that come and go with every request are work for the garbage collector.
    const found = this.#newer.get(pem);
    if (found !== undefined) return found;
    const key = this.#older.get(pem) ?? create();
    if (this.#newer.size + 1 > this.#half) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    this.#newer.set(pem, key);
    return key;
  }
}
