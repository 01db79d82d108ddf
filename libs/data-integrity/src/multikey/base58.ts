// base58btc: the digits of Bitcoin's addresses (draft-msporny-base58, sections 2 to 4), leading zeros kept as `1`.

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const VALUES = new Int8Array(128).fill(-1);
for (let index = 0; index < ALPHABET.length; index++) VALUES[ALPHABET.charCodeAt(index)] = index;

// Four digits and three bytes at a time: a number of each kind times one of the other stays below 2 to the 53.
const DIGITS = 4;
const BYTES = 3;
const DIGITS_LIMIT = 58 ** DIGITS;
const BYTES_LIMIT = 256 ** BYTES;

/** The text of `bytes`. The work grows with the square of the length. */
export function encodeBase58(bytes: Uint8Array): string {
  const parts: number[] = [];
  for (let at = 0; at < bytes.length; at += BYTES) {
    const group = bytes.subarray(at, at + BYTES);
    let value = 0;
    for (const byte of group) value = value * 256 + byte;
    append(parts, 256 ** group.length, value, DIGITS_LIMIT);
  }
  let text = "";
  for (const part of parts) {
    let rest = part;
    for (let digit = 0; digit < DIGITS; digit++, rest = Math.floor(rest / 58)) {
      text = ALPHABET.charAt(rest % 58) + text;
    }
  }
  return "1".repeat(leading(bytes, 0)) + text.slice(leading(text, "1"));
}

/** The bytes of `text`; undefined for a character that is no digit. The work grows with the square of the length. */
export function decodeBase58(text: string): Uint8Array | undefined {
  const parts: number[] = [];
  for (let at = 0; at < text.length; at += DIGITS) {
    const end = Math.min(at + DIGITS, text.length);
    let value = 0;
    for (let index = at; index < end; index++) {
      const digit = VALUES[text.charCodeAt(index)] ?? -1;
      if (digit < 0) return undefined;
      value = value * 58 + digit;
    }
    append(parts, 58 ** (end - at), value, BYTES_LIMIT);
  }
  const zeros = leading(text, "1");
  const bytes = new Uint8Array(zeros + parts.length * BYTES);
  let at = bytes.length;
  for (const part of parts) {
    bytes[--at] = part;
    bytes[--at] = part >> 8;
    bytes[--at] = part >> 16;
  }
  return bytes.subarray(leading(bytes, 0) - zeros);
}

/** Multiplies the number in `parts` (least first, each below `limit`) by `factor`, and adds `value`. */
function append(parts: number[], factor: number, value: number, limit: number): void {
  let carry = value;
  for (let index = 0; index < parts.length; index++) {
    carry += (parts[index] ?? 0) * factor;
    const rest = Math.floor(carry / limit);
    parts[index] = carry - rest * limit;
    carry = rest;
  }
  for (; carry > 0; carry = Math.floor(carry / limit)) parts.push(carry % limit);
}

function leading<Item>(items: ArrayLike<Item>, item: Item): number {
  let count = 0;
  while (count < items.length && items[count] === item) count++;
  return count;
}
