// Private keys in any accepted encoding, brought into one: PKCS#8 PrivateKeyInfo (RFC 5208 section 5).

import type { KeyPairType } from "../algorithm.ts";
import { readAlgorithmIdentifier, writeAlgorithmIdentifier } from "./algorithm-identifier.ts";
import { der, DerReader, INTEGER, OCTET_STRING, SEQUENCE } from "./der.ts";
import { jwkPrivateKey } from "./jwk.ts";
import { keyMalformed } from "./malformed.ts";
import type { KeyMaterial } from "./material.ts";
import { parsePem } from "./pem.ts";

/** A private key for a port to import. */
export interface PrivateKeyData {
  readonly type: KeyPairType;
  /** PrivateKeyInfo in DER. */
  readonly pkcs8: Uint8Array;
}

/** Reads a private key; an encrypted one is not taken. Throws `key_malformed`. */
export function parsePrivateKey(material: KeyMaterial): PrivateKeyData {
  if (typeof material !== "string") {
    const { type, content } = jwkPrivateKey(material);
    return privateKeyData(type, content);
  }
  const { label, der: bytes } = parsePem(material);
  if (label === "RSA PRIVATE KEY") return privateKeyData("rsa", bytes);
  if (label !== "PRIVATE KEY") throw keyMalformed("not a private key");
  const outer = new DerReader(bytes);
  const inner = new DerReader(outer.read(SEQUENCE));
  outer.end();
  inner.read(INTEGER);
  const type = readAlgorithmIdentifier(inner.read(SEQUENCE));
  return privateKeyData(type, inner.read(OCTET_STRING));
}

function privateKeyData(type: KeyPairType, content: Uint8Array): PrivateKeyData {
  const version = der(INTEGER, Uint8Array.of(0));
  return {
    type,
    pkcs8: der(SEQUENCE, version, writeAlgorithmIdentifier(type), der(OCTET_STRING, content)),
  };
}
