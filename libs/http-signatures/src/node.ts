// The crypto port on node:crypto: answers at once, keeps imported keys.

import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPair as generate,
  hash,
  publicDecrypt,
  type KeyObject,
  constants,
  sign as signOneShot,
  timingSafeEqual,
  verify as verifyOneShot,
} from "node:crypto";
import { promisify } from "node:util";
import type { DigestAlgorithm, KeyPairType, KeyType, SignatureAlgorithm } from "./algorithm.ts";
import type { CryptoPort, KeyGenerator, KeyPairPem, PrivateKey, PublicKey } from "./crypto-port.ts";
import { SignatureError } from "./error.ts";
import { KeyCache } from "./key/cache.ts";
import { keyMalformed } from "./key/malformed.ts";
import type { KeyMaterial } from "./key/material.ts";
import { parsePrivateKey } from "./key/private-key.ts";
import { parsePublicKey } from "./key/public-key.ts";
import { parseSecretKey } from "./key/secret-key.ts";

class NodePublicKey implements PublicKey {
  readonly kind = "public";
  readonly type: KeyType;
  readonly bits: number;
  readonly object: KeyObject;

  constructor(material: KeyMaterial) {
    const secret = parseSecretKey(material);
    if (secret !== undefined) {
      this.type = "hmac";
      this.bits = secret.length * 8;
      this.object = createSecretKey(secret);
      return;
    }
    const { type, bits, spki } = parsePublicKey(material);
    this.type = type;
    this.bits = bits;
    this.object = importing(() => createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" }));
  }
}

class NodePrivateKey implements PrivateKey {
  readonly kind = "private";
  readonly type: KeyType;
  readonly object: KeyObject;

