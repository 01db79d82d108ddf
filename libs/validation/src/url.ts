/**
 * Absolute http and https URLs, read without the URL global (RFC 3986 section 3, WHATWG URL where they differ).
 *
 *     url = ( "http" / "https" ) "://" host [ ":" port ] path [ "?" query ] [ "#" fragment ]
 *
 * What it accepts comes out as a WHATWG parser would write it. It accepts less: no user info, no backslashes,
 * spaces or control characters, no percent-encoded host, no odd spellings of addresses.
 */

import { joinHost, splitHost, type HttpScheme } from "./host.ts";
import { percentEncode } from "./percent-encoding.ts";
import { indexOfUnpairedSurrogate } from "./scalar-values.ts";
import { ValidationError, type Fault } from "./validation-error.ts";
import { validator, type Branded, type Validator } from "./validator.ts";

/** The longest URL accepted, as it comes in and once percent-encoded, in UTF-16 code units. */
export const URL_MAX_LENGTH = 2048;

/** A URL taken apart, each part normalised: host canonical, path without dot segments, percent-encoded. */
export interface ParsedUrl {
  readonly scheme: HttpScheme;
  /** Canonical, without the port; IPv6 in brackets. */
  readonly hostname: string;
  /** Canonical, with the port unless it is the default: what to compare, and what a `Host` header says. */
  readonly host: string;
  /** Undefined when it is the scheme's default. */
  readonly port: number | undefined;
  /** Starts with "/". */
  readonly path: string;
  /** Without the "?"; undefined when there is none, "" when it is empty. */
  readonly query: string | undefined;
  /** Without the "#"; undefined when there is none, "" when it is empty. */
  readonly fragment: string | undefined;
  /** `scheme://host`. */
  readonly origin: string;
  /** The whole URL, put together from the parts above. */
  readonly href: string;
}

/** An http or https URL that `parseUrl` accepts, in the spelling it came in: ids are compared byte by byte. */
export type HttpUrl = Branded<"HttpUrl">;

/** http and https URLs as strings. Sanitising trims; the spelling is kept. Codes as for `parseUrl`. */
export const HttpUrl: Validator<HttpUrl> = /* @__PURE__ */ validator(
  "url",
  (input) => input.trim(),
  (value) => {
    const url = readUrl(value);
    return "code" in url ? url : undefined;
  },
);

/**
 * Reads an absolute http or https URL. Nothing is trimmed.
 * @throws {ValidationError} `wrong_type`, `too_long`, `unsupported_scheme`, `malformed` (no authority),
 * `forbidden_character`, `userinfo`, `invalid_host`, `invalid_port`
 */
export function parseUrl(input: unknown): ParsedUrl {
  const url = typeof input === "string" ? readUrl(input) : notString;
  if ("code" in url) throw new ValidationError("url", url);
  return url;
}

/** `parseUrl` for values that may well be none: undefined in place of an error. */
export function tryParseUrl(input: unknown): ParsedUrl | undefined {
  const url = typeof input === "string" ? readUrl(input) : notString;
  return "code" in url ? undefined : url;
}

/** Whether both are http(s) URLs of the same scheme, canonical host and port. */
export function sameOrigin(a: string, b: string): boolean {
  const origin = tryParseUrl(a)?.origin;
  return origin !== undefined && origin === tryParseUrl(b)?.origin;
}

const notString: Fault = { code: "wrong_type", rule: "must be a string" };

function readUrl(input: string): ParsedUrl | Fault {
  if (input.length > URL_MAX_LENGTH) return tooLong(input.length);
  const scheme = /^https?(?=:)/i.exec(input)?.[0].toLowerCase();
  if (scheme !== "http" && scheme !== "https") {
    return { code: "unsupported_scheme", rule: "http and https only", index: 0 };
  }
  const start = scheme.length + 3;
  if (!input.startsWith("://", scheme.length)) {
    return { code: "malformed", rule: '"//" and a host must follow the scheme', index: scheme.length + 1 };
  }
  const refused = indexOfForbidden(input);
  if (refused >= 0) {
    return { code: "forbidden_character", rule: "no spaces, controls, quotes, <, > or \\", index: refused };
  }
  const length = input.slice(start).search(/[/?#]/);
  const end = length < 0 ? input.length : start + length;
  return assemble(scheme, input.slice(start, end), input.slice(end), start);
}

/** Offset of the first character that no URI may hold as it stands, or -1. */
export function indexOfForbidden(input: string): number {
  // What nearly every URL consists of: a quick yes.
  if (/^[!#-;=?-[\]^-~]*$/.test(input)) return -1;
  const index = input.search(/[\0-\x20"<>\\\x7f-\x9f\p{White_Space}]/u);
  return index >= 0 ? index : indexOfUnpairedSurrogate(input);
}

function assemble(scheme: HttpScheme, authority: string, rest: string, start: number): ParsedUrl | Fault {
  const at = authority.indexOf("@");
  if (at >= 0) return { code: "userinfo", rule: "no user name or password", index: start + at };
  const parts = splitHost(authority, scheme);
  if ("code" in parts) return { ...parts, index: start + (parts.index ?? 0) };

  const hash = rest.indexOf("#");
  const beforeHash = hash < 0 ? rest : rest.slice(0, hash);
  const mark = beforeHash.indexOf("?");
  const path = withoutDotSegments(percentEncode(mark < 0 ? beforeHash : beforeHash.slice(0, mark), "path"));
  const query = mark < 0 ? undefined : percentEncode(beforeHash.slice(mark + 1), "query");
  const fragment = hash < 0 ? undefined : percentEncode(rest.slice(hash + 1), "fragment");

  const host = joinHost(parts);
  const origin = `${scheme}://${host}`;
  const tail = (query === undefined ? "" : `?${query}`) + (fragment === undefined ? "" : `#${fragment}`);
  const href = origin + path + tail;
  // Encoding can make it nine times longer; what is accepted must stay acceptable in its normalised spelling.
  if (href.length > URL_MAX_LENGTH) return tooLong(href.length);
  return { scheme, ...parts, host, path, query, fragment, origin, href };
}

function tooLong(length: number): Fault {
  const limit = URL_MAX_LENGTH;
  return { code: "too_long", rule: `at most ${limit} characters, percent-encoded`, length, limit };
}

// RFC 3986 section 5.2.4, with the percent-encoded dots that WHATWG counts as dots too.
function withoutDotSegments(path: string): string {
  if (!/\/(?:\.|%2e)/i.test(path)) return path === "" ? "/" : path;
  const kept: string[] = [];
  const segments = path.split("/").slice(1);
  for (const [position, segment] of segments.entries()) {
    const dots = segment.replace(/%2e/gi, ".");
    const last = position === segments.length - 1;
    if (dots === "..") kept.pop();
    if (dots !== "." && dots !== "..") kept.push(segment);
    else if (last) kept.push("");
  }
  return `/${kept.join("/")}`;
}
