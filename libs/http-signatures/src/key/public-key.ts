// Public keys in any accepted encoding, brought into one: SubjectPublicKeyInfo (RFC 5280 section 4.1).

import type { KeyPairType } from "../algorithm.ts";
import { readAlgorithmIdentifier, writeAlgorithmIdentifier } from "./algorithm-identifier.ts";
import { BIT_STRING, der, DerReader, INTEGER, SEQUENCE } from "./der.ts";
import { jwkPublicKey } from "./jwk.ts";
import { keyMalformed } from "./malformed.ts";
import type { KeyMaterial } from "./material.ts";
import { parsePem } from "./pem.ts";

/** A public key that is what it says it is, for a port to import. */
export interface PublicKeyData {
  readonly type: KeyPairType;
  /** Length of the RSA modulus, or the size of the curve's field. */
  readonly bits: number;
  /** SubjectPublicKeyInfo in DER. */
  readonly spki: Uint8Array;
}

/** Reads a public key. Throws `key_malformed`, also for a private key, which has no business being here. */
export function parsePublicKey(material: KeyMaterial): PublicKeyData {
  if (typeof material !== "string") {
    if (material.d !== undefined) throw keyMalformed("not a public key");
    const { type, content } = jwkPublicKey(material);
    return publicKeyData(type, content);
  }
  const { label, der: bytes } = parsePem(material);
  if (label === "RSA PUBLIC KEY") return publicKeyData("rsa", bytes);
  if (label !== "PUBLIC KEY") throw keyMalformed("not a public key");
  const outer = new DerReader(bytes);
  const inner = new DerReader(outer.read(SEQUENCE));
  outer.end();
  const type = readAlgorithmIdentifier(inner.read(SEQUENCE));
  const bits = inner.read(BIT_STRING);
  inner.end();
  if (bits[0] !== 0) throw keyMalformed("a key of broken bytes");
  return publicKeyData(type, bits.subarray(1));
}

/** Checks the content of the BIT STRING and wraps it. */
function publicKeyData(type: KeyPairType, content: Uint8Array): PublicKeyData {
  const bits = type === "rsa" ? rsaBits(content) : curveBits(type, content);
  const spki = der(SEQUENCE, writeAlgorithmIdentifier(type), der(BIT_STRING, Uint8Array.of(0), content));
  return { type, bits, spki };
}

/** RSAPublicKey (RFC 8017 appendix A.1.1): modulus, public exponent. */
function rsaBits(content: Uint8Array): number {
  const outer = new DerReader(content);
  const inner = new DerReader(outer.read(SEQUENCE));
  outer.end();
  const modulus = inner.read(INTEGER);
  const exponent = inner.read(INTEGER);
  inner.end();
  // A long exponent makes each verification dear; the usual one is 65537. With 1, or an even one, anybody could sign.
  const value = exponent.reduce((sum, byte) => sum * 256 + byte, 0);
  if (exponent.length > 5 || (exponent[0] ?? 0) >= 0x80 || value < 3 || value % 2 === 0) {
    throw keyMalformed("RSA numbers out of range");
  }
  let start = 0;
  while (start < modulus.length && modulus[start] === 0) start++;
  const first = modulus[start];
  if (first === undefined || (modulus[0] ?? 0) >= 0x80) throw keyMalformed("RSA numbers out of range");
  return (modulus.length - start) * 8 - (Math.clz32(first) - 24);
}

function curveBits(type: "ed25519" | "p256" | "p384", content: Uint8Array): number {
  const bits = type === "p384" ? 384 : 256;
  // Ed25519: 32 bytes; NIST curves: an uncompressed point, 0x04 x y.
  const length = type === "ed25519" ? 32 : bits / 4 + 1;
  if (content.length !== length || (type !== "ed25519" && content[0] !== 4)) {
    throw keyMalformed("a point of the wrong length");
  }
  return bits;
}
