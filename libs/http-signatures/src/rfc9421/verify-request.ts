// Verification of a request's signature under RFC 9421, section 3.2, and a policy.

import { QUERY_COMPONENTS, REQUEST_COMPONENTS } from "../policy/coverage.ts";
import { checkDestination } from "../policy/destination.ts";
import { type HttpRequest, requestTarget } from "../request.ts";
import type { VerificationKey, VerifiedSignature, VerifyOptions } from "../verification.ts";
import type { Rfc9421Signature } from "./signature.ts";
import { verifyRfc9421 } from "./verify.ts";

/** As `verifySignature`, for RFC 9421 only: whoever needs no draft-cavage does not carry it. */
export async function verifyRfc9421Signature(
  signature: Rfc9421Signature,
  request: HttpRequest,
  key: VerificationKey,
  options: VerifyOptions,
): Promise<VerifiedSignature> {
  const target = requestTarget(request);
  checkDestination(request, target, options.policy);
  const required = target.query === "" ? REQUEST_COMPONENTS : [...REQUEST_COMPONENTS, QUERY_COMPONENTS];
  return await verifyRfc9421(signature, request, target, required, key, options);
}
