/**
 * Bytes as strings with one character for each byte, and back; texts as UTF-8. By native code in a canister.
 *
 * A canister's engine charges 600 instructions and more for one step of a JavaScript loop, so these have none over
 * characters. Strings of bytes also compare, join and cut natively, which is why keys are such strings.
 */

import { texts } from "../engine/texts.ts";

/** Up to here one call of the engine's own is cheaper than the way through native code. */
const SHORT = 24;
/** How many characters one call of `map` takes, where there is no native code. */
const CHUNK = 256;
/** 0, 1, 2 and so on: `map` over its start asks for one character after another. */
const POSITIONS = Uint8Array.from(Array(CHUNK).keys());
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with a string as its `this`, by `map`
const codeAt: (this: string, position: number) => number = String.prototype.charCodeAt;
/** Engines bound how many arguments a call may have. */
const MAX_ARGUMENTS = 16_384;

/** The bytes of a string whose characters are all below U+0100. */
export const bytesOf: (text: string) => Uint8Array = texts?.bytesOf ?? mapCharacters;

function mapCharacters(text: string): Uint8Array {
  const { length } = text;
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += CHUNK) {
    const part = text.slice(at, at + CHUNK);
    bytes.set(POSITIONS.subarray(0, part.length).map(codeAt, part), at);
  }
  return bytes;
}

/** The UTF-8 bytes of a text without lone surrogates. */
export const utf8BytesOf: (text: string) => Uint8Array =
  texts?.utf8Of ?? ((text) => mapCharacters(utf8Of(text)));

/** The string that has one character for each byte. */
export function stringOf(bytes: Uint8Array): string {
  if (bytes.length > SHORT && texts !== undefined) return texts.charactersOf(bytes);
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
  // Most are ids, names and addresses, which stand for themselves: that takes less than half to find out.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the engine's one native way from text to such a string
  return encodeURI(text) === text ? text : unescape(encodeURIComponent(text));
}

/** The text of UTF-8 bytes. */
export const textOf: (utf8: Uint8Array) => string = texts?.textOf ?? decodeText;

function decodeText(utf8: Uint8Array): string {
  return charactersToText(stringOf(utf8));
}

/** The text of UTF-8 bytes, given one character for each. */
export function charactersToText(utf8: string): string {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  return decodeURIComponent(escape(utf8));
}
