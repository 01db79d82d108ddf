/**
 * A page of a tree: a sorted list of entries that is searched and changed without being unpacked.
 *
 *     u32  number of entries, times 2, plus 1 for a leaf
 *     u32  bytes of entries that were removed and still lie there
 *     u32  for each entry in order: where it starts, behind these words, in the upper half; its length in the lower
 *     ...  the entries, in the order in which they came
 *
 * An entry of a leaf is a key. One of an inner page is the least key of a child, then the child's number as u32; the key
 * of the first one counts as less than any.
 */

import { bytesOf, stringOf } from "./bytes.ts";

const HEADER = 8;
const WORD = 4;

export class Page {
  readonly bytes: Uint8Array;
  readonly isLeaf: boolean;
  readonly count: number;
  readonly #words: Uint32Array;
  readonly #body: number;
  /** Keys that were looked at, so that a page that is kept is unpacked but once. */
  readonly #keys = new Map<number, string>();

  constructor(bytes: Uint8Array) {
    // A view of words must start at a multiple of four.
    this.bytes = bytes.byteOffset % WORD === 0 ? bytes : bytes.slice();
    const start = this.bytes.byteOffset;
    const head = new Uint32Array(this.bytes.buffer, start, 1)[0] ?? 0;
    this.count = head >>> 1;
    this.isLeaf = (head & 1) === 1;
    this.#words = new Uint32Array(this.bytes.buffer, start, HEADER / WORD + this.count);
    this.#body = HEADER + this.count * WORD;
  }

  /** A page of these entries, in order. */
  static of(isLeaf: boolean, entries: readonly Uint8Array[]): Page {
    const { length } = entries;
    const body = HEADER + length * WORD;
    let size = 0;
    const words = [length * 2 + (isLeaf ? 1 : 0), 0];
    for (const entry of entries) {
      words.push(size * 0x10000 + entry.length);
      size += entry.length;
    }
    const bytes = new Uint8Array(body + size);
    new Uint32Array(bytes.buffer, 0, words.length).set(words);
    let at = body;
    for (const entry of entries) {
      bytes.set(entry, at);
      at += entry.length;
    }
    return new Page(bytes);
  }

  /** How many bytes it would take without what was removed. */
  get size(): number {
    return this.bytes.length - (this.#words[1] ?? 0);
  }

  /** The entry at `index` as it lies there. */
  entry(index: number): Uint8Array {
    const word = this.#words[HEADER / WORD + index] ?? 0;
    const start = this.#body + (word >>> 16);
    return this.bytes.subarray(start, start + (word & 0xffff));
  }

  entries(): Uint8Array[] {
    const found: Uint8Array[] = [];
    for (let index = 0; index < this.count; index += 1) found.push(this.entry(index));
    return found;
  }

  key(index: number): string {
    const known = this.#keys.get(index);
    if (known !== undefined) return known;
    const entry = this.entry(index);
    const key = stringOf(this.isLeaf ? entry : entry.subarray(0, entry.length - WORD));
    this.#keys.set(index, key);
    return key;
  }

  /** The number of the child at `index` of an inner page. */
  child(index: number): number {
    const entry = this.entry(index);
    const at = entry.length - WORD;
    const byte = (place: number): number => entry[at + place] ?? 0;
    return byte(0) + byte(1) * 0x100 + byte(2) * 0x10000 + byte(3) * 0x1000000;
  }

  /** How many keys of a leaf are less than `key`. */
  position(key: string): number {
    return this.#firstFrom(key, 0);
  }

  /** Which child of an inner page holds `key`, if any does. */
  childOf(key: string): number {
    const next = this.#firstFrom(key, 1);
    return next < this.count && this.key(next) === key ? next : next - 1;
  }

  /** The first entry from `low` on whose key is not less than `key`. */
  #firstFrom(key: string, low: number): number {
    let [from, to] = [low, this.count];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.key(middle) < key) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** The page with `entry` in front of what is at `index`. */
  with(index: number, entry: Uint8Array): Page {
    const { bytes } = this;
    const slot = HEADER + index * WORD;
    const grown = new Uint8Array(bytes.length + WORD + entry.length);
    grown.set(bytes.subarray(0, slot), 0);
    grown.set(bytes.subarray(slot), slot + WORD);
    grown.set(entry, bytes.length + WORD);
    const words = new Uint32Array(grown.buffer, 0, HEADER / WORD + index + 1);
    words[0] = (this.#words[0] ?? 0) + 2;
    words[HEADER / WORD + index] = (bytes.length - this.#body) * 0x10000 + entry.length;
    return new Page(grown);
  }

  /** The page without the entry at `index`. */
  without(index: number): Page {
    const { bytes } = this;
    const slot = HEADER + index * WORD;
    const removed = this.entry(index).length;
    const shrunk = new Uint8Array(bytes.length - WORD);
    shrunk.set(bytes.subarray(0, slot), 0);
    shrunk.set(bytes.subarray(slot + WORD), slot);
    const words = new Uint32Array(shrunk.buffer, 0, HEADER / WORD);
    words[0] = (this.#words[0] ?? 0) - 2;
    words[1] = (this.#words[1] ?? 0) + removed;
    return new Page(shrunk);
  }
}

/** An entry of an inner page. */
export function childEntry(key: string, child: number): Uint8Array {
  const entry = new Uint8Array(key.length + WORD);
  entry.set(bytesOf(key));
  entry.set([child & 0xff, (child >>> 8) & 0xff, (child >>> 16) & 0xff, child >>> 24], key.length);
  return entry;
}
