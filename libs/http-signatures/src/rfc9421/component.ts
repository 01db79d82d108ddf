// Component identifiers (RFC 9421 sections 1.1, 2.1 and 2.5): a field or derived component with its parameters.

import { SignatureError } from "../error.ts";
import { isFieldName } from "../structured-field/character.ts";
import type { Item, Parameters } from "../structured-field/item.ts";
import { SIGNATURE_LIMITS } from "../structured-field/limits.ts";
import { NO_PARAMETERS, Parser } from "../structured-field/parser.ts";
import { serializeItem } from "../structured-field/serialize.ts";

/** One covered component. */
export interface Component {
  /** `content-digest`, `@method`, ... */
  readonly name: string;
  readonly parameters: Parameters;
  /** Serialised with its parameters, as it stands in the signature base: `"@query-param";name="Pet"`. */
  readonly identifier: string;
}

/** The derived components, and the fields that are signed nearly always. */
const COMPONENTS = [
  "@method",
  "@target-uri",
  "@authority",
  "@scheme",
  "@request-target",
  "@path",
  "@query",
  "@query-param",
  "@status",
  "content-digest",
  "content-type",
];

/** What each parameter of a field is: a flag, or a string. */
const FIELD_PARAMETERS: Readonly<Record<string, "boolean" | "string">> = {
  sf: "boolean",
  key: "string",
  bs: "boolean",
  req: "boolean",
  tr: "boolean",
};

/**
 * Reads one item of a covered list. Throws `signature_malformed` when it is no component's name, and
 * `component_unsupported` for derived components unknown here, and for parameters that are unknown, do not apply to
 * the component, or exclude each other (`bs` with `sf` or `key`).
 */
export function readComponent(item: Item): Component {
  if (item.item.type !== "string") throw malformed();
  const known = COMPONENTS[COMPONENTS.indexOf(item.item.value)];
  // A name that is a constant is found in records without being hashed first.
  const name = known ?? item.item.value;
  const { parameters } = item;
  const isDerived = name.startsWith("@");
  if (known === undefined && !isDerived && !isFieldName(name)) throw malformed();
  const wantsName = name === "@query-param";
  const isPlain = parameters.size === 0;
  // The name of a field or derived component needs no escape.
  const identifier = isPlain ? `"${name}"` : serializeItem(item);
  if (
    (isDerived && known === undefined) ||
    (isPlain ? wantsName : !areUnderstood(parameters, name, isDerived))
  ) {
    throw unsupportedComponent(identifier);
  }
  return { name, parameters, identifier };
}

function areUnderstood(parameters: Parameters, name: string, isDerived: boolean): boolean {
  for (const [parameter, { type, value }] of parameters) {
    const isName = name === "@query-param" && parameter === "name";
    if (isDerived && !isName && parameter !== "req") return false;
    if (type !== (isName ? "string" : FIELD_PARAMETERS[parameter]) || value === false) return false;
  }
  if (name === "@status" || (name === "@query-param" && !parameters.has("name"))) return false;
  return !(parameters.has("bs") && (parameters.has("sf") || parameters.has("key")));
}

/** Reads an identifier as callers write it: `@method`, or with quotes and parameters, `"@query-param";name="Pet"`. */
export function parseComponent(text: string): Component {
  return readComponent(
    text.startsWith('"')
      ? new Parser(text, "signature_malformed", SIGNATURE_LIMITS).item()
      : { kind: "item", item: { type: "string", value: text }, parameters: NO_PARAMETERS },
  );
}

/** `component_unsupported` */
export function unsupportedComponent(component: string): SignatureError {
  return new SignatureError("component_unsupported", `Unsupported component ${component}`, { component });
}

function malformed(): SignatureError {
  return new SignatureError("signature_malformed", "A covered component is not a string with its name");
}
