/** The part of an http or https URL that says whose it is (RFC 6454 section 4), without reading what comes after it. */

import { indexOfForbidden } from "./forbidden-characters.ts";
import { joinHost, readHost, type HostParts, type HttpScheme } from "./read-host.ts";

/** The longest URL accepted, as it comes in and once percent-encoded, in UTF-16 code units. */
export const URL_MAX_LENGTH = 2048;

/** Scheme, host and port of a URL. */
export interface UrlOrigin extends HostParts {
  readonly scheme: HttpScheme;
  /** Canonical, without the port; IPv6 in brackets. */
  readonly hostname: string;
  /** Undefined when it is the scheme's default. */
  readonly port: number | undefined;
  /** Canonical, with the port unless it is the default: what to compare, and what a `Host` header says. */
  readonly host: string;
  /** `scheme://host`. */
  readonly origin: string;
}

/** The origin of an absolute http or https URL, or undefined when the text is none. Quicker than `parseUrl`. */
export function tryUrlOrigin(input: unknown): UrlOrigin | undefined {
  return typeof input === "string" ? splitUrl(input)?.origin : undefined;
}

/** The origin, and what follows it as it stands. */
export interface SplitUrl {
  readonly origin: UrlOrigin;
  readonly rest: string;
}

/** Splits a URL behind its authority; undefined when it is no http or https URL. */
export function splitUrl(input: string): SplitUrl | undefined {
  if (input.length > URL_MAX_LENGTH || indexOfForbidden(input) >= 0) return undefined;
  const [, scheme, rest = ""] = /^(https?):\/\/[^/?#]*(.*)$/is.exec(input) ?? [];
  if (scheme === undefined) return undefined;
  const spelled = input.slice(0, input.length - rest.length);
  const origin = originOf(spelled, scheme.length === 5 ? "https" : "http");
  return origin && { origin, rest };
}

/** One document names the same few servers thirty times: the last ones that were read, by their canonical spelling. */
const recent = new Map<string, UrlOrigin>();
const RECENT = 256;

/** @param spelled scheme and authority, as they stand in a URL */
function originOf(spelled: string, scheme: HttpScheme): UrlOrigin | undefined {
  const known = recent.get(spelled);
  if (known !== undefined) return known;
  const parts = readHost(spelled.slice(scheme.length + 3), scheme);
  if (parts === undefined) return undefined;
  const host = joinHost(parts);
  const read = { scheme, ...parts, host, origin: `${scheme}://${host}` };
  // Whether an A-label is one depends on tables that may come later.
  if (read.origin === spelled && !host.includes("xn--")) {
    if (recent.size >= RECENT) recent.clear();
    recent.set(spelled, read);
  }
  return read;
}
