// Shared secrets for hmac-sha256, given as JWK of type `oct` (RFC 7518 section 6.4).

import { jwkSecret } from "./jwk.ts";
import { keyMalformed } from "./malformed.ts";
import type { KeyMaterial } from "./material.ts";

/**
 * The octets of a shared secret; undefined when `material` is a key of another kind. Throws `key_malformed` for one
 * that is shorter than half of what HMAC-SHA-256 can make use of.
 */
export function parseSecretKey(material: KeyMaterial): Uint8Array | undefined {
  if (typeof material === "string" || material.kty !== "oct") return undefined;
  const secret = jwkSecret(material);
  if (secret.length < 16) throw keyMalformed("a shared secret of less than 128 bits");
  return secret;
}
