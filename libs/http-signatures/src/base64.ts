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
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < letters; index++) {
    const value = VALUES[text.charCodeAt(index)] ?? INVALID;
    if (value === INVALID) return undefined;
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 0xff;
    }
  }
  // Left-over bits must be zero, or two texts would stand for the same bytes.
  return (buffer & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}

function letter(value: number): string {
  return ALPHABET.charAt(value & 63);
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
