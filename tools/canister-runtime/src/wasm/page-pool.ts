/** Buffers for pages that are set aside during a message, used again by the next one. */
import { pageBytes } from "./instrumented-names.ts";

/** The widest store writes 16 bytes, so at most 15 of them lie beyond the page in which it starts. */
export const spillBytes = 16;

/** Buffers that are kept: 16 MiB. */
const kept = 4096;

export class PagePool {
  readonly #free: Uint8Array[] = [];

  take(): Uint8Array {
    return this.#free.pop() ?? new Uint8Array(pageBytes + spillBytes);
  }

  give(buffer: Uint8Array): void {
    if (this.#free.length < kept) this.#free.push(buffer);
  }
}
