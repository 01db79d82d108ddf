// The crypto port on a WebCrypto SubtleCrypto, which the caller passes in: browsers, Deno, workers, Node, polyfills.

import type { DigestAlgorithm, KeyPairType, KeyType, SignatureAlgorithm } from "./algorithm.ts";
import type { CryptoPort, KeyGenerator, KeyPairPem, PrivateKey, PublicKey } from "./crypto-port.ts";
import { SignatureError } from "./error.ts";
import { KeyCache } from "./key/cache.ts";
import { keyMalformed } from "./key/malformed.ts";
import type { KeyMaterial } from "./key/material.ts";
import { formatPem } from "./key/pem.ts";
import { parsePrivateKey } from "./key/private-key.ts";
import { parsePublicKey } from "./key/public-key.ts";
import { parseSecretKey } from "./key/secret-key.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type AlgorithmParameters = Readonly<Record<string, unknown>> & { readonly name: string };

/** The part of SubtleCrypto that is used; `globalThis.crypto.subtle` has this shape. */
export interface SubtleCryptoLike<Key extends object> {
  importKey(
    format: "spki" | "pkcs8" | "raw",
    keyData: Bytes,
    algorithm: AlgorithmParameters,
    extractable: boolean,
    keyUsages: ("sign" | "verify")[],
  ): Promise<Key>;
  exportKey(format: "spki" | "pkcs8", key: Key): Promise<ArrayBuffer>;
  generateKey(
    algorithm: AlgorithmParameters,
    extractable: boolean,
    keyUsages: ("sign" | "verify")[],
  ): Promise<Key | { readonly publicKey: Key; readonly privateKey: Key }>;
  sign(algorithm: AlgorithmParameters, key: Key, data: Bytes): Promise<ArrayBuffer>;
  verify(algorithm: AlgorithmParameters, key: Key, signature: Bytes, data: Bytes): Promise<boolean>;
  digest(algorithm: string, data: Bytes): Promise<ArrayBuffer>;
}

