// The @query-param component (RFC 9421 section 2.2.8): one named parameter of the query, decoded and encoded again.

import { SignatureError } from "../error.ts";
import type { Component } from "./component.ts";

/**
 * The value of the parameter that `component` names. Throws `component_absent` when the query does not have it
 * exactly once, because a repeated one cannot be told apart, and `component_malformed` when it is not UTF-8. Other
 * parameters may be what they like.
 */
export function queryParameter(component: Component, query: string): string {
  const item = component.parameters.get("name");
  const wanted = item?.type === "string" ? item.value : "";
  let found: string | undefined;
  for (const pair of query.slice(1).split("&")) {
    const equals = pair.indexOf("=");
    const name = equals === -1 ? pair : pair.slice(0, equals);
    if (pair === "" || normalize(name) !== wanted) continue;
    if (found !== undefined) throw absent(component);
    found = normalize(equals === -1 ? "" : pair.slice(equals + 1));
    if (found === undefined) {
      throw new SignatureError("component_malformed", "A query parameter is not percent-encoded UTF-8", {
        component: component.identifier,
      });
    }
  }
  if (found === undefined) throw absent(component);
  return found;
}

/**
 * Decoded as a form is, then encoded with the application/x-www-form-urlencoded percent-encode set, spaces as %20.
 * Undefined when it is not UTF-8.
 */
function normalize(text: string): string | undefined {
  try {
    return encodeURIComponent(decodeURIComponent(text.replaceAll("+", " "))).replace(
      /[!'()~]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  } catch {
    return undefined;
  }
}

function absent(component: Component): SignatureError {
  return new SignatureError("component_absent", `The query does not have ${component.identifier} once`, {
    component: component.identifier,
  });
}
