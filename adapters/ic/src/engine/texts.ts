/**
 * Texts as bytes and back, by native code: a loop of the engine takes two hundred instructions and more for a character.
 *
 * The door is a buffer that `native/native.wat` knows from the start of the program. Its first word says what the next
 * "method name" or "print" means, for these are the calls in which the engine makes a text of bytes, and bytes of a text.
 */

import type { SystemApi } from "./system.ts";

/** The operation that tells `native/native.wat` where the buffer is. */
const OPEN = 4;

const TO_TEXT = 1;
const TO_CHARACTERS = 2;
const FROM_TEXT = 3;
const FROM_CHARACTERS = 4;

/** Two words: what is asked for, and how many bytes it has. */
const HEADER = 8;
const CAPACITY = 65_536;
/** Bytes of UTF-8 for one unit of a text. */
const MOST_BYTES = 3;

export interface TextDoor {
  /** The text of UTF-8; wrong parts of it become U+FFFD. */
  readonly textOf: (utf8: Uint8Array) => string;
  /** The string that has one character for each byte. */
  readonly charactersOf: (bytes: Uint8Array) => string;
  /** The UTF-8 of a text without lone surrogates. */
  readonly utf8Of: (text: string) => Uint8Array;
  /** The bytes of a string whose characters are all below U+0100. */
  readonly bytesOf: (characters: string) => Uint8Array;
}

function openTexts(ic: SystemApi): TextDoor {
  let buffer = new Uint8Array(0);
  let words = new Uint32Array(0);

  function makeRoom(bytes: number): void {
    buffer = new Uint8Array(Math.max(HEADER + bytes, CAPACITY));
    words = new Uint32Array(buffer.buffer, 0, HEADER / 4);
    words[0] = OPEN;
    ic.certifiedDataSet(buffer);
    words[0] = 0;
  }

  function read(bytes: Uint8Array, what: number): string {
    if (bytes.length + HEADER > buffer.length) makeRoom(bytes.length);
    buffer.set(bytes, HEADER);
    words[1] = bytes.length;
    words[0] = what;
    return ic.msgMethodName();
  }

  function write(text: string, what: number): Uint8Array {
    if (text.length * MOST_BYTES + HEADER > buffer.length) makeRoom(text.length * MOST_BYTES);
    words[0] = what;
    ic.debugPrint(text);
    return buffer.slice(HEADER, HEADER + (words[1] ?? 0));
  }

  makeRoom(0);
  return {
    textOf: (utf8) => read(utf8, TO_TEXT),
    charactersOf: (bytes) => read(bytes, TO_CHARACTERS),
    utf8Of: (text) => write(text, FROM_TEXT),
    bytesOf: (characters) => write(characters, FROM_CHARACTERS),
  };
}

/** `undefined` where the engine is not a canister's. */
export const texts = globalThis._azleIc === undefined ? undefined : openTexts(globalThis._azleIc);

/** @throws {Error} where the engine is not a canister's */
export function nativeTexts(): TextDoor {
  if (texts === undefined) throw new Error("This is no canister: there is no native code.");
  return texts;
}
