// The Content-Digest and Repr-Digest fields (RFC 9530 sections 2 and 3), which RFC 9421 peers sign: `sha-256=:base64:`.

import type { DigestAlgorithm } from "./algorithm.ts";
import type { Awaitable } from "./awaitable.ts";
import { encodeBase64 } from "./base64.ts";
import type { CryptoPort } from "./crypto-port.ts";
import {
  checkDigests,
  type DeclaredDigest,
  declareDigest,
  digestAlgorithm,
  digestMalformed,
} from "./declared-digest.ts";
import { SIGNATURE_LIMITS } from "./structured-field/limits.ts";
import { Parser } from "./structured-field/parser.ts";

/** The value of a `Content-Digest` field for `body`: `sha-256=:...:`, or by another algorithm. */
export async function createContentDigest(
  body: Uint8Array,
  crypto: CryptoPort,
  algorithm: DigestAlgorithm = "sha-256",
): Promise<string> {
  return `${algorithm}=:${encodeBase64(await crypto.digest(algorithm, body))}:`;
}

/**
 * Holds a `Content-Digest` field against `body`; a promise only where the port gives one. SHA-256 and SHA-512 are
 * recomputed, other algorithms are passed over; one known algorithm is needed. Throws `digest_malformed`,
 * `digest_unsupported`, `digest_mismatch` and `signature_too_large`.
 */
export function verifyContentDigest(field: string, body: Uint8Array, crypto: CryptoPort): Awaitable<void> {
  return verifyDigestField(field, body, crypto, "content-digest");
}

/**
 * Holds a `Repr-Digest` field against a representation: the content without its transfer, whole even where only a
 * range was sent, but with its `Content-Encoding`. Otherwise as `verifyContentDigest`.
 */
export function verifyReprDigest(
  field: string,
  representation: Uint8Array,
  crypto: CryptoPort,
): Awaitable<void> {
  return verifyDigestField(field, representation, crypto, "repr-digest");
}

function verifyDigestField(
  field: string,
  bytes: Uint8Array,
  crypto: CryptoPort,
  name: string,
): Awaitable<void> {
  const members = new Parser(field, "digest_malformed", SIGNATURE_LIMITS).dictionary();
  const declared: (DeclaredDigest | undefined)[] = [];
  for (const [key, member] of members) {
    if (member.kind !== "item" || member.item.type !== "bytes") throw digestMalformed(name);
    const algorithm = digestAlgorithm(key);
    declared.push(algorithm && declareDigest(algorithm, member.item.value, name));
  }
  return checkDigests(declared, bytes, crypto, name);
}
