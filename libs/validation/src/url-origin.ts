/** The part of an http or https URL that says whose it is (RFC 6454 section 4), without reading what comes after it. */

import { indexOfForbidden } from "./forbidden-characters.ts";
import { canonicalIpv6 } from "./ip-address.ts";
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
  const start = typeof input === "string" ? urlStart(input) : undefined;
  return start && readOrigin(start.scheme, start.authority);
}

/** Scheme and authority of a URL, as they stand in it. */
interface UrlStart {
  /** Both, with the `://` between them. */
  readonly spelled: string;
  readonly scheme: HttpScheme;
  readonly authority: string;
}

/** The start of a text that may be a URL, or undefined when it is too long, or holds what no URL may. */
export function urlStart(input: string): UrlStart | undefined {
  if (input.length > URL_MAX_LENGTH || indexOfForbidden(input) >= 0) return undefined;
  const [spelled, secure, authority = ""] = /^http(s)?:\/\/([^/?#]*)/i.exec(input) ?? [];
  return spelled === undefined ? undefined : { spelled, scheme: secure ? "https" : "http", authority };
}

/** The origin that they make, or undefined when the authority is no host. */
export function readOrigin(scheme: HttpScheme, authority: string): UrlOrigin | undefined {
  const parts = readHost(authority, scheme, canonicalIpv6);
  if (parts === undefined) return undefined;
  const host = joinHost(parts);
  return { scheme, ...parts, host, origin: `${scheme}://${host}` };
}
