/** The crypto port in plain JavaScript, by the noble libraries: what an engine without any crypto of its own would use. */

import { ed25519 } from "@noble/curves/ed25519.js";
import { p256, p384 } from "@noble/curves/nist.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { mgf1, PKCS1_SHA256, PSS } from "micro-rsa-dsa-dh/rsa.js";
import type { KeyType, SignatureAlgorithm } from "./algorithm.ts";
import type { CryptoPort, PrivateKey, PublicKey } from "./crypto-port.ts";
import { SignatureError } from "./error.ts";
import { BIT_STRING, DerReader, INTEGER, OCTET_STRING, SEQUENCE } from "./key/der.ts";
import type { KeyMaterial } from "./key/material.ts";
import { parsePrivateKey, parsePublicKey, parseSecretKey } from "./keys.ts";

interface Rsa {
  readonly n: bigint;
  readonly e: bigint;
  readonly d: bigint;
}

class NoblePublicKey implements PublicKey {
  readonly kind = "public";
  readonly type: KeyType;
  readonly bits: number;
  readonly bytes: Uint8Array;

  constructor(material: KeyMaterial) {
    const secret = parseSecretKey(material);
    const data =
      secret === undefined
        ? parsePublicKey(material)
        : { type: "hmac" as const, bits: secret.length * 8, spki: undefined };
    this.type = data.type;
    this.bits = data.bits;
    this.bytes = data.spki === undefined ? (secret ?? new Uint8Array()) : contentOfSpki(data.spki);
  }
}

class NoblePrivateKey implements PrivateKey {
  readonly kind = "private";
  readonly type: KeyType;
  readonly bytes: Uint8Array;

  constructor(material: KeyMaterial) {
    const secret = parseSecretKey(material);
    if (secret !== undefined) {
      this.type = "hmac";
      this.bytes = secret;
      return;
    }
    const { type, pkcs8 } = parsePrivateKey(material);
    this.type = type;
    this.bytes = contentOfPkcs8(type, pkcs8);
  }
}

const pss = PSS(sha512, mgf1(sha512), 64);
/** As the specification has it: either of the two signatures that hold, and any hash. */
const ecdsa = { lowS: false, prehash: true };

/** The port on @noble/curves, @noble/hashes and micro-rsa-dsa-dh. */
export function createNobleCrypto(): CryptoPort {
  return {
    importPublicKey: (material) => new NoblePublicKey(material),
    importPrivateKey: (material) => new NoblePrivateKey(material),
    sign(algorithm, key, data) {
      if (!(key instanceof NoblePrivateKey)) throw foreignKey();
      return signWith(algorithm, key.bytes, data);
    },
    verify(algorithm, key, data, signature) {
      if (!(key instanceof NoblePublicKey)) throw foreignKey();
      try {
        return verifyWith(algorithm, key.bytes, data, signature);
      } catch {
        // They throw at a signature of the wrong length or out of range.
        return false;
      }
    },
    digest: (algorithm, data) => (algorithm === "sha-256" ? sha256(data) : sha512(data)),
  };
}

function signWith(algorithm: SignatureAlgorithm, key: Uint8Array, data: Uint8Array): Uint8Array {
  switch (algorithm) {
    case "rsa-v1_5-sha256":
      return PKCS1_SHA256.sign(rsaPrivate(key), data);
    case "rsa-pss-sha512":
      return pss.sign(rsaPrivate(key), data);
    case "ecdsa-p256-sha256":
      return p256.sign(data, key, ecdsa);
    case "ecdsa-p384-sha384":
      return p384.sign(data, key, ecdsa);
    case "ed25519":
      return ed25519.sign(data, key);
    case "hmac-sha256":
      return hmac(sha256, key, data);
  }
}

/** Of the keys that it makes. */
const RSA_BYTES = 256;

function verifyWith(
  algorithm: SignatureAlgorithm,
  key: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  switch (algorithm) {
    case "rsa-v1_5-sha256":
      return PKCS1_SHA256.verify(rsaPublic(key), data, signature);
    case "rsa-pss-sha512":
      return signature.length === RSA_BYTES && pss.verify(rsaPublic(key), data, signature);
    case "ecdsa-p256-sha256":
      return p256.verify(signature, data, key, ecdsa);
    case "ecdsa-p384-sha384":
      return p384.verify(signature, data, key, ecdsa);
    case "ed25519":
      return ed25519.verify(signature, data, key, { zip215: false });
    case "hmac-sha256":
      return hexOf(hmac(sha256, key, data)) === hexOf(signature);
  }
}

/** RSAPublicKey, the bytes of an Ed25519 key, or a point. */
function contentOfSpki(spki: Uint8Array): Uint8Array {
  const reader = new DerReader(new DerReader(spki).read(SEQUENCE));
  reader.read(SEQUENCE);
  return reader.read(BIT_STRING).subarray(1);
}

/** RSAPrivateKey, the seed of Ed25519, or the number of an ECPrivateKey. */
function contentOfPkcs8(type: KeyType, pkcs8: Uint8Array): Uint8Array {
  const reader = new DerReader(new DerReader(pkcs8).read(SEQUENCE));
  reader.read(INTEGER);
  reader.read(SEQUENCE);
  const content = reader.read(OCTET_STRING);
  if (type === "rsa") {
    rsaPrivate(content);
    return content;
  }
  if (type === "ed25519") return new DerReader(content).read(OCTET_STRING);
  const inner = new DerReader(new DerReader(content).read(SEQUENCE));
  inner.read(INTEGER);
  return inner.read(OCTET_STRING);
}

function rsaPublic(content: Uint8Array): Omit<Rsa, "d"> {
  const reader = new DerReader(new DerReader(content).read(SEQUENCE));
  return { n: number(reader.read(INTEGER)), e: number(reader.read(INTEGER)) };
}

function rsaPrivate(content: Uint8Array): Rsa {
  const reader = new DerReader(new DerReader(content).read(SEQUENCE));
  reader.read(INTEGER);
  const [n, e, d] = [0, 1, 2].map(() => number(reader.read(INTEGER)));
  return { n: n ?? 0n, e: e ?? 0n, d: d ?? 0n };
}

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${hexOf(bytes)}`);
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function foreignKey(): SignatureError {
  return new SignatureError("key_mismatch", "The key was imported by another crypto port");
}