/** RFC 9421 section 3.3 in WebCrypto's terms. */
const PARAMETERS: Readonly<Record<SignatureAlgorithm, AlgorithmParameters>> = {
  "rsa-v1_5-sha256": { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  "rsa-pss-sha512": { name: "RSA-PSS", hash: "SHA-512", saltLength: 64 },
  "ecdsa-p256-sha256": { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  "ecdsa-p384-sha384": { name: "ECDSA", namedCurve: "P-384", hash: "SHA-384" },
  ed25519: { name: "Ed25519" },
  "hmac-sha256": { name: "HMAC", hash: "SHA-256" },
};

/** Octets of r and s of a NIST curve, of R and S of Ed25519, of a MAC; the length of an RSA signature is the key's. */
const SIGNATURE_LENGTH: Readonly<Record<KeyType, number | undefined>> = {
  rsa: undefined,
  ed25519: 64,
  p256: 64,
  p384: 96,
  hmac: 32,
};

const GENERATED: Readonly<Record<KeyPairType, AlgorithmParameters>> = {
  rsa: {
    ...PARAMETERS["rsa-v1_5-sha256"],
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
  },
  ed25519: PARAMETERS.ed25519,
  p256: PARAMETERS["ecdsa-p256-sha256"],
  p384: PARAMETERS["ecdsa-p384-sha384"],
};

/** A WebCrypto key is bound to one algorithm, so an RSA key may be imported twice: for each, when first needed. */
class WebKey<Key> {
  readonly type: KeyType;
  readonly #import: (algorithm: AlgorithmParameters) => Promise<Key>;
  readonly #imported = new Map<SignatureAlgorithm, Promise<Key>>();

  constructor(type: KeyType, importKey: (algorithm: AlgorithmParameters) => Promise<Key>) {
    this.type = type;
    this.#import = importKey;
  }

  async for(algorithm: SignatureAlgorithm): Promise<Key> {
    let imported = this.#imported.get(algorithm);
    if (imported === undefined) {
      imported = this.#import(PARAMETERS[algorithm]);
      this.#imported.set(algorithm, imported);
    }
    try {
      return await imported;
    } catch {
      throw keyMalformed("WebCrypto does not take it");
    }
  }
}

class WebPublicKey<Key> extends WebKey<Key> implements PublicKey {
  readonly kind = "public";
  readonly bits: number;

  constructor(type: KeyType, bits: number, importKey: (algorithm: AlgorithmParameters) => Promise<Key>) {
    super(type, importKey);
    this.bits = bits;
  }
}

class WebPrivateKey<Key> extends WebKey<Key> implements PrivateKey {
  readonly kind = "private";
}

/** The port on `subtle`. Keys given as PEM are imported once and kept, the last 1024 of each kind. */
export function createWebCrypto<Key extends object>(
  subtle: SubtleCryptoLike<Key>,
): CryptoPort & KeyGenerator {
  const owned = new WeakMap<PublicKey | PrivateKey, WebKey<Key>>();
  const publicKeys = new KeyCache(1024, newPublicKey);
  const privateKeys = new KeyCache(1024, newPrivateKey);

  function newPublicKey(material: KeyMaterial): PublicKey {
    const secret = parseSecretKey(material);
    if (secret !== undefined) {
      return own(new WebPublicKey("hmac", secret.length * 8, importer("raw", secret, "verify")));
    }
    const { type, bits, spki } = parsePublicKey(material);
    return own(new WebPublicKey(type, bits, importer("spki", spki, "verify")));
  }

  function newPrivateKey(material: KeyMaterial): PrivateKey {
    const secret = parseSecretKey(material);
    if (secret !== undefined) return own(new WebPrivateKey("hmac", importer("raw", secret, "sign")));
    const { type, pkcs8 } = parsePrivateKey(material);
    return own(new WebPrivateKey(type, importer("pkcs8", pkcs8, "sign")));
  }

  function importer(format: "spki" | "pkcs8" | "raw", key: Uint8Array, use: "sign" | "verify") {
    return (algorithm: AlgorithmParameters): Promise<Key> =>
      subtle.importKey(format, copy(key), algorithm, false, [use]);
  }

  function own<Own extends WebPublicKey<Key> | WebPrivateKey<Key>>(key: Own): Own {
    owned.set(key, key);
    return key;
  }

  function ownKey(key: PublicKey | PrivateKey, algorithm: SignatureAlgorithm): Promise<Key> {
    const own = owned.get(key);
    if (own === undefined) {
      throw new SignatureError("key_mismatch", "The key was imported by another crypto port");
    }
    return own.for(algorithm);
  }

  return {
    importPublicKey: (material) => publicKeys.get(material),
    importPrivateKey: (material) => privateKeys.get(material),
    async sign(algorithm, key, data) {
      const imported = await ownKey(key, algorithm);
      return new Uint8Array(await subtle.sign(PARAMETERS[algorithm], imported, copy(data)));
    },
    async verify(algorithm, key, data, signature) {
      const imported = await ownKey(key, algorithm);
      // Some implementations throw at a length that the curve does not have, or forgive RSA a missing leading zero.
      const length = key.type === "rsa" ? Math.ceil(key.bits / 8) : SIGNATURE_LENGTH[key.type];
      if (length !== undefined && signature.length !== length) return false;
      return subtle.verify(PARAMETERS[algorithm], imported, copy(signature), copy(data));
    },
    async digest(algorithm: DigestAlgorithm, data) {
      return new Uint8Array(await subtle.digest(algorithm.toUpperCase(), copy(data)));
    },
    async generateKeyPair(type): Promise<KeyPairPem> {
      const pair = await subtle.generateKey(GENERATED[type], true, ["sign", "verify"]);
      if (!("publicKey" in pair)) throw keyMalformed("WebCrypto made no key pair");
      const spki = await subtle.exportKey("spki", pair.publicKey);
      const pkcs8 = await subtle.exportKey("pkcs8", pair.privateKey);
      return {
        type,
        publicKeyPem: formatPem("PUBLIC KEY", new Uint8Array(spki)),
        privateKeyPem: formatPem("PRIVATE KEY", new Uint8Array(pkcs8)),
      };
    },
  };
}

/** WebCrypto refuses bytes in shared memory, which a Uint8Array may be. */
function copy(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}
