// Which components a signature must cover, so that it speaks for this request and no other (RFC 9421 section 7.2.1).

import { SignatureError } from "../error.ts";
import type { ParsedSignature } from "../parse-signature.ts";
import { hasContent, type HttpRequest, type RequestTarget } from "../request.ts";
import type { ResolvedPolicy } from "./policy.ts";

/** Each row: one of these must be covered; the first is named in the error. */
const CAVAGE_REQUIRED = [["(request-target)"], ["host"], ["date", "(created)"]];
const RFC9421_REQUIRED = [
  ["@method"],
  ["@target-uri", "@authority", "host"],
  ["@target-uri", "@request-target", "@path"],
];
const QUERY = ["@target-uri", "@request-target", "@query"];

/** Throws `component_missing` or `digest_missing` when the signature leaves out what the request and the policy need. */
export function checkCoverage(
  signature: ParsedSignature,
  request: HttpRequest,
  target: RequestTarget,
  policy: ResolvedPolicy,
): void {
  const { components } = signature;
  if (signature.scheme === "cavage") {
    for (const alternatives of CAVAGE_REQUIRED) requireOne(components, alternatives);
  } else {
    for (const alternatives of RFC9421_REQUIRED) requireOne(components, alternatives);
    if (target.query !== "") requireOne(components, QUERY);
    if (signature.created === undefined) requireOne(components, ["date"]);
  }
  for (const component of policy.requiredComponents) requireOne(components, [component]);
  const digest = digestComponent(signature);
  if (hasContent(request) && !components.includes(digest)) {
    throw new SignatureError("digest_missing", `The signature does not cover ${digest}`, {
      component: digest,
      keyId: signature.keyId,
    });
  }
}

/** The field by which a signature of this scheme covers the content. */
export function digestComponent(signature: ParsedSignature): "digest" | "content-digest" {
  return signature.scheme === "cavage" ? "digest" : "content-digest";
}

function requireOne(components: readonly string[], alternatives: readonly string[]): void {
  for (const component of alternatives) if (components.includes(component)) return;
  const component = alternatives[0] ?? "";
  throw new SignatureError("component_missing", `The signature does not cover ${alternatives.join(" or ")}`, {
    component,
  });
}
