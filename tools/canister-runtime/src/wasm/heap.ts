/**
 * A canister's WebAssembly memory with the pages that the current message changed, so that they can be put back.
 *
 * Before the first write to a page its content is set aside. A roll-back therefore costs what the message
 * touched, however large the memory is.
 */
import { Trap } from "../execution/trap.ts";
import type { WasmGlobal, WasmMemory } from "./engine.ts";
import { pageBytes, wasmPageBytes } from "./instrumented-names.ts";
import { type PagePool, spillBytes } from "./page-pool.ts";

/** What the memory's owner exports; the memory may be missing. */
export interface HeapExports {
  memory: WasmMemory;
  touched: WasmMemory;
  /** Pages of 64 KiB that the canister sees; a bigint with 64-bit memory. */
  memorySize: WasmGlobal;
  is64: boolean;
  /** The limit that the module declares, in pages. */
  maximumPages: number;
}

interface SavedPage {
  page: number;
  /** The page, and the first bytes of the next one if that was not saved yet: a store may reach over the border. */
  content: Uint8Array;
  withSpill: boolean;
  /** Whether the page before has set its first bytes aside, which may have been written since. */
  spilledInto: boolean;
}

export class Heap {
  readonly #exports: HeapExports;
  readonly #touched: Uint8Array;
  readonly #pool: PagePool;
  #view: Uint8Array;
  #saved: SavedPage[] = [];
  #sizeBefore = 0;
  /** What was set aside up to each savepoint, the oldest first. */
  #earlier: { saved: SavedPage[]; sizeBefore: number }[] = [];
  #size: number;

  constructor(exports: HeapExports, pool: PagePool) {
    this.#exports = exports;
    this.#pool = pool;
    this.#touched = new Uint8Array(exports.touched.buffer);
    this.#view = new Uint8Array(exports.memory.buffer);
    this.#size = this.#view.length / wasmPageBytes;
    this.#publishSize();
  }

  /** Bytes that the canister sees. */
  get size(): number {
    return this.#size * wasmPageBytes;
  }

  /** Pages of 4 KiB written since `begin`. */
  get touchedPages(): number {
    return this.#saved.length;
  }

