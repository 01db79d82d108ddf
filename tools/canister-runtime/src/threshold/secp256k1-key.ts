/**
 * Keys on secp256k1: derivation as BIP-32 does it, with whole byte strings as indices, and signatures by ECDSA
 * and by BIP-340 (interface specification, "IC method sign_with_ecdsa", "IC method sign_with_schnorr").
 */
import { schnorr, secp256k1 } from "@noble/curves/secp256k1.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { bytesToNumber, type DerivedKey, numberToBytes } from "./derived-key.ts";

const { Point } = secp256k1;
const order = Point.Fn.ORDER;

/** The child of the master key for a path whose first element is the canister's id. */
export function deriveSecp256k1(master: bigint, path: readonly Uint8Array[]): DerivedKey {
  let secret = master;
  let chainCode: Uint8Array = new Uint8Array(32);
  for (const index of path) {
    let input = concatBytes(publicKeyOf(secret), index);
    for (;;) {
      const output = hmac(sha512, chainCode, input);
      const offset = bytesToNumber(output.subarray(0, 32));
      const child = (secret + offset) % order;
      if (offset < order && child !== 0n) {
        secret = child;
        chainCode = output.slice(32);
        break;
      }
      input = concatBytes(Uint8Array.of(1), output.subarray(32), index);
    }
  }
  return { publicKey: publicKeyOf(secret), chainCode, secret };
}

const publicKeyOf = (secret: bigint): Uint8Array => Point.BASE.multiply(secret).toBytes(true);

/** @param hash 32 bytes. @returns 64 bytes, r and s, with the lower s */
export const signEcdsa = (key: DerivedKey, hash: Uint8Array): Uint8Array =>
  secp256k1.sign(hash, numberToBytes(key.secret), { prehash: false, lowS: true });

/**
 * BIP-340; with a Merkle root the key is tweaked first as BIP-341 does it.
 *
 * @param merkleRoot 32 bytes, or none for a key that is only tweaked by itself
 */
export function signBip340(
  key: DerivedKey,
  message: Uint8Array,
  merkleRoot: Uint8Array | undefined,
): Uint8Array {
  const secret = merkleRoot === undefined ? key.secret : tweak(key, merkleRoot);
  // No auxiliary randomness: the same call gives the same signature.
  return schnorr.sign(message, numberToBytes(secret), new Uint8Array(32));
}

function tweak(key: DerivedKey, merkleRoot: Uint8Array): bigint {
  const even = key.publicKey[0] === 2 ? key.secret : order - key.secret;
  const hash = schnorr.utils.taggedHash("TapTweak", key.publicKey.subarray(1), merkleRoot);
  return (even + bytesToNumber(hash)) % order;
}
