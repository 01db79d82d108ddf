/**
 * A canister's stable memory: up to 500 GiB of which only written pages take space, with a point to roll back to.
 *
 * A page is copied before its first change in a message, so that a roll-back puts the old page back.
 */
import { Trap } from "./trap.ts";
import { pageBytes, wasmPageBytes } from "../wasm/instrumented-names.ts";

export interface StableCopy {
  readonly size: number;
  readonly pages: ReadonlyMap<number, Uint8Array>;
}

export class StableMemory {
  #pages = new Map<number, Uint8Array>();
  /** In pages of 64 KiB. */
  #size = 0;
  /** Pages as they were at `begin`; undefined for those that did not exist. */
  #before = new Map<number, Uint8Array | undefined>();
  #sizeBefore = 0;
  /** What was set aside up to each savepoint, the oldest first. */
  #earlier: { before: Map<number, Uint8Array | undefined>; sizeBefore: number }[] = [];

  /** In pages of 64 KiB. */
  get size(): number {
    return this.#size;
  }

  /** Bytes that were allocated, written or not. */
  get bytes(): number {
    return this.#size * wasmPageBytes;
  }

  /** Pages of 4 KiB changed since `begin`. */
  get touchedPages(): number {
    return this.#before.size;
  }

  /** @returns the former size in pages, or -1 if `limit` bytes do not suffice */
  grow(pages: number, limit: number): number {
    const before = this.#size;
    if ((before + pages) * wasmPageBytes > limit) return -1;
    this.#size = before + pages;
    return before;
  }

  /** @throws Trap if the bytes are not all inside */
  read(offset: number, target: Uint8Array): void {
    this.#check(offset, target.length);
    let done = 0;
    while (done < target.length) {
      const at = offset + done;
      const inside = at % pageBytes;
      const length = Math.min(pageBytes - inside, target.length - done);
      const page = this.#pages.get((at - inside) / pageBytes);
      if (page === undefined) target.fill(0, done, done + length);
      else target.set(page.subarray(inside, inside + length), done);
      done += length;
    }
  }

  /** All bytes. Of pages that were never written nothing is touched: the whole is mostly those. */
  image(): Uint8Array<ArrayBuffer> {
    const image = new Uint8Array(this.bytes);
    for (const [index, page] of this.#pages) image.set(page, index * pageBytes);
    return image;
  }

  /** @returns how many pages were changed for the first time since `begin`. @throws Trap if the bytes do not fit */
  write(offset: number, source: Uint8Array): number {
    this.#check(offset, source.length);
    const touchedBefore = this.#before.size;
    let done = 0;
    while (done < source.length) {
      const at = offset + done;
      const inside = at % pageBytes;
      const length = Math.min(pageBytes - inside, source.length - done);
      this.#writable((at - inside) / pageBytes).set(source.subarray(done, done + length), inside);
      done += length;
    }
    return this.#before.size - touchedBefore;
  }

  #writable(index: number): Uint8Array {
    const page = this.#pages.get(index);
    if (page !== undefined && this.#before.has(index)) return page;
    this.#before.set(index, page);
    const copy = page === undefined ? new Uint8Array(pageBytes) : page.slice();
    this.#pages.set(index, copy);
    return copy;
  }

  #check(offset: number, length: number): void {
    if (offset + length > this.bytes) throw new Trap("IC0502", "stable memory out of bounds");
  }

  /** A copy of every page that was ever written, and the size, to hold a roll-back against. */
  copy(): StableCopy {
    return {
      size: this.#size,
      pages: new Map([...this.#pages].map(([index, page]) => [index, page.slice()])),
    };
  }

  /** Whether a roll-back would put back what was copied, as far as it concerns what was set aside from the `first` page on. */
  wouldPutBack(copied: StableCopy, first: number): boolean {
    return (
      this.#sizeBefore === copied.size &&
      [...this.#before].slice(first).every(([index, page]) => {
        const before = copied.pages.get(index);
        return page === undefined ? before === undefined : before !== undefined && isEqual(page, before);
      })
    );
  }

  /** Puts everything back as `rollBack` does, and forward again. @returns whether it was as it was copied */
  rehearseRollBack(copied: StableCopy): boolean {
    const now = [...this.#before.keys()].map((index) => [index, this.#pages.get(index)] as const);
    for (const [index, page] of this.#before) this.#set(index, page);
    const isSame =
      this.#pages.size === copied.pages.size &&
      [...copied.pages].every(([index, before]) => {
        const page = this.#pages.get(index);
        return page !== undefined && isEqual(page, before);
      });
    for (const [index, page] of now) this.#set(index, page);
    return isSame && this.#sizeBefore === copied.size;
  }

  #set(index: number, page: Uint8Array | undefined): void {
    if (page === undefined) this.#pages.delete(index);
    else this.#pages.set(index, page);
  }

  begin(): void {
    this.#before = new Map();
    this.#sizeBefore = this.#size;
    this.#earlier = [];
  }

  /** From here on `rollBackToSavepoint` goes back to this moment, and `rollBack` still to `begin`. */
  savepoint(): void {
    this.#earlier.push({ before: this.#before, sizeBefore: this.#sizeBefore });
    this.#before = new Map();
    this.#sizeBefore = this.#size;
  }

  commit(): void {
    this.begin();
  }

  rollBack(): void {
    this.rollBackToSavepoint();
    for (let layer = this.#earlier.pop(); layer !== undefined; layer = this.#earlier.pop()) {
      this.#before = layer.before;
      this.#sizeBefore = layer.sizeBefore;
      this.rollBackToSavepoint();
    }
  }

  rollBackToSavepoint(): void {
    for (const [index, page] of this.#before) this.#set(index, page);
    this.#size = this.#sizeBefore;
    this.#before = new Map();
  }
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
