/** IP addresses where a host name may stand (RFC 3986 section 3.2.2), in their one canonical spelling. */

/**
 * The dotted address, or undefined. Only four decimal numbers without leading zeros: octal, hexadecimal and short
 * spellings (`0x7f.1`) are how address filters are fooled, so they are no address here.
 */
export function canonicalIpv4(text: string): string | undefined {
  const parts = text.split(".", 5);
  if (parts.length !== 4) return undefined;
  return parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255)
    ? text
    : undefined;
}

/** The address in brackets, shortened as RFC 5952 section 4 says, or undefined. Zone ids are refused. */
export function canonicalIpv6(text: string): string | undefined {
  const ipv4 = /(?<=:)[0-9]+\.[0-9.]+$/.exec(text.slice(0, 46))?.[0] ?? "";
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split(".").map(Number);
  if (text.length > 45 || (ipv4 !== "" && canonicalIpv4(ipv4) === undefined)) return undefined;
  const tail = ipv4 === "" ? "" : `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const plain = text.slice(0, text.length - ipv4.length) + tail;
  const [head = [], rest, ...more] = plain.split("::").map((half) => (half === "" ? [] : half.split(":")));
  // "::" stands for one group of zeros or more.
  const zeroGroups = Array<string>(Math.max(8 - head.length - (rest?.length ?? 0), 1)).fill("0");
  const groups = rest === undefined ? head : [...head, ...zeroGroups, ...rest];
  if (more.length > 0 || groups.length !== 8 || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)))
    return undefined;
  const address = groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
  // The longest run of two zeros or more, the first of several.
  const [zeros] = address.match(/\b0(?::0)+\b/g)?.sort((left, right) => right.length - left.length) ?? [];
  if (zeros === undefined) return `[${address}]`;
  return `[${address.replace(new RegExp(`(^|:)${zeros}(:|$)`), "::")}]`;
}
