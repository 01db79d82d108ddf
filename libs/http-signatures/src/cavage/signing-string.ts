// The signing string of draft-cavage-12, section 2.3: one `name: value` line for each covered component.

import { componentAbsent, SignatureError } from "../error.ts";
import { headerOf, type HttpRequest, type RequestTarget } from "../request.ts";
import type { CavageSignature } from "./signature.ts";

/** The parts of a signature that its signing string depends on. */
export type CavageParameters = Pick<CavageSignature, "components" | "created" | "expiresText" | "algorithm">;

/**
 * Builds the signing string. `withQuery: false` leaves the query out of `(request-target)`, as some servers do.
 * Throws `component_absent` when the request, or the signature's parameters, do not have a covered component, and
 * `component_unsupported` for `(created)` and `(expires)` with an algorithm older than `hs2019` (section 2.3).
 */
export function cavageSigningString(
  parameters: CavageParameters,
  request: HttpRequest,
  target: RequestTarget,
  withQuery = true,
): string {
  let text = "";
  for (const name of parameters.components) {
    const value =
      name === "(request-target)"
        ? `${request.method.toLowerCase()} ${target.path}${withQuery ? target.query : ""}`
        : name.startsWith("(")
          ? timeOf(name, parameters)
          : headerOf(request, name);
    if (value === undefined) throw componentAbsent(name);
    text += `${text === "" ? "" : "\n"}${name}: ${value}`;
  }
  return text;
}

function timeOf(name: string, { algorithm, created, expiresText }: CavageParameters): string | undefined {
  if (algorithm !== undefined && algorithm !== "hs2019") {
    throw new SignatureError("component_unsupported", `${name} does not go with ${algorithm}`, {
      component: name,
      algorithm,
    });
  }
  return name === "(created)" ? created?.toString() : expiresText;
}
