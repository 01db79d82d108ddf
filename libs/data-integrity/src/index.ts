// Data Integrity proofs as the Fediverse uses them: JCS (RFC 8785), eddsa-jcs-2022 (FEP-8b32), Multikey and did:key (FEP-521a), identity proofs (FEP-c390).

export type { Awaitable } from "./awaitable.ts";
export type { CryptoPort, KeyType, PrivateKey, PublicKey } from "./crypto-port.ts";
export {
  IntegrityError,
  type IntegrityErrorCode,
  type IntegrityErrorContext,
  type IntegrityErrorKind,
} from "./error.ts";
export {
  createIdentityProof,
  isIdentityStatement,
  type VerifiedIdentity,
  verifyIdentityProof,
} from "./identity-proof.ts";
export { canonicalize, type JsonLimits } from "./json/canonicalize.ts";
export type { JsonObject, JsonValue } from "./json/json.ts";
export { assertionMethodOf, verificationMethodDocument } from "./multikey/assertion-method.ts";
export { formatDidKey, parseDidKey } from "./multikey/did-key.ts";
export {
  decodeMultikey,
  decodeSecretMultikey,
  encodeMultikey,
  encodeSecretMultikey,
  type Multikey,
} from "./multikey/multikey.ts";
export { privateKeyPem, publicKeyOfPem, publicKeyPem } from "./multikey/pem.ts";
export { DATA_INTEGRITY_CONTEXT } from "./proof/context.ts";
export { addProof, createProof, type ProofOptions } from "./proof/create-proof.ts";
export { ownerOf, withoutLinkedDataSignature } from "./proof/owner.ts";
export { parseProofs } from "./proof/parse-proofs.ts";
export type { ProofPolicy } from "./proof/policy.ts";
export type { IntegrityProof } from "./proof/proof.ts";
export { type VerifiedProof, verifyProof, type VerifyOptions } from "./proof/verify-proof.ts";
