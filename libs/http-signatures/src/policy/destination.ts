// Whether a request was signed for this server and this path, and not passed on from another.

import { canonicalAuthority } from "../authority.ts";
import { SignatureError } from "../error.ts";
import { headerOf, type HttpRequest, type RequestTarget } from "../request.ts";
import { policyInvalid, type VerificationPolicy } from "./policy.ts";

/**
 * Throws `host_mismatch` when the target or the Host header is not ours, `path_mismatch` when the path is another,
 * and `policy_invalid` when the policy names no host.
 */
export function checkDestination(
  request: HttpRequest,
  target: RequestTarget,
  policy: VerificationPolicy,
): void {
  const { authority, path } = target;
  const ours = policy.host;
  if (ours.length === 0) throw policyInvalid("host names no host");
  if (!(typeof ours === "string" ? isFor(ours, target) : ours.some((host) => isFor(host, target)))) {
    throw mismatch("host_mismatch", String(ours), authority);
  }
  const host = headerOf(request, "host");
  if (host !== undefined && !isFor(host, target)) throw mismatch("host_mismatch", authority, host);
  if (policy.path !== undefined && policy.path !== path) throw mismatch("path_mismatch", policy.path, path);
}

function isFor(host: string, { authority, scheme }: RequestTarget): boolean {
  return host === authority || canonicalAuthority(host, scheme) === authority;
}

function mismatch(code: "host_mismatch" | "path_mismatch", expected: string, actual: string): SignatureError {
  return new SignatureError(code, `The request is for ${actual.slice(0, 300)}`, { expected, actual });
}
