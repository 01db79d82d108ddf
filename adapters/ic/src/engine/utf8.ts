/**
 * UTF-8 for an engine that has no TextEncoder and no TextDecoder (WHATWG Encoding, sections 7.1 and 7.2; UTF-8 only):
 * by native code, as a loop over characters costs about a thousand instructions for each.
 */

import { nativeTexts } from "./texts.ts";

export class Utf8Encoder {
  readonly encoding = "utf-8";

  encode(input = ""): Uint8Array {
    return nativeTexts().utf8Of(input.isWellFormed() ? input : input.toWellFormed());
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
    const text = nativeTexts().textOf(bytes);
    // Wrong bytes have become U+FFFD; that character may also have been there.
    if (this.fatal && text.includes("\ufffd") && !isSame(nativeTexts().utf8Of(text), bytes))
      throw new TypeError("The bytes are no UTF-8.");
    return !this.ignoreBOM && text.startsWith("\ufeff") ? text.slice(1) : text;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function bytesOf(input: ArrayBuffer | ArrayBufferView | undefined): Uint8Array {
  if (input === undefined) return new Uint8Array();
  if (input instanceof Uint8Array) return input;
  return ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : new Uint8Array(input);
}
