/** The names under which instrumentation exports what the runtime needs from inside a module. */

export const instrumented = {
  memory: "instrumented:memory",
  /** One byte per page of 4 KiB: 1 from the first write to the page in the current message on. */
  touched: "instrumented:touched",
  /** Instructions left: a mutable i64. */
  counter: "instrumented:counter",
  /** The size of the memory that the canister sees, in pages of 64 KiB. */
  memorySize: "instrumented:memory-size",
  /** The table through which injected code calls the runtime. */
  hooks: "instrumented:hooks",
  start: "instrumented:start",
  global: (index: number): string => `instrumented:global-${index}`,
  table: (index: number): string => `instrumented:table-${index}`,
} as const;

/** Indices in the table `instrumented.hooks`. */
export const hookIndex = {
  /** `(page: i32) -> ()`: the page is about to be written for the first time in this message. */
  touch: 0,
  /** `(pages) -> pages`: does what `memory.grow` does. */
  grow: 1,
} as const;

/** Bytes of a page whose changes are recorded as a whole; the replica's own page size. */
export const pageShift = 12;
export const pageBytes = 2 ** pageShift;
/** Bytes of a WebAssembly page. */
export const wasmPageBytes = 65_536;
