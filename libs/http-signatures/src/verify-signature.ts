// Verification of a request's signature under a policy: draft-cavage-12 section 2.5, RFC 9421 section 3.2.

import type { SignatureAlgorithm } from "./algorithm.ts";
import { cavageSigningString } from "./cavage/signing-string.ts";
import { verifyContentDigest } from "./content-digest.ts";
import type { CryptoPort, PublicKey } from "./crypto-port.ts";
import { verifyDigest } from "./digest.ts";
import { SignatureError } from "./error.ts";
import type { KeyMaterial } from "./key/material.ts";
import type { ParsedSignature } from "./parse-signature.ts";
import { checkCoverage, digestComponent } from "./policy/coverage.ts";
import { checkDestination } from "./policy/destination.ts";
import { algorithmFor, namedAlgorithm } from "./policy/key.ts";
import { resolvePolicy, type VerificationPolicy } from "./policy/policy.ts";
import { checkTimes } from "./policy/time.ts";
import { contentOf, headerOf, type HttpRequest, type RequestTarget, requestTarget } from "./request.ts";
import { rfc9421SignatureBase } from "./rfc9421/signature-base.ts";
import { encodeSignatureText } from "./signature-text.ts";

/** The key to verify with, and the id under which it was found. */
export interface VerificationKey {
  /** As the key's document names it; must be the signature's `keyId`. */
  readonly id: string;
  /** PEM, JWK, or a key that the same port imported. */
  readonly publicKey: KeyMaterial | PublicKey;
}

/** What verification needs besides the request. */
export interface VerifyOptions {
  /** Ms since the Unix epoch. */
  readonly now: number;
  readonly policy: VerificationPolicy;
  readonly crypto: CryptoPort;
}

/** A signature that holds. */
export interface VerifiedSignature {
  readonly scheme: "cavage" | "rfc9421";
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly components: readonly string[];
  /** Ms since the Unix epoch. */
  readonly signedAt: number;
  /** Whether the query, empty or not, is covered. */
  readonly coversQuery: boolean;
  readonly nonce: string | undefined;
  readonly signature: Uint8Array;
  /**
   * The text that was signed. With `keyId` it names this signature whatever its encoding (an ECDSA signature has
   * a twin), so whoever refuses replays remembers these two until `refusedFrom`.
   */
  readonly signedText: string;
  /** Ms since the Unix epoch from which on the same policy refuses this signature by its age. */
  readonly refusedFrom: number;
}

/**
 * Verifies a signature that `parseSignature` read from this request. Checked in this order, so that the cheap
 * goes first: algorithm, key id, covered components, host and path, times, key, digest of the content, signature.
 * Throws a `SignatureError` with a code for each of them; `signature_invalid` is the last.
 */
export async function verifySignature(
  signature: ParsedSignature,
  request: HttpRequest,
  key: VerificationKey,
  options: VerifyOptions,
): Promise<VerifiedSignature> {
  const { crypto, now } = options;
  const policy = resolvePolicy(options.policy);
  const target = requestTarget(request);
  const named = namedAlgorithm(signature);
  if (key.id !== signature.keyId) {
    throw new SignatureError("key_mismatch", "The key is not the one that the signature names", {
      expected: signature.keyId,
      actual: key.id,
    });
  }
  checkCoverage(signature, request, target, policy);
  checkDestination(request, target, policy);
  const { signedAt, refusedFrom } = checkTimes(signature, request, policy, now);
  const publicKey = await importKey(key.publicKey, crypto);
  const algorithm = algorithmFor(named, publicKey, policy);
  await checkContent(signature, request, crypto);

  for (const withQuery of queryVariants(signature, target, policy.unsignedQuery)) {
    const signedText = signedTextOf(signature, request, target, withQuery);
    const lines = signature.components.length + (signature.scheme === "rfc9421" ? 1 : 0);
    const data = encodeSignatureText(signedText, lines);
    // Awaiting only what is a promise keeps a synchronous port synchronous.
    const answer = crypto.verify(algorithm, publicKey, data, signature.signature);
    if (typeof answer === "boolean" ? answer : await answer) {
      return {
        scheme: signature.scheme,
        keyId: signature.keyId,
        algorithm,
        components: signature.components,
        signedAt,
        coversQuery: withQuery,
        nonce: signature.nonce,
        signature: signature.signature,
        signedText,
        refusedFrom,
      };
    }
  }
  throw new SignatureError("signature_invalid", "The signature is not by this key over this request", {
    keyId: signature.keyId,
    algorithm,
  });
}

/** The text that a signature covers: signing string (draft-cavage-12) or signature base (RFC 9421). */
export function signedTextOf(
  signature: ParsedSignature,
  request: HttpRequest,
  target: RequestTarget = requestTarget(request),
  withQuery = true,
): string {
  return signature.scheme === "cavage"
    ? cavageSigningString(signature, request, target, withQuery)
    : rfc9421SignatureBase(signature.covered, signature.signatureParams, request, target);
}

async function importKey(key: KeyMaterial | PublicKey, crypto: CryptoPort): Promise<PublicKey> {
  return typeof key === "object" && "kind" in key ? key : crypto.importPublicKey(key);
}

async function checkContent(
  signature: ParsedSignature,
  request: HttpRequest,
  crypto: CryptoPort,
): Promise<void> {
  const component = digestComponent(signature);
  if (!signature.components.includes(component)) return;
  const field = headerOf(request, component);
  if (field === undefined) {
    throw new SignatureError("digest_missing", `The request has no ${component}`, { component });
  }
  const body = contentOf(request);
  await (component === "digest"
    ? verifyDigest(field, body, crypto)
    : verifyContentDigest(field, body, crypto));
}

function queryVariants(
  signature: ParsedSignature,
  target: RequestTarget,
  unsignedQuery: "accept" | "refuse",
): readonly boolean[] {
  const both = signature.scheme === "cavage" && target.query !== "" && unsignedQuery === "accept";
  return both ? [true, false] : [true];
}
