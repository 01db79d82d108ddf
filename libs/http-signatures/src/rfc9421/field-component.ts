// Fields as components, with the parameters that change their value: `sf`, `key`, `bs`, `tr` (RFC 9421 section 2.1).

import { encodeBase64 } from "../base64.ts";
import { componentAbsent, SignatureError } from "../error.ts";
import { type Fields, fieldLines, fieldValue } from "../field.ts";
import type { HttpMessage } from "../request.ts";
import type { StructuredFieldType } from "../structured-field/item.ts";
import { FIELD_LIMITS } from "../structured-field/limits.ts";
import { Parser } from "../structured-field/parser.ts";
import {
  serializeDictionary,
  serializeItem,
  serializeList,
  serializeMember,
} from "../structured-field/serialize.ts";
import { type Component, unsupportedComponent } from "./component.ts";

/** Types of structured fields by name. */
export type StructuredFields = Readonly<Record<string, StructuredFieldType>>;

/** Fields that their definitions call structured, from IANA's registry of field names. */
const KNOWN: StructuredFields = {
  "accept-ch": "list",
  "accept-signature": "dictionary",
  "cache-status": "list",
  "cdn-cache-control": "dictionary",
  "client-cert": "item",
  "client-cert-chain": "list",
  "content-digest": "dictionary",
  priority: "dictionary",
  "proxy-status": "list",
  "repr-digest": "dictionary",
  signature: "dictionary",
  "signature-input": "dictionary",
  "want-content-digest": "dictionary",
  "want-repr-digest": "dictionary",
};

/**
 * The value of a field under its parameters. `types` names structured fields beyond the well-known ones. Throws
 * `component_absent`, `component_malformed` when it is not the structured field that `sf` or `key` say, and
 * `component_unsupported` when `sf` stands at a field of unknown type, or `key` at one that is no dictionary.
 */
export function fieldComponent(
  component: Component,
  message: HttpMessage,
  types: StructuredFields = {},
): string {
  const { name, parameters } = component;
  const fields = parameters.has("tr") ? (message.trailers ?? {}) : message.headers;
  if (parameters.has("bs")) return present(component, wrappedLines(component, fields));
  const value = present(component, fieldValue(fields, name));
  const key = parameters.get("key");
  if (key === undefined && !parameters.has("sf")) return value;
  const type = typeOf(types, name) ?? typeOf(KNOWN, name) ?? (key === undefined ? undefined : "dictionary");
  const parser = new Parser(value, "component_malformed", FIELD_LIMITS);
  if (key !== undefined) {
    if (type !== "dictionary") throw unsupportedComponent(component.identifier);
    const member = parser.dictionary().get(String(key.value));
    return present(component, member === undefined ? undefined : serializeMember(member));
  }
  switch (type) {
    case "dictionary":
      return serializeDictionary(parser.dictionary());
    case "list":
      return serializeList(parser.list());
    case "item":
      return serializeItem(parser.item());
    case undefined:
      throw unsupportedComponent(component.identifier);
  }
}

function typeOf(types: StructuredFields, name: string): StructuredFieldType | undefined {
  return Object.hasOwn(types, name) ? types[name] : undefined;
}

/** `bs`, section 2.1.3: each line as a byte sequence of its own, so that commas inside a line are told from those between. */
function wrappedLines(component: Component, fields: Fields): string | undefined {
  return fieldLines(fields, component.name)
    ?.map((line) => {
      // Hosts give octets of a field as the characters with the same numbers.
      const octets = Uint8Array.from(line, (character) => character.charCodeAt(0));
      if (/[^\0-\u00ff]/.test(line)) {
        throw new SignatureError("component_malformed", "A covered field holds what is no octet", {
          component: component.identifier,
        });
      }
      return `:${encodeBase64(octets)}:`;
    })
    .join(", ");
}

function present(component: Component, value: string | undefined): string {
  if (value === undefined) throw componentAbsent(component.identifier);
  return value;
}
