// Signing of a request: gives the headers to add (draft-cavage-12 section 2.4, RFC 9421 section 3.1).

import { defaultAlgorithm, keyTypeOf, type SignatureAlgorithm } from "./algorithm.ts";
import { signCavage } from "./cavage/sign.ts";
import type { CryptoPort, PrivateKey } from "./crypto-port.ts";
import { SignatureError } from "./error.ts";
import type { KeyMaterial } from "./key/material.ts";
import type { HttpRequest } from "./request.ts";
import { signRfc9421 } from "./rfc9421/sign.ts";

/** How to sign. */
export interface SignOptions {
  /** Id of the key as the actor's document has it, `https://host/users/alice#main-key`. */
  readonly keyId: string;
  /** PEM, JWK, or a key that the same port imported. */
  readonly privateKey: KeyMaterial | PrivateKey;
  /** Ms since the Unix epoch. */
  readonly now: number;
  readonly crypto: CryptoPort;
  /** `cavage` unless said, which every server in use reads. */
  readonly scheme?: "cavage" | "rfc9421";
  /** By the type of the key unless said. draft-cavage knows no `rsa-pss-sha512` here. */
  readonly algorithm?: SignatureAlgorithm;
  /** How long the signature is to hold. Said only in RFC 9421, and with `hs2019`. */
  readonly expiresInSeconds?: number;
  /**
   * Fields to cover besides target, host, time and digest, in lower case; `["content-type"]` unless said. One that
   * the request does not have is left out.
   */
  readonly fields?: readonly string[];
  /**
   * draft-cavage only: leaves the query out of `(request-target)`. Mastodon and most others want it in; Fedify
   * verifies only without it.
   */
  readonly unsignedQuery?: boolean;
  /** RFC 9421 only: a value never used before with this key. */
  readonly nonce?: string;
  /** RFC 9421 only: what the signature is for, by application. */
  readonly tag?: string;
}

/** Headers to add to the request, by lower-case name. */
export type SignatureHeaders = Readonly<Record<string, string>>;

/**
 * Signs a request. Gives `host`, `date` and `digest` or `content-digest` where the request does not have them,
 * and `signature` (with `signature-input` for RFC 9421); the request must be sent with exactly these. Throws
 * `request_malformed`, `algorithm_mismatch`, `key_malformed`, `component_malformed`.
 */
export async function signRequest(request: HttpRequest, options: SignOptions): Promise<SignatureHeaders> {
  const { crypto, privateKey } = options;
  const key =
    typeof privateKey === "object" && "kind" in privateKey
      ? privateKey
      : await crypto.importPrivateKey(privateKey);
  const algorithm = options.algorithm ?? defaultAlgorithm(key.type);
  const scheme = options.scheme ?? "cavage";
  if (
    keyTypeOf(algorithm) !== key.type ||
    (scheme === "cavage" && algorithm !== defaultAlgorithm(key.type))
  ) {
    throw new SignatureError("algorithm_mismatch", `${scheme} with this key does not do ${algorithm}`, {
      algorithm,
      actual: key.type,
    });
  }
  return scheme === "cavage"
    ? signCavage(request, options, key, algorithm)
    : signRfc9421(request, options, key, algorithm);
}
