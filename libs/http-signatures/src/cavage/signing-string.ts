// The signing string of draft-cavage-12, section 2.3: one `name: value` line for each covered component.

import { SignatureError } from "../error.ts";
import { headerOf, type HttpRequest, type RequestTarget } from "../request.ts";
import type { CavageSignature } from "./signature.ts";

/** The parts of a signature that its signing string depends on. */
export type CavageParameters = Pick<CavageSignature, "components" | "created" | "expires" | "algorithm">;

/**
 * Builds the signing string. `withQuery: false` leaves the query out of `(request-target)`, as some servers do.
 * `(expires)` is written as it was read only for whole seconds and plain fractions. Throws `component_absent`
 * when the request, or the signature's parameters, do not have a covered component, and `component_unsupported`
 * for `(created)` and `(expires)` with an algorithm older than `hs2019` (section 2.3).
 */
export function cavageSigningString(
  parameters: CavageParameters,
  request: HttpRequest,
  target: RequestTarget,
  withQuery = true,
): string {
  let text = "";
  for (const name of parameters.components) {
    if (text !== "") text += "\n";
    text += `${name}: ${valueOf(name, parameters, request, target, withQuery)}`;
  }
  return text;
}

function valueOf(
  name: string,
  parameters: CavageParameters,
  request: HttpRequest,
  target: RequestTarget,
  withQuery: boolean,
): string {
  switch (name) {
    case "(request-target)":
      return `${request.method.toLowerCase()} ${target.path}${withQuery ? target.query : ""}`;
    case "(created)":
      return timeOf(name, parameters.created, parameters.algorithm);
    case "(expires)":
      return timeOf(name, parameters.expires, parameters.algorithm);
    default: {
      const value = headerOf(request, name);
      if (value === undefined) throw absent(name);
      return value;
    }
  }
}

function timeOf(name: string, seconds: number | undefined, algorithm: string | undefined): string {
  if (algorithm !== undefined && algorithm !== "hs2019") {
    throw new SignatureError("component_unsupported", `${name} does not go with ${algorithm}`, {
      component: name,
      algorithm,
    });
  }
  if (seconds === undefined) throw absent(name);
  return String(seconds);
}

function absent(component: string): SignatureError {
  return new SignatureError("component_absent", `The signature covers ${component}, which is not there`, {
    component,
  });
}
