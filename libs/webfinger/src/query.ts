// The question to a WebFinger endpoint (RFC 7033 section 4.1): `resource` once, `rel` any number of times.

import { WebFingerError } from "./error.ts";

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
  if (query.length > MAX_QUERY_LENGTH) throw malformed("too long");
  let resource: string | undefined;
  const rels: string[] = [];
  for (const pair of (query.startsWith("?") ? query.slice(1) : query).split("&")) {
    const equals = pair.indexOf("=");
    const name = equals === -1 ? pair : pair.slice(0, equals);
    const value = equals === -1 ? "" : pair.slice(equals + 1);
    if (name === "rel") rels.push(decode(value));
    if (name !== "resource") continue;
    if (resource !== undefined) throw malformed("resource is there twice");
    resource = decode(value);
  }
  if (resource === undefined || resource === "") throw malformed("resource is missing");
  return { resource, rels };
}

/** A "+" stays one: it may stand in an account's name, and the RFC asks for percent-encoding, not for forms. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw malformed("not percent-encoded UTF-8");
  }
}

function malformed(reason: string): WebFingerError {
  return new WebFingerError("query_malformed", `WebFinger query: ${reason}`);
}
