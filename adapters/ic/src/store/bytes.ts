/**
 * Bytes as strings with one character for each byte, and back; texts as UTF-8.
 *
 * A canister's engine charges 600 instructions and more for one step of a JavaScript loop, so these have none over
 * characters: they lean on natives that loop by themselves. Strings of bytes also compare, join and cut natively,
 * which is why keys are such strings.
 */

import type {} from "../engine/system.ts";

/** In a canister alone: it costs 22,000 instructions and 35 for each character, a tenth of any other way to bytes. */
const candidEncode = globalThis._azleIc?.candidEncode; // eslint-disable-line @typescript-eslint/unbound-method -- it has no `this`
/** Of text in Candid: `DIDL`, no types, one argument, `text`; behind them comes the length as LEB128. */
const CANDID_HEADER = 7;
/** Up to here `map` is cheaper than Candid. */
const SHORT = 24;
/** How many characters one call of `map` takes. */
const CHUNK = 256;
/** 0, 1, 2 and so on: `map` over its start asks for one character after another. */
const POSITIONS = Uint8Array.from(Array(CHUNK).keys());
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with a string as its `this`, by `map`
const codeAt: (this: string, position: number) => number = String.prototype.charCodeAt;
/** Engines bound how many arguments a call may have. */
const MAX_ARGUMENTS = 16_384;

/** The bytes of a string whose characters are all below U+0100. */
export function bytesOf(text: string): Uint8Array {
  const { length } = text;
  if (length > SHORT && candidEncode !== undefined) {
    const bytes = throughCandid(text, candidEncode);
    // Longer than the text means that it is not ASCII, and now UTF-8 of what is UTF-8.
    if (bytes.length === length) return bytes;
  }
  if (length <= CHUNK) return POSITIONS.subarray(0, length).map(codeAt, text);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += CHUNK) {
    const part = text.slice(at, at + CHUNK);
    bytes.set(POSITIONS.subarray(0, part.length).map(codeAt, part), at);
  }
  return bytes;
}

/** The UTF-8 bytes of a text without lone surrogates. */
export function utf8BytesOf(text: string): Uint8Array {
  return candidEncode === undefined ? bytesOf(utf8Of(text)) : throughCandid(text, candidEncode);
}

function throughCandid(text: string, encode: (literal: string) => Uint8Array): Uint8Array {
  const literal = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  const candid = encode(`("${literal}")`);
  let start = CANDID_HEADER;
  while ((candid[start] ?? 0) > 0x7f) start += 1;
  return candid.subarray(start + 1);
}

/** The string that has one character for each byte. */
export function stringOf(bytes: Uint8Array): string {
  if (bytes.length <= MAX_ARGUMENTS) return charactersOf(bytes);
  let text = "";
  for (let at = 0; at < bytes.length; at += MAX_ARGUMENTS)
    text += charactersOf(bytes.subarray(at, at + MAX_ARGUMENTS));
  return text;
}

function charactersOf(bytes: Uint8Array): string {
  // A spread would walk the bytes one by one.
  return String.fromCharCode.apply(null, bytes as unknown as number[]);
}

/** The UTF-8 bytes of a text without lone surrogates, one character for each. */
export function utf8Of(text: string): string {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else in a canister's engine is native
  return unescape(encodeURIComponent(text));
}

/** The text of UTF-8 bytes, given one character for each. */
export function textOf(utf8: string): string {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  return decodeURIComponent(escape(utf8));
}