  #publishSize(): void {
    this.#exports.memorySize.value = this.#exports.is64 ? BigInt(this.#size) : this.#size;
  }

  /** A view of the memory as it is now; growth makes a new one. */
  #bytes(): Uint8Array {
    if (this.#view.buffer !== this.#exports.memory.buffer) {
      this.#view = new Uint8Array(this.#exports.memory.buffer);
    }
    return this.#view;
  }

  /** The hook `touch`: sets the page aside. @throws Trap if the page is outside of the memory */
  touch(page: number): void {
    const start = page * pageBytes;
    if (page < 0 || start >= this.size) throw new Trap("IC0502", "heap out of bounds");
    const withSpill = start + pageBytes < this.size && this.#touched[page + 1] === 0;
    const content = this.#pool.take();
    content.set(this.#bytes().subarray(start, start + pageBytes + (withSpill ? spillBytes : 0)));
    this.#saved.push({ page, content, withSpill, spilledInto: page > 0 && this.#touched[page - 1] === 1 });
    this.#touched[page] = 1;
  }

  /** The hook `grow`. @returns the former size in pages, or -1 */
  grow(pages: number): number {
    const before = this.#size;
    const after = before + pages;
    if (after > this.#exports.maximumPages) return -1;
    const physical = this.#exports.memory.buffer.byteLength / wasmPageBytes;
    if (after > physical) {
      try {
        const more = after - physical;
        this.#exports.memory.grow(this.#exports.is64 ? BigInt(more) : more);
      } catch {
        return -1;
      }
    }
    this.#size = after;
    this.#publishSize();
    return before;
  }

  /** A copy of `length` bytes. @throws Trap if they are not all inside the memory */
  read(at: number, length: number): Uint8Array<ArrayBuffer> {
    this.#check(at, length);
    return new Uint8Array(this.#bytes().subarray(at, at + length));
  }

  /** @throws Trap if the bytes do not fit into the memory */
  write(at: number, bytes: Uint8Array): void {
    this.prepareWrite(at, bytes.length);
    this.#bytes().set(bytes, at);
  }

  /** The memory to read or write in place, after a check and, for writing, `prepareWrite`. */
  window(at: number, length: number): Uint8Array {
    this.#check(at, length);
    return this.#bytes().subarray(at, at + length);
  }

  prepareWrite(at: number, length: number): void {
    this.#check(at, length);
    if (length === 0) return;
    const last = Math.floor((at + length - 1) / pageBytes);
    for (let page = Math.floor(at / pageBytes); page <= last; page += 1) {
      if (this.#touched[page] === 0) this.touch(page);
    }
  }

  #check(at: number, length: number): void {
    if (at + length > this.size) throw new Trap("IC0502", "heap out of bounds");
  }

  /** What a roll-back would put back: the contents set aside since `begin`, from the `first` of them on. */
  setAside(first: number): { readonly at: number; readonly content: Uint8Array }[] {
    return this.#saved.slice(first).map(({ page, content, withSpill, spilledInto }) => {
      const head = spilledInto ? spillBytes : 0;
      return {
        at: page * pageBytes + head,
        content: content.subarray(head, pageBytes + (withSpill ? spillBytes : 0)),
      };
    });
  }

  /**
   * Puts everything back as `rollBack` does, looks, and puts it forward again.
   *
   * @param look gets the memory as it would be after a roll-back
   */
  rehearseRollBack(look: (rolledBack: Uint8Array) => void): void {
    const bytes = this.#bytes();
    const now = this.#saved.map(({ page, withSpill }) => {
      const at = page * pageBytes;
      return { at, content: bytes.slice(at, at + pageBytes + (withSpill ? spillBytes : 0)) };
    });
    this.#putBack(bytes);
    try {
      look(bytes.subarray(0, this.#sizeBefore * wasmPageBytes));
    } finally {
      for (const { at, content } of now) bytes.set(content, at);
    }
  }

  begin(): void {
    this.#sizeBefore = this.#size;
  }

  /** From here on `rollBackToSavepoint` goes back to this moment, and `rollBack` still to `begin`. */
  savepoint(): void {
    for (const { page } of this.#saved) this.#touched[page] = 0;
    this.#earlier.push({ saved: this.#saved, sizeBefore: this.#sizeBefore });
    this.#saved = [];
    this.#sizeBefore = this.#size;
  }

  commit(): void {
    for (const { page } of this.#saved) this.#touched[page] = 0;
    for (const saved of [this.#saved, ...this.#earlier.map((layer) => layer.saved)]) {
      for (const { content } of saved) this.#pool.give(content);
    }
    this.#saved = [];
    this.#earlier = [];
    this.#sizeBefore = this.#size;
  }

  rollBack(): void {
    this.rollBackToSavepoint();
    for (let layer = this.#earlier.pop(); layer !== undefined; layer = this.#earlier.pop()) {
      this.#saved = layer.saved;
      this.#sizeBefore = layer.sizeBefore;
      this.rollBackToSavepoint();
    }
  }

  rollBackToSavepoint(): void {
    this.#putBack(this.#bytes());
    for (const { page, content } of this.#saved) {
      this.#touched[page] = 0;
      this.#pool.give(content);
    }
    this.#saved = [];
    this.#size = this.#sizeBefore;
    this.#publishSize();
  }

  #putBack(bytes: Uint8Array): void {
    for (const { page, content } of this.#saved) bytes.set(content.subarray(0, pageBytes), page * pageBytes);
    // A page that was saved after its neighbour had spilled into it is only whole again with these.
    for (const { page, content, withSpill } of this.#saved) {
      if (withSpill) bytes.set(content.subarray(pageBytes), (page + 1) * pageBytes);
    }
  }

  /** Fills this memory with the content of another (`wasm_memory_persistence = keep`). */
  copyFrom(other: Heap): void {
    const missing = other.#size - this.#size;
    if (missing > 0) this.grow(missing);
    this.#bytes().set(other.#bytes().subarray(0, other.size));
  }
}
