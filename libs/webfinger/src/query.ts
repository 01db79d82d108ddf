// The question to a WebFinger endpoint (RFC 7033 section 4.1): `resource` once, `rel` any number of times.

import { refuse } from "./refusal.ts";
import { recode } from "./percent-encoding.ts";

/** A decoded question. */
export interface WebFingerQuery {
  readonly resource: string;
  readonly rels: readonly string[];
}

const MAX_QUERY_LENGTH = 4096;

/**
 * Reads the query of a request's target, with or without its `?`. Other parameters are passed over. Throws
 * `query_malformed`, to be answered 400 (section 4.2), when `resource` is missing, empty or there twice, or the
 * text is not percent-encoded UTF-8 of at most 4,096 characters.
 */
export function parseWebFingerQuery(query: string): WebFingerQuery {
  const resources: string[] = [];
  const rels: string[] = [];
  if (query.length <= MAX_QUERY_LENGTH) {
    for (const pair of query.replace(/^\?/, "").split("&")) {
      const [, name, value = ""] = /^(resource|rel)(?:=(.*))?$/s.exec(pair) ?? [];
      if (name === undefined) continue;
      (name === "rel" ? rels : resources).push(recode(decodeURIComponent, value, "query_malformed"));
    }
  }
  const [resource = "", ...more] = resources;
  if (resource === "" || more.length > 0) refuse("query_malformed", query);
  return { resource, rels };
}
