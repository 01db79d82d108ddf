/**
 * The WebAssembly JavaScript interface as this package uses it: TypeScript declares it only for browsers, and
 * without 64-bit memories.
 */

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Takes a bigint where addresses have 64 bits. */
  grow(pages: number | bigint): number | bigint;
}

export interface WasmGlobal {
  value: unknown;
}

export interface WasmTable {
  readonly length: number;
  get(index: number): unknown;
  set(index: number, value: unknown): void;
}

export interface WasmModule {
  readonly [brand]: "module";
}
declare const brand: unique symbol;

export type WasmExports = Readonly<Record<string, unknown>>;
export type WasmImports = Record<string, Record<string, unknown>>;

interface WasmEngine {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  Instance: new (module: WasmModule, imports: WasmImports) => { readonly exports: WasmExports };
  Memory: new (descriptor: { initial: number }) => WasmMemory;
  Global: new (descriptor: { value: string; mutable: boolean }, value: unknown) => WasmGlobal;
  Table: new (descriptor: { element: string; initial: number }) => WasmTable;
  /** What a trap is thrown as. */
  RuntimeError: new (message: string) => Error;
}

export const engine: WasmEngine = (globalThis as unknown as { WebAssembly: WasmEngine }).WebAssembly;
