/** Randomness that is the same for the same seed: SHA-256 of the seed and a counter. */
import { sha256 } from "@noble/hashes/sha2.js";

export class SeededRandom {
  readonly #seed: Uint8Array;
  #counter = 0;

  constructor(seed: Uint8Array) {
    this.#seed = seed;
  }

  /** 32 bytes. */
  next(): Uint8Array {
    const input = new Uint8Array(this.#seed.length + 8);
    input.set(this.#seed);
    new DataView(input.buffer).setBigUint64(this.#seed.length, BigInt(this.#counter++));
    return sha256(input);
  }
}
