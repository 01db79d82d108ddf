/** Says what is wrong with a URL that `parseUrl` refused. */

import { indexOfForbidden } from "./forbidden-characters.ts";
import { hostFault } from "./host-fault.ts";
import { normaliseUrl } from "./normalise-url.ts";
import { splitUrl } from "./split-url.ts";
import { URL_MAX_LENGTH } from "./url-origin.ts";
import type { Fault } from "./validation-error.ts";

/** The rule that a refused URL breaks, and where. */
export function urlFault(input: string): Fault {
  const limit = URL_MAX_LENGTH;
  const split = splitUrl(input);
  // With nothing else amiss, only its length once encoded is left.
  const length = split === undefined ? input.length : normaliseUrl(split).href.length;
  if (length > limit) {
    return { code: "too_long", rule: `at most ${limit} characters, percent-encoded`, length, limit };
  }
  const scheme = /^https?(?=:)/i.exec(input)?.[0];
  if (scheme === undefined) return { code: "unsupported_scheme", rule: "http and https only", index: 0 };
  const start = scheme.length + 3;
  if (!input.startsWith("://", scheme.length)) {
    return { code: "malformed", rule: '"//" and a host must follow the scheme', index: scheme.length + 1 };
  }
  const refused = indexOfForbidden(input);
  if (refused >= 0) {
    return { code: "forbidden_character", rule: "no spaces, controls, quotes, <, > or \\", index: refused };
  }
  const authority = /^[^/?#]*/.exec(input.slice(start))?.[0] ?? "";
  const at = authority.indexOf("@");
  if (at >= 0) return { code: "userinfo", rule: "no user name or password", index: start + at };
  const fault = hostFault(authority);
  return { ...fault, index: start + (fault.index ?? 0) };
}
