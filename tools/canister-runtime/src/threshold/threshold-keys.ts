/** The keys that a real network holds in shares; here each is one secret that comes from the runtime's seed. */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { prices } from "../cycles/prices.ts";
import { bytesToNumber, type DerivedKey } from "./derived-key.ts";
import { deriveEd25519 } from "./ed25519-key.ts";
import { deriveSecp256k1 } from "./secp256k1-key.ts";

export type ThresholdAlgorithm = "ecdsa" | "bip340secp256k1" | "ed25519";

export class ThresholdKeys {
  readonly #seed: Uint8Array;

  constructor(seed: Uint8Array) {
    this.#seed = seed;
  }

  /** The names of keys: those of the network, and that of local ones. */
  has(name: string): boolean {
    return prices.signature.has(name);
  }

  /** @param path the canister's id, then the derivation path of the call */
  derive(algorithm: ThresholdAlgorithm, name: string, path: readonly Uint8Array[]): DerivedKey {
    const purpose = new TextEncoder().encode(`threshold ${algorithm} ${name}`);
    // 48 bytes, so that the remainder is as good as uniform; plus one, so that it is not zero.
    const number = bytesToNumber(hkdf(sha256, this.#seed, undefined, purpose, 48));
    const master = (number % (secp256k1.Point.Fn.ORDER - 1n)) + 1n;
    return algorithm === "ed25519" ? deriveEd25519(master, path) : deriveSecp256k1(master, path);
  }
}