  constructor(material: KeyMaterial) {
    const secret = parseSecretKey(material);
    if (secret !== undefined) {
      this.type = "hmac";
      this.object = createSecretKey(secret);
      return;
    }
    const { type, pkcs8 } = parsePrivateKey(material);
    this.type = type;
    this.object = importing(() =>
      createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" }),
    );
  }
}

/** `CryptoPort` without promises, for callers who have node:crypto at hand. */
export interface NodeCrypto extends CryptoPort, KeyGenerator {
  importPublicKey(material: KeyMaterial): PublicKey;
  importPrivateKey(material: KeyMaterial): PrivateKey;
  sign(algorithm: SignatureAlgorithm, key: PrivateKey, data: Uint8Array): Uint8Array;
  verify(algorithm: SignatureAlgorithm, key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean;
  digest(algorithm: DigestAlgorithm, data: Uint8Array): Uint8Array;
  generateKeyPair(type: KeyPairType): Promise<KeyPairPem>;
}

/** How `createNodeCrypto` keeps keys. */
export interface NodeCryptoOptions {
  /** Public keys kept by their PEM; 1024 unless said, about 4 kB each. */
  readonly publicKeys?: number;
  /** Private keys kept by their PEM; 1024 unless said. */
  readonly privateKeys?: number;
}

/** The port on node:crypto. Keys given as PEM are imported once and kept. */
export function createNodeCrypto(options: NodeCryptoOptions = {}): NodeCrypto {
  const publicKeys = new KeyCache(options.publicKeys ?? 1024, (material) => new NodePublicKey(material));
  const privateKeys = new KeyCache(options.privateKeys ?? 1024, (material) => new NodePrivateKey(material));
  return {
    importPublicKey: (material) => publicKeys.get(material),
    importPrivateKey: (material) => privateKeys.get(material),
    sign(algorithm, key, data) {
      if (!(key instanceof NodePrivateKey)) throw foreignKey();
      if (algorithm === "hmac-sha256") return hmac(key.object, data);
      return signOneShot(HASH[algorithm], data, parameters(algorithm, key.object));
    },
    verify(algorithm, key, data, signature) {
      if (!(key instanceof NodePublicKey)) throw foreignKey();
      if (algorithm === "hmac-sha256") {
        const expected = hmac(key.object, data);
        return signature.length === expected.length && timingSafeEqual(expected, signature);
      }
      // OpenSSL lets a PSS signature do without its leading zeros (RFC 8017 section 8.1.2, step 1, does not).
      if (algorithm === "rsa-pss-sha512" && signature.length !== Math.ceil(key.bits / 8)) return false;
      if (algorithm === "rsa-v1_5-sha256") return verifyRsa(key, data, signature);
      return verifyOneShot(HASH[algorithm], data, parameters(algorithm, key.object), signature);
    },
    // By way of a text, because the buffer that `hash` makes has memory of its own, as dear as hashing 600 bytes.
    digest: (algorithm, data) =>
      Buffer.from(hash(algorithm === "sha-256" ? "sha256" : "sha512", data, "latin1"), "latin1"),
    generateKeyPair,
  };
}

type KeyPairAlgorithm = Exclude<SignatureAlgorithm, "hmac-sha256">;

/** RFC 9421 section 3.3 in the words of node's one-shot functions. */
const HASH: Readonly<Record<KeyPairAlgorithm, string | null>> = {
  "rsa-v1_5-sha256": "sha256",
  "rsa-pss-sha512": "sha512",
  "ecdsa-p256-sha256": "sha256",
  "ecdsa-p384-sha384": "sha384",
  ed25519: null,
};

/** What stands before a SHA-256 hash in a signature (RFC 8017 section 9.2, note 1), a character for each byte. */
const DIGEST_INFO = Buffer.from("3031300d060960864801650304020105000420", "hex").toString("latin1");

/**
 * RSASSA-PKCS1-v1_5 by comparing what was encoded (RFC 8017 section 8.2.2): the right key opens a signature to the hash
 * and what stands before it, and to nothing else. The one-shot function does the same, and takes a fifteenth longer.
 */
function verifyRsa({ object, bits }: NodePublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  // OpenSSL opens one without its leading zeros too (step 1 does not).
  if (signature.length !== Math.ceil(bits / 8)) return false;
  let opened;
  try {
    opened = publicDecrypt(object, signature);
  } catch (error) {
    // OpenSSL says what is not padded as section 9.2 has it; an engine that opens nothing would refuse every signature.
    const isRefusal = error instanceof Error && "code" in error && String(error.code).startsWith("ERR_OSSL");
    return !isRefusal && verifyOneShot("sha256", data, object, signature);
  }
  return opened.toString("latin1") === DIGEST_INFO + hash("sha256", data, "latin1");
}

type KeyParameters =
  KeyObject | { key: KeyObject; padding?: number; saltLength?: number; dsaEncoding?: "ieee-p1363" };

function parameters(algorithm: KeyPairAlgorithm, key: KeyObject): KeyParameters {
  switch (algorithm) {
    case "rsa-v1_5-sha256":
    case "ed25519":
      return key;
    case "rsa-pss-sha512":
      return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 };
    case "ecdsa-p256-sha256":
    case "ecdsa-p384-sha384":
      return { key, dsaEncoding: "ieee-p1363" };
  }
}

const ENCODING = {
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
} as const;

async function generateKeyPair(type: KeyPairType): Promise<KeyPairPem> {
  const { publicKey, privateKey } = await generateEncoded(type);
  return { type, publicKeyPem: publicKey, privateKeyPem: privateKey };
}

function generateEncoded(type: KeyPairType): Promise<{ publicKey: string; privateKey: string }> {
  const generating = promisify(generate);
  switch (type) {
    case "rsa":
      return generating("rsa", { modulusLength: 2048, ...ENCODING });
    case "ed25519":
      return generating("ed25519", ENCODING);
    case "p256":
      return generating("ec", { namedCurve: "P-256", ...ENCODING });
    case "p384":
      return generating("ec", { namedCurve: "P-384", ...ENCODING });
  }
}

function hmac(key: KeyObject, data: Uint8Array): Uint8Array {
  return createHmac("sha256", key).update(data).digest();
}

function importing(create: () => KeyObject): KeyObject {
  try {
    return create();
  } catch {
    throw keyMalformed("node:crypto does not take it");
  }
}

function foreignKey(): SignatureError {
  return new SignatureError("key_mismatch", "The key was imported by another crypto port");
}
