// The crypto port: everything that this library cannot compute itself, passed in by the host.

import type { DigestAlgorithm, KeyPairType, KeyType, SignatureAlgorithm } from "./algorithm.ts";
import type { Awaitable } from "./awaitable.ts";
import type { KeyMaterial } from "./key/material.ts";

/** A public key as the port imported it; opaque, and usable only with the port that made it. */
export interface PublicKey {
  readonly kind: "public";
  readonly type: KeyType;
  /** Length of the modulus for RSA, of the field for curves, of a shared secret. */
  readonly bits: number;
}

/** A private key as the port imported it, or a handle to one that never leaves its keeper (threshold signing, HSM). */
export interface PrivateKey {
  readonly kind: "private";
  readonly type: KeyType;
}

/**
 * Signing, verification and digests. `@mastic/http-signatures/node` and `@mastic/http-signatures/webcrypto`
 * implement it; any other engine can.
 */
export interface CryptoPort {
  /** Imports a public key. Throws `key_malformed` when it cannot be read. */
  importPublicKey(material: KeyMaterial): Awaitable<PublicKey>;
  /** Imports a private key. Throws `key_malformed` when it cannot be read. */
  importPrivateKey(material: KeyMaterial): Awaitable<PrivateKey>;
  /** Signs `data`. ECDSA signatures are r and s side by side (RFC 9421 section 3.3.4), not DER. */
  sign(algorithm: SignatureAlgorithm, key: PrivateKey, data: Uint8Array): Awaitable<Uint8Array>;
  /** Whether `signature` is one of `data` by `key`. False, not an error, for a wrong or misshapen signature. */
  verify(
    algorithm: SignatureAlgorithm,
    key: PublicKey,
    data: Uint8Array,
    signature: Uint8Array,
  ): Awaitable<boolean>;
  /** The digest of `data`. */
  digest(algorithm: DigestAlgorithm, data: Uint8Array): Awaitable<Uint8Array>;
}

/** A new key pair, as text that can be stored and published. */
export interface KeyPairPem {
  readonly type: KeyPairType;
  /** SubjectPublicKeyInfo in PEM, what ActivityPub's `publicKeyPem` holds. */
  readonly publicKeyPem: string;
  /** PKCS#8 in PEM. */
  readonly privateKeyPem: string;
}

/** The part of a host's crypto that makes keys; verification does without. */
export interface KeyGenerator {
  /** Makes an RSA-2048, Ed25519, P-256 or P-384 key pair. */
  generateKeyPair(type: KeyPairType): Awaitable<KeyPairPem>;
}
