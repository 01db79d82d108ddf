// JSON Web Keys for RSA, P-256, P-384 and Ed25519, as the DER that SPKI and PKCS#8 hold (RFC 7518 section 6, RFC 8037, RFC 5915).

import type { KeyPairType } from "../algorithm.ts";
import { decodeBase64 } from "../base64.ts";
import { BIT_STRING, der, derUnsigned, INTEGER, OCTET_STRING, SEQUENCE } from "./der.ts";
import { keyMalformed } from "./malformed.ts";
import type { Jwk } from "./material.ts";

/** A key without its AlgorithmIdentifier. */
export interface JwkContent {
  readonly type: KeyPairType;
  readonly content: Uint8Array;
}

/** RSAPublicKey, the bytes of an Ed25519 key, or a point of a NIST curve. Throws `key_malformed`. */
export function jwkPublicKey(jwk: Jwk): JwkContent {
  const type = jwkType(jwk);
  switch (type) {
    case "rsa":
      return { type, content: der(SEQUENCE, unsigned(jwk, "n"), unsigned(jwk, "e")) };
    case "ed25519":
      return { type, content: member(jwk, "x", 32) };
    case "p256":
    case "p384":
      return { type, content: point(jwk, coordinateLength(type)) };
  }
}

/** RSAPrivateKey, or the private key of a curve. Throws `key_malformed`. */
export function jwkPrivateKey(jwk: Jwk): JwkContent {
  const type = jwkType(jwk);
  switch (type) {
    case "rsa": {
      const names = ["n", "e", "d", "p", "q", "dp", "dq", "qi"] as const;
      const version = der(INTEGER, Uint8Array.of(0));
      return { type, content: der(SEQUENCE, version, ...names.map((name) => unsigned(jwk, name))) };
    }
    case "ed25519":
      return { type, content: der(OCTET_STRING, member(jwk, "d", 32)) };
    case "p256":
    case "p384": {
      // ECPrivateKey with its public key, which some importers want: version 1, d, [1] BIT STRING.
      const length = coordinateLength(type);
      const content = der(
        SEQUENCE,
        der(INTEGER, Uint8Array.of(1)),
        der(OCTET_STRING, member(jwk, "d", length)),
        der(0xa1, der(BIT_STRING, Uint8Array.of(0), point(jwk, length))),
      );
      return { type, content };
    }
  }
}

/** The octets of a shared secret (RFC 7518 section 6.4). Throws `key_malformed`. */
export function jwkSecret(jwk: Jwk): Uint8Array {
  return member(jwk, "k");
}

function jwkType(jwk: Jwk): KeyPairType {
  if (jwk.kty === "RSA") return "rsa";
  if (jwk.kty === "OKP" && jwk.crv === "Ed25519") return "ed25519";
  if (jwk.kty === "EC" && jwk.crv === "P-256") return "p256";
  if (jwk.kty === "EC" && jwk.crv === "P-384") return "p384";
  throw keyMalformed("a JWK of an unsupported kind");
}

/** An uncompressed point: 0x04 x y. */
function point(jwk: Jwk, length: number): Uint8Array {
  return Uint8Array.of(4, ...member(jwk, "x", length), ...member(jwk, "y", length));
}

function coordinateLength(type: "p256" | "p384"): number {
  return type === "p256" ? 32 : 48;
}

function unsigned(jwk: Jwk, name: keyof Jwk): Uint8Array {
  return derUnsigned(member(jwk, name));
}

/** A member in base64url without padding (RFC 7515 section 2). */
function member(jwk: Jwk, name: keyof Jwk, length?: number): Uint8Array {
  const text = jwk[name];
  if (typeof text !== "string" || text.length > 4096 || /[+/=]/.test(text))
    throw keyMalformed(`JWK without usable ${name}`);
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  const bytes = decodeBase64(base64.padEnd(Math.ceil(base64.length / 4) * 4, "="));
  if (bytes === undefined || bytes.length === 0 || (length !== undefined && bytes.length !== length)) {
    throw keyMalformed(`JWK without usable ${name}`);
  }
  return bytes;
}
