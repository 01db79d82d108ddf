/** Whose request it is: the address behind the reverse proxies that the operator vouches for. */

import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * The client's address: the one that `trustedProxies` proxies from us saw. Each proxy appends the address it was asked
 * from to X-Forwarded-For, so that only so many entries at its end are worth anything.
 */
export function clientAddress(
  remoteAddress: string,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const hops = [...(forwardedFor ?? "").slice(-2_000).split(","), remoteAddress].map((hop) => hop.trim());
  const claimed = hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? remoteAddress;
  const address = isIP(claimed) === 0 ? remoteAddress : claimed;
  return isIP(address) === 0 ? address : ipaddr.process(address).toString();
}

/** What an address counts as: itself, or for IPv6 its /64, since one customer has all of it. */
export function addressKey(address: string): string {
  if (isIP(address) !== 6) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`;
}
