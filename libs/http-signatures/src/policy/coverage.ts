// Which components a signature must cover, so that it speaks for this message and no other (RFC 9421 section 7.2.1).

import { SignatureError } from "../error.ts";
import { hasContent, type HttpMessage } from "../request.ts";

/** Each row: one of these must be covered; the first is named in the error. */
export type RequiredComponents = readonly (readonly string[])[];

/** What RFC 9421 signatures must cover of a request, whole or in parts. */
export const REQUEST_COMPONENTS: RequiredComponents = [
  ["@method"],
  ["@target-uri", "@authority", "host"],
  ["@target-uri", "@request-target", "@path"],
];

/** What covers a query. */
export const QUERY_COMPONENTS = ["@target-uri", "@request-target", "@query"];

/** Throws `component_missing` unless one of each row is covered. */
export function requireComponents(components: readonly string[], required: RequiredComponents): void {
  next: for (const alternatives of required) {
    for (const component of alternatives) if (components.includes(component)) continue next;
    throw new SignatureError(
      "component_missing",
      `The signature does not cover ${alternatives.join(" or ")}`,
      {
        component: alternatives[0] ?? "",
      },
    );
  }
}

/** Throws `component_missing` unless all that the caller asks for is covered. */
export function requireEach(components: readonly string[], required: readonly string[] = []): void {
  for (const component of required) requireComponents(components, [[component]]);
}

/** Throws `digest_missing` when there is content and `digest` is not covered. */
export function requireDigest(components: readonly string[], message: HttpMessage, digest: string): void {
  if (hasContent(message) && !components.includes(digest)) {
    throw new SignatureError("digest_missing", `The signature does not cover ${digest}`, {
      component: digest,
    });
  }
}
