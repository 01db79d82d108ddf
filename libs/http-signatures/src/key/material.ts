// Keys as text: PEM (RFC 7468) or JWK (RFC 7517).

/**
 * A JSON Web Key for RSA, P-256, P-384 or a shared secret (RFC 7518 section 6), or Ed25519 (RFC 8037 section 2); other members
 * are ignored.
 */
export interface Jwk {
  readonly kty: string;
  readonly crv?: string;
  readonly n?: string;
  readonly e?: string;
  readonly d?: string;
  readonly p?: string;
  readonly q?: string;
  readonly dp?: string;
  readonly dq?: string;
  readonly qi?: string;
  readonly x?: string;
  readonly y?: string;
  /** A shared secret, with `kty: "oct"`, for `hmac-sha256`. */
  readonly k?: string;
}

/**
 * A key that a port can import: PEM with `PUBLIC KEY` (SPKI), `RSA PUBLIC KEY` (PKCS#1), `PRIVATE KEY` (PKCS#8)
 * or `RSA PRIVATE KEY` (PKCS#1), or a JWK. A shared secret is a JWK, and serves for both sides.
 */
export type KeyMaterial = string | Jwk;
