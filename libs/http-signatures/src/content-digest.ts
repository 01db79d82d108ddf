// The Content-Digest field (RFC 9530 section 2), which RFC 9421 peers sign: `sha-256=:base64:`.

import { encodeBase64 } from "./base64.ts";
import type { CryptoPort } from "./crypto-port.ts";
import { checkDigests, type DeclaredDigest, DIGEST_LENGTH, digestAlgorithm } from "./declared-digest.ts";
import { SignatureError } from "./error.ts";
import { parseDictionary } from "./structured-field/parse.ts";

/** The value of a `Content-Digest` field for `body`: `sha-256=:...:`. */
export async function createContentDigest(body: Uint8Array, crypto: CryptoPort): Promise<string> {
  return `sha-256=:${encodeBase64(await crypto.digest("sha-256", body))}:`;
}

/**
 * Holds a `Content-Digest` field against `body`. SHA-256 and SHA-512 are recomputed, other algorithms are passed
 * over; one known algorithm is needed. Throws `digest_malformed`, `digest_unsupported`, `digest_mismatch` and
 * `signature_too_large`.
 */
export async function verifyContentDigest(
  field: string,
  body: Uint8Array,
  crypto: CryptoPort,
): Promise<void> {
  await checkDigests(parseContentDigest(field), body, crypto, "content-digest");
}

function parseContentDigest(field: string): DeclaredDigest[] {
  const declared: DeclaredDigest[] = [];
  for (const [name, member] of parseDictionary(field, "digest_malformed")) {
    if (member.kind !== "item" || member.item.type !== "bytes") throw malformed();
    const algorithm = digestAlgorithm(name);
    if (algorithm === undefined) continue;
    if (member.item.value.length !== DIGEST_LENGTH[algorithm]) throw malformed();
    declared.push({ algorithm, bytes: member.item.value });
  }
  return declared;
}

function malformed(): SignatureError {
  return new SignatureError("digest_malformed", "The Content-Digest field cannot be read", {
    component: "content-digest",
  });
}
