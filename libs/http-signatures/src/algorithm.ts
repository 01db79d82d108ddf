// Names of algorithms and keys: RFC 9421 section 6.2 (signature), RFC 9530 section 5 (digest), draft-cavage-12 appendix E.

/** Signature algorithms by their names in the registry of RFC 9421. */
export type SignatureAlgorithm = "rsa-v1_5-sha256" | "rsa-pss-sha512" | "ecdsa-p256-sha256" | "ed25519";

/** Digest algorithms by their names in the registry of RFC 9530. */
export type DigestAlgorithm = "sha-256" | "sha-512";

/** What a key is; `p256` is the NIST curve P-256. */
export type KeyType = "rsa" | "ed25519" | "p256";

const KEY_TYPES: Readonly<Record<SignatureAlgorithm, KeyType>> = {
  "rsa-v1_5-sha256": "rsa",
  "rsa-pss-sha512": "rsa",
  "ecdsa-p256-sha256": "p256",
  ed25519: "ed25519",
};

/** Whether `name` is a signature algorithm of RFC 9421 that this library verifies. */
export function isSignatureAlgorithm(name: string): name is SignatureAlgorithm {
  return Object.hasOwn(KEY_TYPES, name);
}

/** The type of key that an algorithm needs. */
export function keyTypeOf(algorithm: SignatureAlgorithm): KeyType {
  return KEY_TYPES[algorithm];
}

/**
 * The algorithm for a key when the signature names none, or `hs2019`, which hides it on purpose
 * (draft-cavage-12 appendix E.2). For RSA the Fediverse means PKCS#1 v1.5 with SHA-256, not the draft's PSS.
 */
export function defaultAlgorithm(type: KeyType): SignatureAlgorithm {
  switch (type) {
    case "rsa":
      return "rsa-v1_5-sha256";
    case "ed25519":
      return "ed25519";
    case "p256":
      return "ecdsa-p256-sha256";
  }
}
