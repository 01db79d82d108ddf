/** Keys on Ed25519: derivation by adding offsets from HKDF, signatures by RFC 8032 with a derived scalar. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { bytesToNumber, type DerivedKey, numberToBytes } from "./derived-key.ts";

const { Point } = ed25519;
const order = Point.Fn.ORDER;

export function deriveEd25519(master: bigint, path: readonly Uint8Array[]): DerivedKey {
  let secret = master % order;
  let chainCode: Uint8Array = new Uint8Array(32);
  for (const index of path) {
    const input = concatBytes(publicKeyOf(secret), index);
    const output = hkdf(sha512, input, chainCode, new TextEncoder().encode("Ed25519"), 96);
    secret = (secret + bytesToNumber(output.subarray(0, 64))) % order;
    chainCode = output.slice(64);
  }
  return { publicKey: publicKeyOf(secret), chainCode, secret };
}

const publicKeyOf = (secret: bigint): Uint8Array => Point.BASE.multiply(secret).toBytes();

/** @returns the 64 bytes of RFC 8032; the nonce comes from the secret and the message */
export function signEd25519(key: DerivedKey, message: Uint8Array): Uint8Array {
  const prefix = sha512(concatBytes(new TextEncoder().encode("nonce"), numberToBytes(key.secret)));
  const nonce = littleEndian(sha512(concatBytes(prefix, message))) % order;
  const commitment = Point.BASE.multiply(nonce).toBytes();
  const challenge = littleEndian(sha512(concatBytes(commitment, key.publicKey, message))) % order;
  const response = (nonce + challenge * key.secret) % order;
  return concatBytes(commitment, numberToBytes(response).reverse());
}

const littleEndian = (bytes: Uint8Array): bigint => bytesToNumber(bytes.toReversed());
