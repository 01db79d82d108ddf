// How to sign a message, and what comes of it.

import type { SignatureAlgorithm } from "./algorithm.ts";
import type { Awaitable } from "./awaitable.ts";
import type { CryptoPort, PrivateKey } from "./crypto-port.ts";
import type { KeyMaterial } from "./key/material.ts";
import type { StructuredFields } from "./rfc9421/field-component.ts";

/** What a signature in any scheme needs. */
export interface SigningKey {
  /** Id of the key as the actor's document has it, `https://host/users/alice#main-key`. */
  readonly keyId: string;
  /** PEM, JWK, or a key that the same port imported. */
  readonly privateKey: KeyMaterial | PrivateKey;
  /** Ms since the Unix epoch. */
  readonly now: number;
  readonly crypto: CryptoPort;
  /** By the type of the key unless said. draft-cavage knows no `rsa-pss-sha512` and `hmac-sha256` here. */
  readonly algorithm?: SignatureAlgorithm;
  /** How long the signature is to hold. Said only in RFC 9421, and with `hs2019`. */
  readonly expiresInSeconds?: number;
  /**
   * Fields to cover besides target, host, time and digest, in lower case; `["content-type"]` unless said. One that
   * the message does not have is left out.
   */
  readonly fields?: readonly string[];
}

/** How to sign a request under draft-cavage-12. */
export interface CavageSignOptions extends SigningKey {
  /**
   * Leaves the query out of `(request-target)`. Mastodon and most others want it in; Fedify verifies only without it.
   */
  readonly unsignedQuery?: boolean;
}

/** How to sign a request or response under RFC 9421. */
export interface Rfc9421SignOptions extends SigningKey {
  /**
   * Exactly these components, in this order, in place of the usual ones and `fields`: `@method`, `content-type`, or
   * with parameters `"@query-param";name="id"`, `"content-digest";req`.
   */
  readonly components?: readonly string[];
  /** Name of this signature among those of the message; `sig1` unless said. */
  readonly label?: string;
  /** A value never used before with this key. */
  readonly nonce?: string;
  /** What the signature is for, by application. */
  readonly tag?: string;
  /** Types of structured fields that `sf` and `key` may name, besides those that this library knows. */
  readonly structuredFields?: StructuredFields;
}

/** Headers to add to the message, by lower-case name. */
export type SignatureHeaders = Readonly<Record<string, string>>;

/** The key to sign with as the port knows it; a promise only where the port gives one. */
export function importSigningKey({ privateKey, crypto }: SigningKey): Awaitable<PrivateKey> {
  return typeof privateKey === "object" && "kind" in privateKey
    ? privateKey
    : crypto.importPrivateKey(privateKey);
}
