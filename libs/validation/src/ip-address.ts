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
  if (text.length > 45 || !/^[0-9a-fA-F:.]+$/.test(text)) return undefined;
  const ipv4 = /(?<=:)[0-9]+\.[0-9.]+$/.exec(text)?.[0];
  const [a = 0, b = 0, c = 0, d = 0] = ipv4?.split(".").map(Number) ?? [];
  if (ipv4 !== undefined && canonicalIpv4(ipv4) === undefined) return undefined;
  const tail = ipv4 === undefined ? "" : `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
  const halves = (text.slice(0, text.length - (ipv4?.length ?? 0)) + tail).split("::");
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - groups.flat().length;
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return undefined;
  if (!groups.flat().every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const [head = [], rest = []] = groups;
  const shortest = [...head, ...Array<string>(missing).fill("0"), ...rest].map((group) =>
    hex(Number.parseInt(group, 16)),
  );
  return `[${compress(shortest.join(":"))}]`;
}

function hex(group: number): string {
  return group.toString(16);
}

/** Puts "::" in the place of the longest run of two zeros or more, the first of several. */
function compress(address: string): string {
  const runs = address.match(/\b0(?::0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  if (longest === "") return address;
  const at = address.search(new RegExp(`\\b${longest}\\b`));
  return `${address.slice(0, at).replace(/:$/, "")}::${address.slice(at + longest.length).replace(/^:/, "")}`;
}
