/**
 * A page of a tree: a sorted list of entries that is searched and changed without being unpacked.
 *
 *     u32  number of entries, below 2^15, times 2, plus 1 for a leaf
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
  /**
   * Keys that were looked at, by the word that says where they lie, so that a page that is kept is unpacked but once.
   * A page that came of another by a change shares them, as entries stay where they are: what one turn has put there
   * and forgotten, the next one overwrites.
   */
  readonly #keys: Map<number, string>;

  constructor(bytes: Uint8Array, keys = new Map<number, string>()) {
    // A view of words must start at a multiple of four.
    this.bytes = bytes.byteOffset % WORD === 0 ? bytes : bytes.slice();
    const low = this.bytes[0] ?? 0;
    this.count = (low + (this.bytes[1] ?? 0) * 0x100) >>> 1;
    this.isLeaf = (low & 1) === 1;
    this.#words = new Uint32Array(this.bytes.buffer, this.bytes.byteOffset, HEADER / WORD + this.count);
    this.#body = HEADER + this.count * WORD;
    this.#keys = keys;
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
    const word = this.#words[HEADER / WORD + index] ?? 0;
    const known = this.#keys.get(word);
    if (known !== undefined) return known;
    const start = this.#body + (word >>> 16);
    const end = start + (word & 0xffff);
    const key = stringOf(this.bytes.subarray(start, this.isLeaf ? end : end - WORD));
    this.#keys.set(word, key);
    return key;
  }

  /** The number of the child at `index` of an inner page. */
  child(index: number): number {
    const entry = this.entry(index);
    const at = entry.length - WORD;
    const byte = (place: number): number => entry[at + place] ?? 0;
    return byte(0) + byte(1) * 0x100 + byte(2) * 0x10000 + byte(3) * 0x1000000;
  }

  /** Whether a leaf has `key`. */
  has(key: string): boolean {
    const at = this.#firstFrom(key, 0);
    return at < this.count && this.key(at) === key;
  }

  /** How many keys of a leaf are less than `key`. */
  position(key: string): number {
    if (key === "") return 0;
    const last = this.count - 1;
    // Most keys end with an id that only grows.
    return last >= 0 && this.key(last) < key ? this.count : this.#firstFrom(key, 0);
  }

  /** Which child of an inner page holds `key`, if any does. */
  childOf(key: string): number {
    // Where most stretches begin, and where most of them end: at what is newest.
    if (key === "") return 0;
    const last = this.count - 1;
    if (last > 0 && this.key(last) <= key) return last;
    const next = this.#firstFrom(key, 1);
    return next < this.count && this.key(next) === key ? next : next - 1;
  }

  /** The first entry from `low` on whose key is not less than `key`. */
  #firstFrom(key: string, low: number): number {
    let from = low;
    let to = this.count;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.key(middle) < key) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** The page with `entry`, whose key is `key`, in front of what is at `index`. */
  with(index: number, entry: Uint8Array, key: string): Page {
    const { bytes } = this;
    const { length } = bytes;
    const slot = HEADER + index * WORD;
    const grown = new Uint8Array(length + WORD + entry.length);
    grown.set(bytes);
    grown.copyWithin(slot + WORD, slot, length);
    grown.set(entry, length + WORD);
    const words = new Uint32Array(grown.buffer, 0, HEADER / WORD + index + 1);
    const word = (length - this.#body) * 0x10000 + entry.length;
    words[0] = (this.#words[0] ?? 0) + 2;
    words[HEADER / WORD + index] = word;
    this.#keys.set(word, key);
    return new Page(grown, this.#keys);
  }

  /** The page without the entry at `index`. */
  without(index: number): Page {
    const slot = HEADER + index * WORD;
    const removed = (this.#words[HEADER / WORD + index] ?? 0) & 0xffff;
    const shrunk = this.bytes.slice();
    shrunk.copyWithin(slot, slot + WORD);
    const words = new Uint32Array(shrunk.buffer, 0, HEADER / WORD);
    words[0] = (this.#words[0] ?? 0) - 2;
    words[1] = (this.#words[1] ?? 0) + removed;
    return new Page(shrunk.subarray(0, shrunk.length - WORD), this.#keys);
  }
}

/** An entry of an inner page. */
export function childEntry(key: string, child: number): Uint8Array {
  const entry = new Uint8Array(key.length + WORD);
  entry.set(bytesOf(key));
  entry.set([child & 0xff, (child >>> 8) & 0xff, (child >>> 16) & 0xff, child >>> 24], key.length);
  return entry;
}
