// Digests that a message declares, held against its content; recomputed always, never believed.

import type { DigestAlgorithm } from "./algorithm.ts";
import type { Awaitable } from "./awaitable.ts";
import type { CryptoPort } from "./crypto-port.ts";
import { SignatureError } from "./error.ts";

/** One algorithm with the digest that the peer claims. */
export interface DeclaredDigest {
  readonly algorithm: DigestAlgorithm;
  readonly bytes: Uint8Array;
}

/** The algorithm of this name in any case, or undefined when it is unknown or broken (MD5, SHA-1). */
export function digestAlgorithm(name: string): DigestAlgorithm | undefined {
  const lower = name.toLowerCase();
  return lower === "sha-256" || lower === "sha-512" ? lower : undefined;
}

/** A claimed digest. Throws `digest_malformed` when it has not the length that the algorithm gives. */
export function declareDigest(
  algorithm: DigestAlgorithm,
  bytes: Uint8Array | undefined,
  component: string,
): DeclaredDigest {
  if (bytes?.length !== (algorithm === "sha-256" ? 32 : 64)) throw digestMalformed(component);
  return { algorithm, bytes };
}

/**
 * Recomputes every declared digest, all at once where the port answers at once. Throws `digest_unsupported` when none
 * is declared with an algorithm that is known here, and `digest_mismatch` when one differs.
 */
export function checkDigests(
  declared: readonly (DeclaredDigest | undefined)[],
  body: Uint8Array,
  crypto: CryptoPort,
  component: string,
): Awaitable<void> {
  const waiting: Promise<void>[] = [];
  let known = false;
  for (const digest of declared) {
    if (digest === undefined) continue;
    known = true;
    const computed = crypto.digest(digest.algorithm, body);
    if ("then" in computed) waiting.push(computed.then((bytes) => compare(digest, bytes, component)));
    else compare(digest, computed, component);
  }
  if (!known) {
    throw new SignatureError("digest_unsupported", `${component} uses no known algorithm`, { component });
  }
  if (waiting.length > 0) return Promise.all(waiting).then(() => undefined);
}

function compare({ algorithm, bytes }: DeclaredDigest, computed: Uint8Array, component: string): void {
  if (sameBytes(computed, bytes)) return;
  throw new SignatureError("digest_mismatch", `${component} does not match the content`, {
    component,
    algorithm,
  });
}

/** `digest_malformed`. */
export function digestMalformed(component: string): SignatureError {
  return new SignatureError("digest_malformed", `The ${component} field cannot be read`, { component });
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}
