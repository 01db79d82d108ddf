// The signature base (RFC 9421 section 2.5): one `"identifier": value` line for each component, then the parameters.

import type { HttpRequest, RequestTarget } from "../request.ts";
import { type Component, componentValue } from "./component.ts";

/** Builds the signature base. Throws `component_absent` when `request` does not have a covered component. */
export function rfc9421SignatureBase(
  covered: readonly Component[],
  signatureParams: string,
  request: HttpRequest,
  target: RequestTarget,
): string {
  let text = "";
  for (const component of covered) {
    text += `${component.identifier}: ${componentValue(component, request, target)}\n`;
  }
  return `${text}"@signature-params": ${signatureParams}`;
}
