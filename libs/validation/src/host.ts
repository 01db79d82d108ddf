/**
 * The one canonical form of a host: everything that compares hosts goes through here (UTS #46, RFC 1123, RFC 5952, and
 * the field specifications, "Host (domain)").
 *
 *     host = domain / IPv4 / "[" IPv6 "]"   [ ":" port ]
 */

import { hostFault } from "./host-fault.ts";
import { canonicalIpv6 } from "./ip-address.ts";
import { joinHost, readHost, type HttpScheme } from "./read-host.ts";
import { ValidationError } from "./validation-error.ts";
import { validator, type Branded, type Validator } from "./validator.ts";

/** A host in canonical form, with its port unless that is 443, the default of https. */
export type Host = Branded<"Host">;

/**
 * The canonical form of a host as people and servers write it: lower-case A-labels, no trailing dot, no default
 * port, shortest IPv6. Two hosts are the same if and only if these strings are equal. Names in other scripts need
 * `installIdna` of `@mastic/validation/idna`; until then they are refused, and A-labels taken as they stand.
 * @param scheme decides which port is the default: 443 for `https` (taken when left out), 80 for `http`
 * @throws {ValidationError} `invalid_host`, `invalid_port`, `empty` or `too_long`
 */
export function canonicalHost(input: string, scheme: HttpScheme = "https"): string {
  const host = tryCanonicalHost(input, scheme);
  if (host === undefined) throw new ValidationError("host", hostFault(input));
  return host;
}

/** `canonicalHost` for texts that may well be none: undefined in place of an error. */
export function tryCanonicalHost(input: string, scheme: HttpScheme = "https"): string | undefined {
  const parts = readHost(input, scheme, canonicalIpv6);
  return parts && joinHost(parts);
}

/** `tryCanonicalHost` for domain names and IPv4 addresses: a third less code, and IPv6 addresses are refused. */
export function tryCanonicalDomain(input: string, scheme: HttpScheme = "https"): string | undefined {
  const parts = readHost(input, scheme);
  return parts && joinHost(parts);
}

/** Canonical hosts, with https's default port left out; sanitising is `canonicalHost` without its refusals. */
export const Host: Validator<Host> = /* @__PURE__ */ validator(
  "host",
  (input) => tryCanonicalHost(input.trim()) ?? input.trim(),
  (value) => {
    const host = tryCanonicalHost(value);
    if (host === undefined) return hostFault(value);
    if (host === value) return undefined;
    return { code: "not_canonical", rule: "lower-case A-labels, no trailing dot, no default port" };
  },
);
