// Names of algorithms and keys: RFC 9421 section 6.2 (signature), RFC 9530 section 5 (digest), draft-cavage-12 appendix E.

/** Signature algorithms by their names in the registry of RFC 9421. */
export type SignatureAlgorithm =
  | "rsa-v1_5-sha256"
  | "rsa-pss-sha512"
  | "ecdsa-p256-sha256"
  | "ecdsa-p384-sha384"
  | "ed25519"
  | "hmac-sha256";

/** Digest algorithms by their names in the registry of RFC 9530. */
export type DigestAlgorithm = "sha-256" | "sha-512";

/** What a key is; `p256` and `p384` are the NIST curves, `hmac` a secret that both sides share. */
export type KeyType = "rsa" | "ed25519" | "p256" | "p384" | "hmac";

/** Types of keys that come in pairs. */
export type KeyPairType = Exclude<KeyType, "hmac">;

/**
 * The algorithm for a key when the signature names none, or `hs2019`, which hides it on purpose
 * (draft-cavage-12 appendix E.2). For RSA the Fediverse means PKCS#1 v1.5 with SHA-256, not the draft's PSS.
 */
export const DEFAULT_ALGORITHM: Readonly<Record<KeyType, SignatureAlgorithm>> = {
  rsa: "rsa-v1_5-sha256",
  ed25519: "ed25519",
  p256: "ecdsa-p256-sha256",
  p384: "ecdsa-p384-sha384",
  hmac: "hmac-sha256",
};

const RSA_PSS = "rsa-pss-sha512";

/** Whether `name` is a signature algorithm of RFC 9421 that this library verifies. */
export function isSignatureAlgorithm(name: string): name is SignatureAlgorithm {
  return name === RSA_PSS || Object.values<string>(DEFAULT_ALGORITHM).includes(name);
}

/** Whether a key of this type does this algorithm. */
export function doesAlgorithm(type: KeyType, algorithm: SignatureAlgorithm): boolean {
  return algorithm === DEFAULT_ALGORITHM[type] || (type === "rsa" && algorithm === RSA_PSS);
}
