// The part of DER that keys are written in (ITU-T X.690): definite lengths, one-byte tags.

import { keyMalformed } from "./malformed.ts";

export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const NULL = 0x05;
export const OBJECT_IDENTIFIER = 0x06;
export const SEQUENCE = 0x30;

/** Reads the elements of one level, in order; going deeper takes another reader. */
export class DerReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether nothing is left. */
  get ended(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** The content of the next element, which must have this tag. Throws `key_malformed`. */
  read(tag: number): Uint8Array {
    if (this.#byte() !== tag) throw keyMalformed("unexpected DER tag");
    let length = this.#byte();
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets < 1 || octets > 3) throw keyMalformed("DER length out of range");
      length = 0;
      for (let index = 0; index < octets; index++) length = length * 256 + this.#byte();
      if (length < 0x80) throw keyMalformed("DER length not in its shortest form");
    }
    const start = this.#at;
    if (start + length > this.#bytes.length) throw keyMalformed("DER ends early");
    this.#at += length;
    return this.#bytes.subarray(start, this.#at);
  }

  /** Whether the next element has this tag. */
  next(tag: number): boolean {
    return this.#bytes[this.#at] === tag;
  }

  /** Throws `key_malformed` when something is left. */
  end(): void {
    if (!this.ended) throw keyMalformed("DER with something after its end");
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw keyMalformed("DER ends early");
    this.#at++;
    return byte;
  }
}

/** One element with these contents, one after the other. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  const header =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  const bytes = new Uint8Array(header.length + length);
  bytes.set(header);
  let at = header.length;
  for (const content of contents) {
    bytes.set(content, at);
    at += content.length;
  }
  return bytes;
}

/** An INTEGER for an unsigned big-endian number. */
export function derUnsigned(number: Uint8Array): Uint8Array {
  let start = 0;
  while (start < number.length - 1 && number[start] === 0) start++;
  const bytes = number.subarray(start);
  return (bytes[0] ?? 0) >= 0x80 ? der(INTEGER, Uint8Array.of(0), bytes) : der(INTEGER, bytes);
}
