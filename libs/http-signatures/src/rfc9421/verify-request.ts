// Verification of a request's signature under RFC 9421, section 3.2, and a policy.

import { QUERY_COMPONENTS, REQUEST_COMPONENTS } from "../policy/coverage.ts";
import { checkDestination } from "../policy/destination.ts";
import type { VerificationPolicy } from "../policy/policy.ts";
import { type HttpRequest, requestTarget } from "../request.ts";
import type { VerificationKey, VerifiedSignature, VerifyOptions } from "../verification.ts";
import type { Rfc9421Signature } from "./signature.ts";
import { type Requirements, verifyRfc9421 } from "./verify.ts";

/** As `verifySignature`, for RFC 9421 only: whoever needs no draft-cavage does not carry it. */
export function verifyRfc9421Signature(
  signature: Rfc9421Signature,
  request: HttpRequest,
  key: VerificationKey,
  options: VerifyOptions,
): Promise<VerifiedSignature> {
  return verifyRfc9421(signature, request, key, options, requirementsOf);
}

function requirementsOf(request: HttpRequest, policy: VerificationPolicy): Requirements {
  const target = requestTarget(request);
  checkDestination(request, target, policy);
  const required = target.query === "" ? REQUEST_COMPONENTS : [...REQUEST_COMPONENTS, QUERY_COMPONENTS];
  return { required, target };
}
