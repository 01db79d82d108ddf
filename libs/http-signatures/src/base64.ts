// Base64 with padding and without line breaks (RFC 4648 section 4), strict: one text for each byte string.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const INVALID = 255;

const VALUES = new Uint8Array(128).fill(INVALID);
for (let index = 0; index < ALPHABET.length; index++) VALUES[ALPHABET.charCodeAt(index)] = index;

/** The base64 text of `bytes`. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  let index = 0;
  for (; index + 2 < bytes.length; index += 3) {
    const group = (byteAt(bytes, index) << 16) | (byteAt(bytes, index + 1) << 8) | byteAt(bytes, index + 2);
    text += letter(group >> 18) + letter(group >> 12) + letter(group >> 6) + letter(group);
  }
  const rest = bytes.length - index;
  if (rest === 1) {
    const group = byteAt(bytes, index) << 16;
    text += letter(group >> 18) + letter(group >> 12) + "==";
  } else if (rest === 2) {
    const group = (byteAt(bytes, index) << 16) | (byteAt(bytes, index + 1) << 8);
    text += letter(group >> 18) + letter(group >> 12) + letter(group >> 6) + "=";
  }
  return text;
}

/** The bytes that `text` stands for, or undefined when it is not canonical base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const { length } = text;
  if (length % 4 !== 0) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const letters = length - padding;
  const bytes = new Uint8Array((length / 4) * 3 - padding);
  const whole = letters - (letters % 4);
  // Letters outside the alphabet have their high bits set, so one look at the end finds any of them.
  let seen = 0;
  let at = 0;
  let index = 0;
  for (; index < whole; index += 4) {
    const first = valueAt(text, index);
    const second = valueAt(text, index + 1);
    const third = valueAt(text, index + 2);
    const fourth = valueAt(text, index + 3);
    seen |= first | second | third | fourth;
    bytes[at] = (first << 2) | (second >> 4);
    bytes[at + 1] = (second << 4) | (third >> 2);
    bytes[at + 2] = (third << 6) | fourth;
    at += 3;
  }
  // Left-over bits must be zero, or two texts would stand for the same bytes.
  let rest = 0;
  if (padding > 0) {
    const first = valueAt(text, index);
    const second = valueAt(text, index + 1);
    const third = padding === 1 ? valueAt(text, index + 2) : 0;
    seen |= first | second | third;
    bytes[at] = (first << 2) | (second >> 4);
    if (padding === 1) bytes[at + 1] = (second << 4) | (third >> 2);
    rest = padding === 1 ? third & 3 : second & 15;
  }
  return seen < 64 && rest === 0 ? bytes : undefined;
}

function valueAt(text: string, index: number): number {
  return VALUES[text.charCodeAt(index)] ?? INVALID;
}

function letter(value: number): string {
  return ALPHABET.charAt(value & 63);
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
