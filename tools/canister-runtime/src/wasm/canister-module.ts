/**
 * A canister's code, ready to be instantiated (interface specification, "Canister module format").
 *
 * Compiled modules are kept by their hash, because hundreds of canisters may run the same code.
 */
import { gunzipSync } from "node:zlib";
import { sha256 } from "@noble/hashes/sha2.js";
import { CanisterRuntimeError } from "../error.ts";
import { engine, type WasmModule } from "./engine.ts";
import { instrument } from "./instrument.ts";
import { type ModuleOutline, readOutline } from "./module-outline.ts";
import { readSections } from "./sections.ts";
import { type ModuleInterface, moduleLimits, readInterface } from "./validate.ts";

export interface CanisterModule {
  /** SHA-256 of the bytes as they were installed, compressed or not. */
  hash: Uint8Array;
  /** Bytes as they were installed. */
  size: number;
  compiled: WasmModule;
  outline: ModuleOutline;
  interface: ModuleInterface;
  changesTables: boolean;
}

/** Compiled modules that are kept besides those in use. */
const kept = 16;
const cache = new Map<string, CanisterModule>();

/**
 * Decompresses, checks, instruments and compiles.
 *
 * @param installed bytes of a `.wasm` or `.wasm.gz`
 * @throws CanisterRuntimeError `invalid_module`
 */
export function loadModule(installed: Uint8Array): CanisterModule {
  const hash = sha256(installed);
  const key = Buffer.from(hash).toString("hex");
  const known = cache.get(key);
  if (known !== undefined) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const bytes = decompress(installed);
  if (!engine.validate(bytes)) {
    throw new CanisterRuntimeError("invalid_module", "the bytes are no valid WebAssembly module");
  }
  const sections = readSections(bytes);
  const outline = readOutline(sections);
  const moduleInterface = readInterface(sections, outline);
  const instrumented = instrument(sections, outline);
  const loaded: CanisterModule = {
    hash,
    size: installed.length,
    compiled: new engine.Module(instrumented.bytes),
    outline,
    interface: moduleInterface,
    changesTables: instrumented.changesTables,
  };
  cache.set(key, loaded);
  for (const oldest of cache.keys()) {
    if (cache.size <= kept) break;
    cache.delete(oldest);
  }
  return loaded;
}

/** A module that starts as a gzip stream does (RFC 1952) is one. */
function decompress(installed: Uint8Array): Uint8Array<ArrayBuffer> {
  if (installed[0] !== 0x1f || installed[1] !== 0x8b || installed[2] !== 0x08) {
    if (installed.length > moduleLimits.moduleBytes) {
      throw new CanisterRuntimeError("invalid_module", "the module is larger than 100 MiB");
    }
    return new Uint8Array(installed);
  }
  try {
    return new Uint8Array(gunzipSync(installed, { maxOutputLength: moduleLimits.moduleBytes }));
  } catch (cause) {
    throw new CanisterRuntimeError("invalid_module", "the module cannot be decompressed", { cause });
  }
}
