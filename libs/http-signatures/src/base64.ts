// Base64 with padding and without line breaks (RFC 4648 section 4), strict: one text for each byte string.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const INVALID = -1;

const VALUES = new Int8Array(128).fill(INVALID);
for (let index = 0; index < ALPHABET.length; index++) VALUES[ALPHABET.charCodeAt(index)] = index;

/** What newer engines bring (ECMAScript 2026), many times as fast as letters. */
interface Base64Bytes extends Uint8Array {
  readonly toBase64?: () => string;
}

/** The base64 text of `bytes`. */
export function encodeBase64(bytes: Base64Bytes): string {
  let text = bytes.toBase64?.() ?? "";
  // A text that is there already is longer than the bytes.
  for (let index = text.length; index < bytes.length; index += 3) {
    const group = (byteAt(bytes, index) << 16) | (byteAt(bytes, index + 1) << 8) | byteAt(bytes, index + 2);
    text += letter(group >> 18) + letter(group >> 12);
    text += index + 1 < bytes.length ? letter(group >> 6) : "=";
    text += index + 2 < bytes.length ? letter(group) : "=";
  }
  return text;
}

/**
 * The bytes that `text` stands for from `start` to `end`, in an array from `allocate`; undefined when that is not
 * canonical base64. Engines that have something for it read with wide registers, after which OpenSSL is slower by more
 * than this loop takes.
 */
export function decodeBase64(
  text: string,
  allocate: (length: number) => Uint8Array = (length) => new Uint8Array(length),
  start = 0,
  end = text.length,
): Uint8Array | undefined {
  const length = end - start;
  if (length % 4 !== 0) return undefined;
  const padding = length === 0 || text[end - 1] !== "=" ? 0 : text[end - 2] !== "=" ? 1 : 2;
  const letters = end - padding;
  const bytes = allocate((length / 4) * 3 - padding);
  // What is outside the alphabet is negative, so one look at the end finds any of it.
  let seen = 0;
  let group = 0;
  let at = 0;
  for (let index = start; index < end; index += 4) {
    group = (valueAt(text, index) << 18) | (valueAt(text, index + 1) << 12);
    if (index + 2 < letters) group |= valueAt(text, index + 2) << 6;
    if (index + 3 < letters) group |= valueAt(text, index + 3);
    seen |= group;
    bytes[at++] = group >> 16;
    // Engines are slow at writing past the end, where the padding is.
    if (at < bytes.length) bytes[at++] = group >> 8;
    if (at < bytes.length) bytes[at++] = group;
  }
  // Left-over bits must be zero, or two texts would stand for the same bytes.
  return seen >= 0 && (group & ((1 << (padding * 8)) - 1)) === 0 ? bytes : undefined;
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
