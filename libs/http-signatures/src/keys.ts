// Keys as text for whoever writes a crypto port: PEM (SPKI, PKCS#8, PKCS#1) and JWK, checked and brought into one form.

export { SignatureError, type SignatureErrorCode, type SignatureErrorKind } from "./error.ts";
export type { KeyPairType, KeyType } from "./algorithm.ts";
export type { Jwk, KeyMaterial } from "./key/material.ts";
export { formatPem, parsePem, type PemBlock } from "./key/pem.ts";
export { parsePrivateKey, type PrivateKeyData } from "./key/private-key.ts";
export { parsePublicKey, type PublicKeyData } from "./key/public-key.ts";
export { parseSecretKey } from "./key/secret-key.ts";
