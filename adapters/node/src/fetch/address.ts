/**
 * Which IP addresses are on the public Internet, by the IANA special-purpose address registries (RFC 6890) and the
 * multicast and reserved ranges beside them. Fail closed: what is not known to be global unicast is not.
 */

import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

const range = (cidr: string): Range => ipaddr.parseCIDR(cidr);

const notGlobal4 = [
  "0.0.0.0/8", // this network, RFC 791
  "10.0.0.0/8", // private use, RFC 1918
  "100.64.0.0/10", // shared by carriers' NAT, RFC 6598
  "127.0.0.0/8", // loopback, RFC 1122
  "169.254.0.0/16", // link local, RFC 3927; clouds serve their metadata here
  "172.16.0.0/12", // private use
  "192.0.0.0/24", // protocol assignments, RFC 6890
  "192.0.2.0/24", // documentation, RFC 5737
  "192.31.196.0/24", // AS112, RFC 7535
  "192.52.193.0/24", // automatic multicast tunnelling, RFC 7450
  "192.88.99.0/24", // 6to4 relays, RFC 7526
  "192.168.0.0/16", // private use
  "192.175.48.0/24", // AS112, RFC 7534
  "198.18.0.0/15", // benchmarks, RFC 2544
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast, RFC 1112
  "240.0.0.0/4", // reserved, and limited broadcast
].map(range);

/** The only part of IPv6 that IANA has given out as global unicast: mapped, NAT64, ULA, link local and the rest lie outside. */
const globalUnicast6 = range("2000::/3");

const notGlobal6 = [
  "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID and others, RFC 2928
  "2001:db8::/32", // documentation, RFC 3849
  "2002::/16", // 6to4: an IPv4 address inside, RFC 3056
  "2620:4f:8000::/48", // AS112
  "3fff::/20", // documentation, RFC 9637
].map(range);

/** `10.0.0.0/8`, `fd00::/8`. @throws {Error} for what is no range in CIDR notation. */
export function parseRange(cidr: string): Range {
  return range(cidr);
}

/** Whether an address, in the notation of `net.isIP`, may be reached by everyone. Anything else is `false`. */
export function isGlobalUnicast(address: string): boolean {
  const parsed = parse(address);
  if (parsed === undefined) return false;
  if (parsed.kind() === "ipv4") return !notGlobal4.some((refused) => matches(parsed, refused));
  return matches(parsed, globalUnicast6) && !notGlobal6.some((refused) => matches(parsed, refused));
}

export function isInRanges(address: string, ranges: readonly Range[]): boolean {
  const parsed = parse(address);
  return parsed !== undefined && ranges.some((allowed) => matches(parsed, allowed));
}

function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  // ipaddr.js alone also reads short, octal and hexadecimal notations, which an operating system may read otherwise;
  // a zone (`fe80::1%eth0`) names an interface of ours.
  return isIP(address) === 0 || address.includes("%") ? undefined : ipaddr.parse(address);
}

function matches(address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: Range): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
