/**
 * Absolute http and https URLs, read without the URL global (RFC 3986 section 3, WHATWG URL where they differ).
 *
 *     url = ( "http" / "https" ) "://" host [ ":" port ] path [ "?" query ] [ "#" fragment ]
 *
 * What it accepts comes out as a WHATWG parser would write it. It accepts less: no user info, no backslashes,
 * spaces or control characters, no percent-encoded host, no odd spellings of addresses.
 */

import { normaliseUrl, type ParsedUrl } from "./normalise-url.ts";
import { ValidationError } from "./validation-error.ts";
import { validator, type Branded, type Validator } from "./validator.ts";
import { urlFault } from "./url-fault.ts";
import { splitUrl } from "./split-url.ts";
import { URL_MAX_LENGTH } from "./url-origin.ts";

/** An http or https URL that `parseUrl` accepts, in the spelling it came in: ids are compared byte by byte. */
export type HttpUrl = Branded<"HttpUrl">;

/** http and https URLs as strings. Sanitising trims; the spelling is kept. Codes as for `parseUrl`. */
export const HttpUrl: Validator<HttpUrl> = /* @__PURE__ */ validator(
  "url",
  (input) => input.trim(),
  (value) => (tryParseUrl(value) === undefined ? urlFault(value) : undefined),
);

/**
 * Reads an absolute http or https URL. Nothing is trimmed.
 * @throws {ValidationError} `wrong_type`, `too_long`, `unsupported_scheme`, `malformed` (no authority),
 * `forbidden_character`, `userinfo`, `invalid_host`, `invalid_port`
 */
export function parseUrl(input: unknown): ParsedUrl {
  const url = tryParseUrl(input);
  if (url !== undefined) return url;
  throw new ValidationError(
    "url",
    typeof input === "string" ? urlFault(input) : { code: "wrong_type", rule: "must be a string" },
  );
}

/** `parseUrl` for values that may well be none: undefined in place of an error. */
export function tryParseUrl(input: unknown): ParsedUrl | undefined {
  const split = typeof input === "string" ? splitUrl(input) : undefined;
  if (split === undefined) return undefined;
  const url = normaliseUrl(split);
  // Encoding can make it nine times longer; what is accepted must stay acceptable in its normalised spelling.
  return url.href.length > URL_MAX_LENGTH ? undefined : url;
}

/** Whether both are http(s) URLs of the same scheme, canonical host and port. */
export function sameOrigin(a: string, b: string): boolean {
  const origin = splitUrl(a)?.origin.origin;
  return origin !== undefined && origin === splitUrl(b)?.origin.origin;
}
