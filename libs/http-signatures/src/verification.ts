// What verification takes and gives, whatever the scheme, and its last step: the key over the text.

import type { SignatureAlgorithm } from "./algorithm.ts";
import type { Awaitable } from "./awaitable.ts";
import type { CryptoPort, PublicKey } from "./crypto-port.ts";
import { SignatureError } from "./error.ts";
import type { KeyMaterial } from "./key/material.ts";
import type { VerificationPolicy } from "./policy/policy.ts";

/** The key to verify with, and the id under which it was found. */
export interface VerificationKey {
  /** As the key's document names it; must be the signature's `keyId`. */
  readonly id: string;
  /** PEM, JWK, or a key that the same port imported. */
  readonly publicKey: KeyMaterial | PublicKey;
}

/** What verification needs besides the message. */
export interface VerifyOptions<Policy = VerificationPolicy> {
  /** Ms since the Unix epoch. */
  readonly now: number;
  readonly policy: Policy;
  readonly crypto: CryptoPort;
}

/** A signature that holds. */
export interface VerifiedSignature {
  readonly scheme: "cavage" | "rfc9421";
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly components: readonly string[];
  /** Ms since the Unix epoch. */
  readonly signedAt: number;
  /** Whether the query of a request, empty or not, is covered; false of a response, whatever it covers with `req`. */
  readonly coversQuery: boolean;
  readonly nonce: string | undefined;
  readonly signature: Uint8Array;
  /**
   * The text that was signed. With `keyId` it names this signature whatever its encoding (an ECDSA signature has
   * a twin), so whoever refuses replays remembers these two until `refusedFrom`.
   */
  readonly signedText: string;
  /** Ms since the Unix epoch from which on the same policy refuses this signature by its age. */
  readonly refusedFrom: number;
}

/** The key as the port knows it; a promise only where the port gives one. */
export function importVerificationKey(
  { publicKey }: VerificationKey,
  crypto: CryptoPort,
): Awaitable<PublicKey> {
  return typeof publicKey === "object" && !("kty" in publicKey)
    ? publicKey
    : crypto.importPublicKey(publicKey);
}

/** The last refusal of all. */
export function signatureInvalid(keyId: string, algorithm: SignatureAlgorithm): SignatureError {
  return new SignatureError("signature_invalid", "The signature is not by this key over this message", {
    keyId,
    algorithm,
  });
}
