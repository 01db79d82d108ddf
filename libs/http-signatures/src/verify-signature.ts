// Verification of a request's signature under a policy, in whichever scheme it came.

import { cavageSigningString } from "./cavage/signing-string.ts";
import { verifyCavageSignature } from "./cavage/verify.ts";
import { SignatureError } from "./error.ts";
import type { ParsedSignature } from "./parse-signature.ts";
import { type HttpMessage, type HttpRequest, requestTarget } from "./request.ts";
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

/**
 * The text that a signature covers: signing string (draft-cavage-12, requests only) or signature base (RFC 9421). Throws
 * as `verifySignature` for components.
 */
export function signedTextOf(signature: ParsedSignature, message: HttpMessage): string {
  if (signature.scheme === "rfc9421") {
    return signatureBase(signature.covered, signature.signatureParams, message);
  }
  if ("status" in message) {
    throw new SignatureError("request_malformed", "draft-cavage signs no responses");
  }
  return cavageSigningString(signature, message, requestTarget(message));
}
