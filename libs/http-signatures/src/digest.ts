// The Digest header (RFC 3230 section 4.3.2), which draft-cavage peers sign: `SHA-256=base64`.

import { decodeBase64, encodeBase64 } from "./base64.ts";
import type { CryptoPort } from "./crypto-port.ts";
import { checkDigests, type DeclaredDigest, DIGEST_LENGTH, digestAlgorithm } from "./declared-digest.ts";
import { SignatureError } from "./error.ts";
import { checkLimit, MAX_FIELD_LENGTH, MAX_MEMBERS } from "./limits.ts";

/** The value of a `Digest` header for `body`: `SHA-256=...`. */
export async function createDigest(body: Uint8Array, crypto: CryptoPort): Promise<string> {
  return `SHA-256=${encodeBase64(await crypto.digest("sha-256", body))}`;
}

/**
 * Holds a `Digest` header against `body`. SHA-256 and SHA-512 are recomputed, other algorithms are passed over;
 * one known algorithm is needed. Throws `digest_malformed`, `digest_unsupported`, `digest_mismatch` and
 * `signature_too_large`.
 */
export async function verifyDigest(header: string, body: Uint8Array, crypto: CryptoPort): Promise<void> {
  await checkDigests(parseDigest(header), body, crypto, "digest");
}

function parseDigest(header: string): DeclaredDigest[] {
  checkLimit(header.length, MAX_FIELD_LENGTH, "characters in a Digest header");
  const instances = header.split(",");
  checkLimit(instances.length, MAX_MEMBERS, "digests in a Digest header");
  const declared: DeclaredDigest[] = [];
  for (const instance of instances) {
    const text = instance.trim();
    const equals = text.indexOf("=");
    if (equals < 1) throw malformed();
    const algorithm = digestAlgorithm(text.slice(0, equals));
    if (algorithm === undefined) continue;
    const bytes = decodeBase64(text.slice(equals + 1));
    if (bytes?.length !== DIGEST_LENGTH[algorithm]) throw malformed();
    declared.push({ algorithm, bytes });
  }
  return declared;
}

function malformed(): SignatureError {
  return new SignatureError("digest_malformed", "The Digest header cannot be read", { component: "digest" });
}
