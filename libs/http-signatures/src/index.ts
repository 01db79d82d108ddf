// HTTP signatures as the Fediverse uses them: draft-cavage-http-signatures-12, RFC 9421, Digest, Content-Digest, keys.

export type { DigestAlgorithm, KeyType, SignatureAlgorithm } from "./algorithm.ts";
export type { Awaitable } from "./awaitable.ts";
export type { CavageSignature } from "./cavage/signature.ts";
export { createContentDigest, verifyContentDigest } from "./content-digest.ts";
export type { CryptoPort, KeyGenerator, KeyPairPem, PrivateKey, PublicKey } from "./crypto-port.ts";
export { createDigest, verifyDigest } from "./digest.ts";
export {
  SignatureError,
  type SignatureErrorCode,
  type SignatureErrorContext,
  type SignatureErrorKind,
} from "./error.ts";
export { formatHttpDate, parseHttpDate } from "./http-date.ts";
export type { Jwk, KeyMaterial } from "./key/material.ts";
export { formatPem, parsePem, type PemBlock } from "./key/pem.ts";
export { parsePrivateKey, type PrivateKeyData } from "./key/private-key.ts";
export { parsePublicKey, type PublicKeyData } from "./key/public-key.ts";
export { keyDocumentUrl, keyOfActor, type KeyOwner, type ListedKey } from "./key-owner.ts";
export { type ParsedSignature, parseSignature, type SignatureChoice } from "./parse-signature.ts";
export type { VerificationPolicy } from "./policy/policy.ts";
export type { AbsoluteRequest, HttpRequest, OriginRequest, RequestTarget } from "./request.ts";
export type { Component } from "./rfc9421/component.ts";
export { parseRfc9421Signatures } from "./rfc9421/parse.ts";
export type { Rfc9421Signature } from "./rfc9421/signature.ts";
export { type SignatureHeaders, type SignOptions, signRequest } from "./sign-request.ts";
export type { BareItem, Parameters } from "./structured-field/item.ts";
export {
  signedTextOf,
  type VerificationKey,
  type VerifiedSignature,
  verifySignature,
  type VerifyOptions,
} from "./verify-signature.ts";
