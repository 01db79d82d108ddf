// The crypto port: Ed25519 and SHA-256, passed in by the host. A `CryptoPort` of @mastic/http-signatures is one.

import type { Awaitable } from "./awaitable.ts";

/** What a key is; this library asks for `ed25519` only, a port may know more. */
export type KeyType = "rsa" | "ed25519" | "p256" | "p384" | "hmac";

/** A public key as the port imported it; opaque, and usable only with the port that made it. */
export interface PublicKey {
  readonly kind: "public";
  readonly type: KeyType;
  /** 256 for Ed25519. */
  readonly bits: number;
}

/** A private key as the port imported it, or a handle to one that never leaves its keeper (threshold signing, HSM). */
export interface PrivateKey {
  readonly kind: "private";
  readonly type: KeyType;
}

/** Importing and using keys, and digests. */
export interface CryptoPort {
  /** Imports a public key: PEM with SubjectPublicKeyInfo (RFC 8410 section 4). Throws when it cannot be read. */
  importPublicKey(pem: string): Awaitable<PublicKey>;
  /** Imports a private key: PEM with PKCS#8 (RFC 8410 section 7). Throws when it cannot be read. */
  importPrivateKey(pem: string): Awaitable<PrivateKey>;
  /** Signs `data` with Ed25519 (RFC 8032 section 5.1): 64 bytes. */
  sign(algorithm: "ed25519", key: PrivateKey, data: Uint8Array): Awaitable<Uint8Array>;
  /** Whether `signature` is one of `data` by `key`. False, not an error, for a wrong or misshapen signature. */
  verify(algorithm: "ed25519", key: PublicKey, data: Uint8Array, signature: Uint8Array): Awaitable<boolean>;
  /** The SHA-256 digest of `data`: 32 bytes. */
  digest(algorithm: "sha-256", data: Uint8Array): Awaitable<Uint8Array>;
}
