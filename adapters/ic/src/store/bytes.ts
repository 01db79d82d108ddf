/**
 * Bytes as strings with one character for each byte, and back.
 *
 * A canister's engine charges 1,000 to 3,000 instructions for one step of a JavaScript loop, so these have none over
 * bytes: they lean on natives that loop by themselves. Strings of bytes also compare, join and cut natively, which is
 * why keys are such strings.
 */

/** How many characters one native call takes. */
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
  if (length <= CHUNK) return POSITIONS.subarray(0, length).map(codeAt, text);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += CHUNK) {
    const part = text.slice(at, at + CHUNK);
    bytes.set(POSITIONS.subarray(0, part.length).map(codeAt, part), at);
  }
  return bytes;
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
  return NOT_ASCII.test(text) ? unescape(encodeURIComponent(text)) : text;
}

/** The text of UTF-8 bytes. */
export function textOf(utf8: string): string {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  return decodeURIComponent(escape(utf8));
}

const NOT_ASCII = /[^\0-\x7f]/;
