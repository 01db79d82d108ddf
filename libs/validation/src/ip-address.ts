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

/** The address without brackets, shortened as RFC 5952 section 4 says, or undefined. Zone ids are refused. */
export function canonicalIpv6(text: string): string | undefined {
  if (text.length > 45 || !/^[0-9a-fA-F:.]+$/.test(text)) return undefined;
  const halves = text.split("::", 3);
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? "", halves.length === 1);
  const tail = halves[1] === undefined ? [] : groupsOf(halves[1], true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return compress([...head, ...Array<number>(missing).fill(0), ...tail]);
}

function groupsOf(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === "") return [];
  const groups: number[] = [];
  const parts = text.split(":", 9);
  for (const [position, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const ipv4 = mayEndInIpv4 && position === parts.length - 1 ? canonicalIpv4(part) : undefined;
    if (ipv4 === undefined) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = ipv4.split(".").map(Number);
    groups.push(a * 256 + b, c * 256 + d);
  }
  return groups;
}

function compress(groups: readonly number[]): string {
  let best = { start: 0, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
    start += length;
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.length < 2) return hex.join(":");
  return `${hex.slice(0, best.start).join(":")}::${hex.slice(best.start + best.length).join(":")}`;
}
