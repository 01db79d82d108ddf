// HTTP signatures as the Fediverse uses them: draft-cavage-http-signatures-12, RFC 9421, digests, keys.

export type { DigestAlgorithm, KeyPairType, KeyType, SignatureAlgorithm } from "./algorithm.ts";
export type { Awaitable } from "./awaitable.ts";
export { parseCavageSignature } from "./cavage/parse.ts";
export { signCavage } from "./cavage/sign.ts";
export type { CavageSignature } from "./cavage/signature.ts";
export { verifyCavageSignature } from "./cavage/verify.ts";
export {
  type CollectionSynchronization,
  followersDigest,
  formatCollectionSynchronization,
  parseCollectionSynchronization,
} from "./collection-synchronization.ts";
export { createContentDigest, verifyContentDigest, verifyReprDigest } from "./content-digest.ts";
export type { CryptoPort, KeyGenerator, KeyPairPem, PrivateKey, PublicKey } from "./crypto-port.ts";
export { createDigest, verifyDigest } from "./digest.ts";
export {
  afterKnock,
  doubleKnock,
  firstKnock,
  type Knock,
  type KnockAnswer,
  type KnockOutcome,
  type KnockStore,
  type KnownHost,
  type SignatureScheme,
} from "./double-knock.ts";
export {
  SignatureError,
  type SignatureErrorCode,
  type SignatureErrorContext,
  type SignatureErrorKind,
} from "./error.ts";
export type { Fields } from "./field.ts";
export { formatHttpDate, parseHttpDate } from "./http-date.ts";
export type { Jwk, KeyMaterial } from "./key/material.ts";
export { keyDocumentUrl, keyOfActor, type KeyOwner, type ListedKey } from "./key-owner.ts";
export { type ParsedSignature, parseSignature } from "./parse-signature.ts";
export type { ResponsePolicy, SignaturePolicy, VerificationPolicy } from "./policy/policy.ts";
export type {
  AbsoluteRequest,
  HttpMessage,
  HttpRequest,
  HttpResponse,
  OriginRequest,
  RequestTarget,
} from "./request.ts";
export {
  formatAcceptSignature,
  fulfilAcceptSignature,
  parseAcceptSignature,
  type WantedSignature,
} from "./rfc9421/accept-signature.ts";
export type { Component } from "./rfc9421/component.ts";
export type { StructuredFields } from "./rfc9421/field-component.ts";
export { parseRfc9421Signatures, type SignatureChoice } from "./rfc9421/parse.ts";
export { signRfc9421 } from "./rfc9421/sign.ts";
export type { Rfc9421Signature } from "./rfc9421/signature.ts";
export { verifyRfc9421Signature } from "./rfc9421/verify-request.ts";
export { verifyResponse } from "./rfc9421/verify-response.ts";
export type { CavageSignOptions, Rfc9421SignOptions, SignatureHeaders, SigningKey } from "./sign-options.ts";
export { type SignOptions, signRequest } from "./sign-request.ts";
export { signResponse } from "./sign-response.ts";
export type { BareItem, Parameters, StructuredFieldType } from "./structured-field/item.ts";
export type { VerificationKey, VerifiedSignature, VerifyOptions } from "./verification.ts";
export { signedTextOf, verifySignature } from "./verify-signature.ts";
export { type DigestPreferences, formatWantDigest, parseWantDigest, preferredDigest } from "./want-digest.ts";
