// Reads a JSON Resource Descriptor (RFC 7033 section 4.4) from text.

import { refuse } from "./refusal.ts";
import type { Jrd } from "./jrd.ts";
import { tryParseJson } from "./json.ts";
import { checkLimit, MAX_JRD_LENGTH } from "./limit.ts";
import { listOf, recordOf, shape, text } from "./shape.ts";

const isJrd = /* @__PURE__ */ jrdShape();

/**
 * Parses a JRD. Members that are not of the RFC's type are left out, as are links without `rel` and members that
 * the RFC does not name, so that one odd link does not hide the others. Throws `jrd_malformed` when the text is no
 * JSON object, and `response_too_large` for more than 64 kB or 256 links, aliases or properties.
 */
export function parseJrd(json: string): Jrd {
  checkLimit(json.length, MAX_JRD_LENGTH);
  const jrd = tryParseJson(json);
  if (isJrd(jrd)) return jrd;
  refuse("jrd_malformed", json);
}

function jrdShape() {
  const properties = recordOf((value) => text(value) || value === null);
  const members = shape({
    rel: text,
    type: text,
    href: text,
    template: text,
    titles: recordOf(text),
    properties,
  });
  const links = listOf((link) => members(link) && "rel" in (link as object));
  return shape({ subject: text, aliases: listOf(text), properties, links }) as (
    value: unknown,
  ) => value is Jrd;
}
