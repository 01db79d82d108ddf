// Verification of a request's signature under a policy, in whichever scheme it came.

import { cavageSigningString } from "./cavage/signing-string.ts";
import { verifyCavageSignature } from "./cavage/verify.ts";
import type { ParsedSignature } from "./parse-signature.ts";
import { type HttpRequest, type RequestTarget, requestTarget } from "./request.ts";
import { signatureBase } from "./rfc9421/signature-base.ts";
import { verifyRfc9421Signature } from "./rfc9421/verify-request.ts";
import type { VerificationKey, VerifiedSignature, VerifyOptions } from "./verification.ts";

/**
 * Verifies a signature that `parseSignature` read from this request: algorithm, key id, covered components, host and
 * path, times, key, digest of the content, signature, so that the cheap goes first. Throws a `SignatureError` with a
 * code for each of them; `signature_invalid` is the last.
 */
export function verifySignature(
  signature: ParsedSignature,
  request: HttpRequest,
  key: VerificationKey,
  options: VerifyOptions,
): Promise<VerifiedSignature> {
  return signature.scheme === "cavage"
    ? verifyCavageSignature(signature, request, key, options)
    : verifyRfc9421Signature(signature, request, key, options);
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
    : signatureBase(signature.covered, signature.signatureParams, request, target);
}
