/**
 * URIs that name things: the status replied to, the status reported (field specifications, "Valid URL"; RFC 3986).
 *
 *     uri = scheme ":" 1*( any character but white space, controls, quotes, "<", ">", "\" )
 *
 * Identity is not an https URL everywhere (`did:key:...`, `ap://...`), so other schemes pass; http and https URLs
 * must be what `parseUrl` accepts, and schemes that make a browser run or read something are refused.
 */

import { indexOfForbidden } from "./forbidden-characters.ts";
import { HttpUrl } from "./url.ts";
import { URL_MAX_LENGTH } from "./url-origin.ts";
import { validator, type Branded, type Validator } from "./validator.ts";

/** An absolute URI, in the spelling it came in. */
export type Uri = Branded<"Uri">;

/**
 * Absolute URIs of at most 2048 characters. Sanitising trims.
 *
 * Codes: `wrong_type`, `too_long`, `malformed`, `unsupported_scheme`, `forbidden_character`, and for http and https
 * those of `parseUrl`.
 */
export const Uri: Validator<Uri> = /* @__PURE__ */ validator(
  "uri",
  (input) => input.trim(),
  (value) => {
    const scheme = /^[a-z][a-z0-9+.-]{0,31}(?=:)/i.exec(value)?.[0].toLowerCase();
    if (scheme === "http" || scheme === "https") return HttpUrl.fault(value);
    if (value.length > URL_MAX_LENGTH) {
      const limit = URL_MAX_LENGTH;
      return { code: "too_long", rule: `at most ${limit} characters`, length: value.length, limit };
    }
    if (scheme === undefined || value.length === scheme.length + 1) {
      return { code: "malformed", rule: "a scheme, a colon and something after it" };
    }
    if (ACTIVE_SCHEMES.has(scheme)) {
      return { code: "unsupported_scheme", rule: "no scheme that runs or reads something", index: 0 };
    }
    const index = indexOfForbidden(value);
    if (index < 0) return undefined;
    return { code: "forbidden_character", rule: "no spaces, controls, quotes, <, > or \\", index };
  },
);

const ACTIVE_SCHEMES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "about",
  "blob",
  "data",
  "file",
  "filesystem",
  "javascript",
  "vbscript",
  "view-source",
]);
