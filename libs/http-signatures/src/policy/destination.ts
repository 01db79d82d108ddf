// Whether a request was signed for this server and this path, and not passed on from another.

import { tryCanonicalHost } from "@mastic/validation";
import { SignatureError } from "../error.ts";
import { headerOf, type HttpRequest, type RequestTarget } from "../request.ts";
import type { ResolvedPolicy } from "./policy.ts";

/** Throws `host_mismatch` when the target or the Host header is not ours, `path_mismatch` when the path is another. */
export function checkDestination(request: HttpRequest, target: RequestTarget, policy: ResolvedPolicy): void {
  const { authority, scheme, path } = target;
  if (!policy.hosts.some((host) => host === authority || tryCanonicalHost(host, scheme) === authority)) {
    throw mismatch("host_mismatch", policy.hosts.join(" "), authority);
  }
  const host = headerOf(request, "host");
  if (host !== undefined && host !== authority && tryCanonicalHost(host, scheme) !== authority) {
    throw mismatch("host_mismatch", authority, host);
  }
  if (policy.path !== undefined && policy.path !== path) throw mismatch("path_mismatch", policy.path, path);
}

function mismatch(code: "host_mismatch" | "path_mismatch", expected: string, actual: string): SignatureError {
  return new SignatureError(code, `The request is for ${actual.slice(0, 300)}`, { expected, actual });
}
