/** IP addresses where a host name may stand (RFC 3986 section 3.2.2), in their one canonical spelling. */

/**
 * A dotted address. Only four decimal numbers without leading zeros: octal, hexadecimal and short spellings (`0x7f.1`)
 * are how address filters are fooled, so they are no address here.
 */
export const IPV4 = /^(?:(?:25[0-5]|(?:2[0-4]|1\d|[1-9])?\d)(?:\.(?!$)|$)){4}$/;

/** The address in brackets, shortened as RFC 5952 section 4 says, or undefined. Zone ids are refused. */
export function canonicalIpv6(text: string): string | undefined {
  if (text.length > 45) return undefined;
  const groups = text.toLowerCase().replace(/[^:]*\.[^:]*$/, groupsOfIpv4);
  // "::" stands for one group of zeros or more.
  const zeros = "0" + ":0".repeat(Math.max(7 - groups.split(/:+/).filter(Boolean).length, 0));
  const address = groups
    .replace("::", (gap, at: number) => (at > 0 ? ":" : "") + zeros + (groups.endsWith(gap) ? "" : ":"))
    .replace(/\b0+(?=[0-9a-f])/g, "");
  if (!/^[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}$/.test(address)) return undefined;
  // The longest run of two zeros or more, the first of several.
  for (let more = 7; more > 0; more -= 1) {
    const short = address.replace(new RegExp(`(^|:)0(:0){${more}}(:|$)`), "::");
    if (short !== address) return `[${short}]`;
  }
  return `[${address}]`;
}

/** The last two groups of an IPv6 address that ends in the dotted address. */
function groupsOfIpv4(dotted: string): string {
  const [a = NaN, b = 0, c = 0, d = 0] = IPV4.test(dotted) ? dotted.split(".").map(Number) : [];
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
