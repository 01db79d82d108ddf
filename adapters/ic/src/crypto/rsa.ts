/** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2): what ActivityPub servers sign requests with. */

import { fromBigInt, readPkcs8, readSpki, toBigInt } from "./der.ts";
import { bitLength, modexp } from "./modexp.ts";
import { sha256 } from "./sha256.ts";

export interface RsaPublicKey {
  readonly n: bigint;
  readonly e: bigint;
}

/** The primes with what speeds up their use (RFC 8017, section 3.2, second form). */
export interface RsaPrivateKey extends RsaPublicKey {
  readonly p: bigint;
  readonly q: bigint;
  readonly dP: bigint;
  readonly dQ: bigint;
  readonly qInv: bigint;
}

/** DigestInfo of SHA-256, before the hash (RFC 8017, section 9.2, note 1). */
const DIGEST_INFO = Uint8Array.from([
  0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04,
  0x20,
]);

/** @throws {RangeError} */
export function readRsaPublicKey(spki: Uint8Array): RsaPublicKey {
  const [n = 0n, e = 0n] = readSpki(spki);
  if (n % 2n === 0n || e % 2n === 0n || e < 3n) throw new RangeError("This is no RSA key.");
  return { n, e };
}

/** @throws {RangeError} */
export function readRsaPrivateKey(pkcs8: Uint8Array): RsaPrivateKey {
  const [, n = 0n, e = 0n, , p = 0n, q = 0n, dP = 0n, dQ = 0n, qInv = 0n] = readPkcs8(pkcs8);
  if (p * q !== n || qInv === 0n) throw new RangeError("This is no RSA key of two primes.");
  return { n, e, p, q, dP, dQ, qInv };
}

/** @throws {RangeError} when the key is too short */
export function signRsa({ n, e, p, q, dP, dQ, qInv }: RsaPrivateKey, data: Uint8Array): Uint8Array {
  const length = Math.ceil(bitLength(n) / 8);
  const message = toBigInt(encode(data, length));
  const m1 = modexp(message, dP, p);
  const m2 = modexp(message, dQ, q);
  const h = (qInv * (m1 - m2 + (m2 > m1 ? p * (m2 / p + 1n) : 0n))) % p;
  const signature = m2 + h * q;
  // A fault in one half would give the factors away (Boneh, DeMillo, Lipton 1997).
  if (modexp(signature, e, n) !== message) throw new Error("The signature does not verify.");
  return fromBigInt(signature, length);
}

/** False for whatever is no signature of `data` by this key. */
export function verifyRsa({ n, e }: RsaPublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  const length = Math.ceil(bitLength(n) / 8);
  if (signature.length !== length) return false;
  const number = toBigInt(signature);
  return number > 0n && number < n && modexp(number, e, n) === toBigInt(encode(data, length));
}

/** EMSA-PKCS1-v1_5 (RFC 8017, section 9.2). */
function encode(data: Uint8Array, length: number): Uint8Array {
  const hash = sha256(data);
  const padding = length - 3 - DIGEST_INFO.length - hash.length;
  if (padding < 8) throw new RangeError("The key is too short.");
  const encoded = new Uint8Array(length).fill(0xff, 2, 2 + padding);
  encoded[1] = 1;
  encoded.set(DIGEST_INFO, 3 + padding);
  encoded.set(hash, 3 + padding + DIGEST_INFO.length);
  return encoded;
}
