// The Digest header (RFC 3230 section 4.3.2), which draft-cavage peers sign: `SHA-256=base64`.

import type { DigestAlgorithm } from "./algorithm.ts";
import type { Awaitable } from "./awaitable.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { allocate } from "./bytes.ts";
import type { CryptoPort } from "./crypto-port.ts";
import {
  checkDigests,
  type DeclaredDigest,
  declareDigest,
  digestAlgorithm,
  digestMalformed,
} from "./declared-digest.ts";
import { trimSpace } from "./field.ts";
import { checkLimit, MAX_FIELD_LENGTH, MAX_MEMBERS } from "./limits.ts";

/** The value of a `Digest` header for `body`: `SHA-256=...`, or by another algorithm. */
export async function createDigest(
  body: Uint8Array,
  crypto: CryptoPort,
  algorithm: DigestAlgorithm = "sha-256",
): Promise<string> {
  return `${algorithm.toUpperCase()}=${encodeBase64(await crypto.digest(algorithm, body))}`;
}

/**
 * Holds a `Digest` header against `body`; a promise only where the port gives one. SHA-256 and SHA-512 are
 * recomputed, other algorithms are passed over; one known algorithm is needed. Throws `digest_malformed`,
 * `digest_unsupported`, `digest_mismatch` and `signature_too_large`.
 */
export function verifyDigest(header: string, body: Uint8Array, crypto: CryptoPort): Awaitable<void> {
  checkLimit(header.length, MAX_FIELD_LENGTH, "characters in a Digest header");
  const instances = header.split(",");
  checkLimit(instances.length, MAX_MEMBERS, "digests in a Digest header");
  return checkDigests(instances.map(readInstance), body, crypto, "digest");
}

function readInstance(instance: string): DeclaredDigest | undefined {
  const text = trimSpace(instance);
  const equals = text.indexOf("=");
  if (equals < 1) throw digestMalformed("digest");
  const algorithm = digestAlgorithm(text.slice(0, equals));
  return algorithm && declareDigest(algorithm, decodeBase64(text.slice(equals + 1), allocate), "digest");
}
