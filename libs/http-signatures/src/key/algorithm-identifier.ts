// AlgorithmIdentifier: what kind of key follows (RFC 8017 appendix A.1, RFC 8410 section 3, RFC 5480 section 2.1).

import type { KeyPairType } from "../algorithm.ts";
import { der, DerReader, NULL, OBJECT_IDENTIFIER, SEQUENCE } from "./der.ts";
import { keyMalformed } from "./malformed.ts";

const RSA_ENCRYPTION = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01);
const RSASSA_PSS = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a);
const ED25519 = Uint8Array.of(0x2b, 0x65, 0x70);
const EC_PUBLIC_KEY = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01);
const PRIME256V1 = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07);
const SECP384R1 = Uint8Array.of(0x2b, 0x81, 0x04, 0x00, 0x22);

/**
 * The type of key that the content of an AlgorithmIdentifier names. An RSASSA-PSS key without parameters counts as
 * RSA (RFC 9421 appendix B.1.2 has one). Throws `key_malformed` for any other.
 */
export function readAlgorithmIdentifier(content: Uint8Array): KeyPairType {
  const reader = new DerReader(content);
  const identifier = reader.read(OBJECT_IDENTIFIER);
  if (same(identifier, RSA_ENCRYPTION)) {
    if (reader.next(NULL)) reader.read(NULL);
    reader.end();
    return "rsa";
  }
  if (same(identifier, EC_PUBLIC_KEY)) {
    const curve = reader.read(OBJECT_IDENTIFIER);
    reader.end();
    if (same(curve, PRIME256V1)) return "p256";
    if (same(curve, SECP384R1)) return "p384";
    throw keyMalformed("unsupported curve");
  }
  if (!same(identifier, ED25519) && !same(identifier, RSASSA_PSS))
    throw keyMalformed("unsupported algorithm");
  reader.end();
  return same(identifier, ED25519) ? "ed25519" : "rsa";
}

/** The AlgorithmIdentifier that is written for a type of key. */
export function writeAlgorithmIdentifier(type: KeyPairType): Uint8Array {
  switch (type) {
    case "rsa":
      return der(SEQUENCE, der(OBJECT_IDENTIFIER, RSA_ENCRYPTION), der(NULL));
    case "ed25519":
      return der(SEQUENCE, der(OBJECT_IDENTIFIER, ED25519));
    case "p256":
    case "p384": {
      const curve = der(OBJECT_IDENTIFIER, type === "p256" ? PRIME256V1 : SECP384R1);
      return der(SEQUENCE, der(OBJECT_IDENTIFIER, EC_PUBLIC_KEY), curve);
    }
  }
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
