// Imported keys by their PEM, so that a key is parsed once and not with every request; bounded, oldest use out first.

/** A map that forgets what has not been used for longest. */
export class KeyCache<Key> {
  readonly #keys = new Map<string, Key>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The key for `pem`, made by `create` when it is not there. What throws is not kept. */
  get(pem: string, create: () => Key): Key {
    let key = this.#keys.get(pem);
    if (key === undefined) key = create();
    else this.#keys.delete(pem);
    this.#keys.set(pem, key);
    if (this.#keys.size > this.#limit) {
      for (const oldest of this.#keys.keys()) {
        this.#keys.delete(oldest);
        break;
      }
    }
    return key;
  }
}
