/**
 * The one canonical form of a host: everything that compares hosts goes through here (DESIGN: "one canonical host
 * function"; UTS #46, RFC 1123, RFC 5952, and the field specifications, "Host (domain)").
 *
 *     host = domain / IPv4 / "[" IPv6 "]"   [ ":" port ]
 */

import { labelToAscii, mapDomain } from "./idna.ts";
import { canonicalIpv4, canonicalIpv6 } from "./ip-address.ts";
import { ValidationError, type Fault } from "./validation-error.ts";
import { validator, type Branded, type Validator } from "./validator.ts";

/** The longest host name in A-label form, in octets (RFC 1035 section 2.3.4). */
export const HOST_MAX_OCTETS = 253;

// Generous for a Unicode spelling of 253 octets, small enough that mapping it costs nothing.
const INPUT_MAX_LENGTH = 1024;

/** A host in canonical form, with its port unless that is 443, the default of https. */
export type Host = Branded<"Host">;

/** The schemes whose default port is known here. */
export type HttpScheme = "http" | "https";

/** A host taken apart: `hostname` is canonical, `port` is undefined when it is the scheme's default. */
export interface HostParts {
  readonly hostname: string;
  readonly port: number | undefined;
}

/**
 * The canonical form of a host as people and servers write it: lower-case A-labels, no trailing dot, no default
 * port, shortest IPv6. Two hosts are the same if and only if these strings are equal.
 * @param scheme decides which port is the default: 443 for `https` (taken when left out), 80 for `http`
 * @throws {ValidationError} `invalid_host`, `invalid_port`, `empty` or `too_long`
 */
export function canonicalHost(input: string, scheme: HttpScheme = "https"): string {
  const parts = splitHost(input, scheme);
  if ("code" in parts) throw new ValidationError("host", parts);
  return joinHost(parts);
}

/** `canonicalHost` for texts that may well be none: undefined in place of an error. */
export function tryCanonicalHost(input: string, scheme: HttpScheme = "https"): string | undefined {
  const parts = splitHost(input, scheme);
  return "code" in parts ? undefined : joinHost(parts);
}

/** Canonical hosts, with https's default port left out; sanitising is `canonicalHost` without its refusals. */
export const Host: Validator<Host> = /* @__PURE__ */ validator("host", sanitize, (value) => {
  const parts = splitHost(value, "https");
  if ("code" in parts) return parts;
  if (joinHost(parts) === value) return undefined;
  return { code: "not_canonical", rule: "lower-case A-labels, no trailing dot, no default port" };
});

function sanitize(input: string): string {
  const trimmed = input.trim();
  const parts = splitHost(trimmed, "https");
  return "code" in parts ? trimmed : joinHost(parts);
}

/** `hostname` or `hostname:port`. */
export function joinHost(parts: HostParts): string {
  return parts.port === undefined ? parts.hostname : `${parts.hostname}:${parts.port}`;
}

/** Reads a host with an optional port, or says what is wrong with it. */
export function splitHost(input: string, scheme: HttpScheme): HostParts | Fault {
  if (input === "") return { code: "empty", rule: "a host is needed" };
  if (input.length > INPUT_MAX_LENGTH) {
    const limit = INPUT_MAX_LENGTH;
    return { code: "too_long", rule: `at most ${limit} characters`, length: input.length, limit };
  }
  const end = input.startsWith("[") ? input.indexOf("]") + 1 : indexOrEnd(input, ":");
  const port = end === input.length ? undefined : readPort(input.slice(end));
  if (port === null) return { code: "invalid_port", rule: "a port is a number from 0 to 65535", index: end };
  const name = input.slice(0, end);
  const hostname = name.startsWith("[") ? bracketed(canonicalIpv6(name.slice(1, -1))) : domainOrIpv4(name);
  if (hostname === undefined) return { code: "invalid_host", rule: "a domain name or an IP address" };
  if (hostname.length > HOST_MAX_OCTETS) {
    const limit = HOST_MAX_OCTETS;
    return { code: "too_long", rule: `at most ${limit} octets`, length: hostname.length, limit };
  }
  return { hostname, port: port === (scheme === "https" ? 443 : 80) ? undefined : port };
}

function indexOrEnd(text: string, part: string): number {
  const index = text.indexOf(part);
  return index < 0 ? text.length : index;
}

function readPort(text: string): number | null {
  if (!/^:[0-9]{1,5}$/.test(text)) return null;
  const port = Number(text.slice(1));
  return port <= 65535 ? port : null;
}

function bracketed(address: string | undefined): string | undefined {
  return address === undefined ? undefined : `[${address}]`;
}

function domainOrIpv4(name: string): string | undefined {
  const mapped = mapDomain(name);
  if (mapped === undefined) return undefined;
  const labels = (mapped.endsWith(".") ? mapped.slice(0, -1) : mapped).split(".");
  // A name whose last label looks like a number is an address to WHATWG parsers, so it must be a plain one.
  if (/^(?:[0-9]+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? "")) return canonicalIpv4(labels.join("."));
  const ascii = labels.map((label) => labelToAscii(label));
  return ascii.includes(undefined) ? undefined : ascii.join(".");
}
