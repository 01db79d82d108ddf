// Component identifiers and their values (RFC 9421 section 2): fields and derived components of a request.

import { SignatureError } from "../error.ts";
import { headerOf, type HttpRequest, type RequestTarget } from "../request.ts";
import { isFieldName } from "../structured-field/character.ts";
import type { Item, Parameters } from "../structured-field/item.ts";
import { serializeItem } from "../structured-field/serialize.ts";
import { queryParameter } from "./query-param.ts";

/** One covered component. */
export interface Component {
  /** `content-digest`, `@method`, ... */
  readonly name: string;
  readonly parameters: Parameters;
  /** Serialised with its parameters, as it stands in the signature base: `"@query-param";name="Pet"`. */
  readonly identifier: string;
}

const DERIVED = [
  "@method",
  "@target-uri",
  "@authority",
  "@scheme",
  "@request-target",
  "@path",
  "@query",
  "@query-param",
];

/**
 * Reads one item of a covered list. Throws `signature_malformed` when it is no component's name, and
 * `component_unsupported` for `@status`, other derived components unknown here, and parameters that change a
 * value (`sf`, `key`, `bs`, `req`, `tr`).
 */
export function parseComponent(item: Item): Component {
  if (item.item.type !== "string") {
    throw new SignatureError("signature_malformed", "A covered component is not a string");
  }
  const name = item.item.value;
  const identifier = serializeItem(item);
  const known = name.startsWith("@") ? DERIVED.includes(name) : true;
  if (known && !name.startsWith("@") && !isFieldName(name)) {
    throw new SignatureError("signature_malformed", "A covered component is not a field name");
  }
  for (const parameter of item.parameters.keys()) {
    if (!(name === "@query-param" && parameter === "name")) throw unsupported(identifier);
  }
  if (!known || (name === "@query-param" && item.parameters.get("name")?.type !== "string")) {
    throw unsupported(identifier);
  }
  return { name, parameters: item.parameters, identifier };
}

/** The value of a component in `request`. Throws `component_absent` when the request does not have it. */
export function componentValue(component: Component, request: HttpRequest, target: RequestTarget): string {
  switch (component.name) {
    case "@method":
      return request.method;
    case "@target-uri":
      return `${target.scheme}://${target.authority}${target.path}${target.query}`;
    case "@authority":
      return target.authority;
    case "@scheme":
      return target.scheme;
    case "@request-target":
      return target.path + target.query;
    case "@path":
      return target.path;
    case "@query":
      return target.query === "" ? "?" : target.query;
    case "@query-param":
      return queryParameter(component, target.query);
    default: {
      const value = headerOf(request, component.name);
      if (value === undefined) {
        throw new SignatureError(
          "component_absent",
          `The signature covers ${component.name}, which is not there`,
          { component: component.name },
        );
      }
      return value;
    }
  }
}

function unsupported(component: string): SignatureError {
  return new SignatureError("component_unsupported", `Unsupported component ${component}`, { component });
}
