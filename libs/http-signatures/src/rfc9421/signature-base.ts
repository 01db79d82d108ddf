// The signature base (RFC 9421 section 2.5): one `"identifier": value` line for each component, then the parameters.

import { type HttpMessage, type RequestTarget } from "../request.ts";
import type { Parameters } from "../structured-field/item.ts";
import { serializeParameters } from "../structured-field/serialize.ts";
import { type Component, unsupportedComponent } from "./component.ts";
import { derivedComponent } from "./derived-component.ts";
import { fieldComponent, type StructuredFields } from "./field-component.ts";

/**
 * Builds the signature base. `target` is the message's own, where the caller knows it already. Throws
 * `component_absent` when the message does not have a covered component, `component_unsupported` when this kind of
 * message cannot (`req` in a request, `@status` in one), and `component_malformed`.
 */
export function signatureBase(
  covered: readonly Component[],
  signatureParams: string,
  message: HttpMessage,
  target?: RequestTarget,
  types?: StructuredFields,
): string {
  let text = "";
  for (const component of covered) {
    const { name, identifier, parameters } = component;
    const isOfRequest = parameters.has("req");
    const source = isOfRequest ? ("status" in message ? message.request : undefined) : message;
    if (source === undefined) throw unsupportedComponent(identifier);
    const value = name.startsWith("@")
      ? derivedComponent(component, source, isOfRequest ? undefined : target)
      : fieldComponent(component, source, types);
    text += `${identifier}: ${value}\n`;
  }
  return `${text}"@signature-params": ${signatureParams}`;
}

/** The value of `@signature-params` (section 2.3), an inner list. */
export function formatSignatureParams(covered: readonly Component[], parameters: Parameters): string {
  return `(${covered.map(({ identifier }) => identifier).join(" ")})${serializeParameters(parameters)}`;
}
