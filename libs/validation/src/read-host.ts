/** Reads a host with an optional port, without saying what is wrong with one that is none (`hostFault` does). */

import { IPV4 } from "./ip-address.ts";
import { internationalToAscii } from "./international.ts";

/** The longest host name in A-label form, in octets (RFC 1035 section 2.3.4). */
export const HOST_MAX_OCTETS = 253;

/** The longest text read as a host: generous for a Unicode spelling of 253 octets. */
export const HOST_INPUT_MAX_LENGTH = 1024;

/** The schemes whose default port is known here. */
export type HttpScheme = "http" | "https";

/** A host taken apart: `hostname` is canonical, `port` is undefined when it is the scheme's default. */
export interface HostParts {
  readonly hostname: string;
  readonly port: number | undefined;
}

/**
 * The host in canonical form, or undefined when it is none.
 * @param canonicalIpv6 reads what stands in brackets; without it, no host does
 */
export function readHost(
  input: string,
  scheme: HttpScheme,
  canonicalIpv6?: (text: string) => string | undefined,
): HostParts | undefined {
  const [, address, name = "", digits] = /^(?:\[(.*)\]|([^:]{0,1024}))(?::(\d{1,5}))?$/s.exec(input) ?? [];
  const hostname = address === undefined ? domainOrIpv4(name) : canonicalIpv6?.(address);
  const standardPort = scheme === "https" ? 443 : 80;
  const port = Number(digits ?? standardPort);
  if (hostname === undefined || hostname.length > HOST_MAX_OCTETS || port > 65535) return undefined;
  return { hostname, port: port === standardPort ? undefined : port };
}

/** `hostname` or `hostname:port`. */
export function joinHost({ hostname, port }: HostParts): string {
  return port === undefined ? hostname : `${hostname}:${port}`;
}

function domainOrIpv4(name: string): string | undefined {
  const domain = internationalToAscii(name.replace(/[.\u3002\uff0e\uff61]$/, ""))?.toLowerCase() ?? "";
  // A name whose last label looks like a number is an address to WHATWG parsers, so it must be a plain one.
  const spelling = /(?:^|\.)(?:\d+|0x[\da-f]*)$/.test(domain) ? IPV4 : LABELS;
  return spelling.test(domain) ? domain : undefined;
}

// Underscores are no letters of host names, but of those in use.
const LABELS = /^(?:(?!-)[\w-]{1,63}(?<!-)(?:\.(?!$)|$))+$/;
