/**
 * UTF-8 for an engine that has no TextEncoder and no TextDecoder (WHATWG Encoding, sections 7.1 and 7.2; UTF-8 only).
 *
 * A loop over characters costs about a thousand instructions for each, so that longer texts go through what the
 * engine does natively.
 */

import { ic } from "./system.ts";

/** Below this many characters the loop is cheaper than the way through the engine. */
const SHORT = 48;
/** How many bytes are passed as arguments of one call. */
const SLICE = 8_192;
/** `DIDL`, no types, one argument, of type text. */
const TEXT_HEADER = 7;

export class Utf8Encoder {
  readonly encoding = "utf-8";

  encode(input = ""): Uint8Array {
    const text = input.isWellFormed() ? input : input.toWellFormed();
    return (text.length <= SHORT ? encodeAscii(text) : undefined) ?? encodeNatively(text);
  }

  encodeInto(input: string, target: Uint8Array): { read: number; written: number } {
    const bytes = this.encode(input);
    if (bytes.length > target.length) throw new RangeError("The target is too small.");
    target.set(bytes);
    return { read: input.length, written: bytes.length };
  }
}

export class Utf8Decoder {
  readonly encoding = "utf-8";
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;

  constructor(label = "utf-8", options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    if (!["utf-8", "utf8"].includes(label.toLowerCase())) throw new RangeError(`No decoder for ${label}.`);
    this.fatal = options.fatal ?? false;
    this.ignoreBOM = options.ignoreBOM ?? false;
  }

  decode(input?: ArrayBuffer | ArrayBufferView): string {
    const bytes = bytesOf(input);
    let escaped = "";
    for (let start = 0; start < bytes.length; start += SLICE) {
      escaped += String.fromCharCode(...bytes.subarray(start, start + SLICE));
    }
    const text = unescapeUtf8(escaped) ?? this.#replaceErrors(escaped);
    return !this.ignoreBOM && text.startsWith("\ufeff") ? text.slice(1) : text;
  }

  #replaceErrors(escaped: string): string {
    if (this.fatal) throw new TypeError("The bytes are no UTF-8.");
    // Whatever is no character becomes U+FFFD, a maximal wrong part at a time.
    return escaped.replace(SEQUENCE, (part) => unescapeUtf8(part) ?? "\ufffd");
  }
}

/** Well-formed sequences, else the longest beginning of one, else one byte (Unicode, table 3-7). */
const SEQUENCE = new RegExp(
  "[\\x00-\\x7f]+|[\\xc2-\\xdf][\\x80-\\xbf]" +
    "|(?:\\xe0[\\xa0-\\xbf]|[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]|\\xed[\\x80-\\x9f])[\\x80-\\xbf]?" +
    "|(?:\\xf0[\\x90-\\xbf]|[\\xf1-\\xf3][\\x80-\\xbf]|\\xf4[\\x80-\\x8f])[\\x80-\\xbf]{0,2}" +
    "|[\\x80-\\xff]",
  "g",
);

/** @returns `undefined` unless the string's characters are the bytes of UTF-8 */
function unescapeUtf8(bytes: string): string | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one native way from bytes to text here
    return decodeURIComponent(escape(bytes));
  } catch {
    return undefined;
  }
}

function bytesOf(input: ArrayBuffer | ArrayBufferView | undefined): Uint8Array {
  if (input === undefined) return new Uint8Array();
  if (input instanceof Uint8Array) return input;
  return ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : new Uint8Array(input);
}

function encodeAscii(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return undefined;
    bytes[i] = unit;
  }
  return bytes;
}

/** The engine encodes Candid text to bytes natively: what follows the header and the length is UTF-8. */
function encodeNatively(text: string): Uint8Array {
  const literal = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  const candid = ic.candidEncode(`("${literal}")`);
  let start = TEXT_HEADER;
  while (((candid[start] ?? 0) & 0x80) !== 0) start += 1;
  return candid.slice(start + 1);
}
