// Digests that a request declares, held against its content; recomputed always, never believed.

import type { DigestAlgorithm } from "./algorithm.ts";
import type { CryptoPort } from "./crypto-port.ts";
import { SignatureError } from "./error.ts";

/** One algorithm with the digest that the peer claims. */
export interface DeclaredDigest {
  readonly algorithm: DigestAlgorithm;
  readonly bytes: Uint8Array;
}

/** The bytes of a digest by algorithm. */
export const DIGEST_LENGTH: Readonly<Record<DigestAlgorithm, number>> = { "sha-256": 32, "sha-512": 64 };

/** The algorithm of this name in any case, or undefined when it is unknown or broken (MD5, SHA-1). */
export function digestAlgorithm(name: string): DigestAlgorithm | undefined {
  const lower = name.toLowerCase();
  return lower === "sha-256" || lower === "sha-512" ? lower : undefined;
}

/**
 * Recomputes every declared digest. Throws `digest_unsupported` when none is declared with an algorithm that
 * is known here, and `digest_mismatch` when one differs.
 */
export async function checkDigests(
  declared: readonly DeclaredDigest[],
  body: Uint8Array,
  crypto: CryptoPort,
  component: string,
): Promise<void> {
  if (declared.length === 0) {
    throw new SignatureError("digest_unsupported", `${component} uses no known algorithm`, { component });
  }
  for (const { algorithm, bytes } of declared) {
    const computed = crypto.digest(algorithm, body);
    if (!sameBytes(computed instanceof Uint8Array ? computed : await computed, bytes)) {
      throw new SignatureError("digest_mismatch", `${component} does not match the content`, {
        component,
        algorithm,
      });
    }
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}
