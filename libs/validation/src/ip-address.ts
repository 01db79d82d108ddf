/** IP addresses where a host name may stand (RFC 3986 section 3.2.2), in their one canonical spelling. */

/**
 * The dotted address, or undefined. Only four decimal numbers without leading zeros: octal, hexadecimal and short
 * spellings (`0x7f.1`) are how address filters are fooled, so they are no address here.
 */
export function canonicalIpv4(text: string): string | undefined {
  const parts = text.split(".", 5);
  return parts.length === 4 && parts.every((part) => String(Number(part) & 255) === part) ? text : undefined;
}

/** The address in brackets, shortened as RFC 5952 section 4 says, or undefined. Zone ids are refused. */
export function canonicalIpv6(text: string): string | undefined {
  if (text.length < 2 || text.length > 45 || /^:[^:]|[^:]:$/.test(text)) return undefined;
  const plain = text.replace(/(?<=:)[0-9]+\.[0-9.]+$/, (dotted) => groupsOfIpv4(dotted) ?? "none");
  // What "::" leaves empty stands for one group of zeros or more.
  const groups = plain.replace(/^:|:$/g, "").split(":");
  const gap = groups.indexOf("");
  if (gap >= 0) groups.splice(gap, 1, ...Array<string>(Math.max(9 - groups.length, 1)).fill("0"));
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const address = groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
  // The longest run of two zeros or more, the first of several.
  const [zeros] = address.match(/\b0(?::0)+\b/g)?.sort((left, right) => right.length - left.length) ?? [];
  return `[${zeros === undefined ? address : address.replace(new RegExp(`(^|:)${zeros}(:|$)`), "::")}]`;
}

/** The last two groups of an IPv6 address that ends in the dotted address. */
function groupsOfIpv4(dotted: string): string | undefined {
  return canonicalIpv4(dotted)
    ?.split(".")
    .map((byte, index) => (index === 2 ? ":" : "") + Number(byte).toString(16).padStart(2, "0"))
    .join("");
}
