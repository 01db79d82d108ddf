// Verification of a response's signature, bound to the request that it answers (RFC 9421 sections 2.4 and 3.2).

import { QUERY_COMPONENTS, REQUEST_COMPONENTS } from "../policy/coverage.ts";
import type { ResponsePolicy } from "../policy/policy.ts";
import { type HttpResponse, requestTarget } from "../request.ts";
import type { VerificationKey, VerifiedSignature, VerifyOptions } from "../verification.ts";
import type { Rfc9421Signature } from "./signature.ts";
import { type Requirements, verifyRfc9421 } from "./verify.ts";

/**
 * Verifies a signature that `parseRfc9421Signatures` read from this response. It must cover `@status`, its own time,
 * `content-digest` where there is content, and of `response.request` the method and target with `req`, unless the
 * policy accepts answers to any request. Throws the codes of `verifySignature`.
 */
export function verifyResponse(
  signature: Rfc9421Signature,
  response: HttpResponse,
  key: VerificationKey,
  options: VerifyOptions<ResponsePolicy>,
): Promise<VerifiedSignature> {
  return verifyRfc9421(signature, response, key, options, requirementsOf);
}

function requirementsOf({ request }: HttpResponse, { unboundResponse }: ResponsePolicy): Requirements {
  const required = [["@status"]];
  if (unboundResponse !== "accept") {
    const hasQuery = request !== undefined && requestTarget(request).query !== "";
    const ofRequest = hasQuery ? [...REQUEST_COMPONENTS, QUERY_COMPONENTS] : REQUEST_COMPONENTS;
    required.push(...ofRequest.map((row) => row.map((component) => `"${component}";req`)));
  }
  return { required };
}
