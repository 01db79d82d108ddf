/** One canister's running code: an instance of its module whose memory, globals and tables can be rolled back. */
import { isDeepStrictEqual } from "node:util";
import { CanisterRuntimeError } from "../error.ts";
import type { Execution } from "../execution/execution.ts";
import { BinaryWriter } from "./binary-writer.ts";
import type { CanisterModule } from "./canister-module.ts";
import { engine, type WasmExports, type WasmGlobal, type WasmModule, type WasmTable } from "./engine.ts";
import { Heap } from "./heap.ts";
import { hookIndex, instrumented, wasmPageBytes } from "./instrumented-names.ts";
import { valueType } from "./module-outline.ts";
import type { PagePool } from "./page-pool.ts";

export type ImportedFunctions = Record<string, (...parameters: never[]) => unknown>;

/** Holds the execution that the imported functions act for. */
export interface CurrentExecution {
  execution: Execution | undefined;
}

export class Instance {
  readonly module: CanisterModule;
  readonly heap: Heap;
  readonly current: CurrentExecution;
  readonly #exports: WasmExports;
  readonly #counter: WasmGlobal;
  readonly #globals: WasmGlobal[] = [];
  readonly #tables: WasmTable[] = [];
  /** Values at `begin` and at each savepoint, the oldest first. */
  #valuesBefore: StateValues[] = [];

  constructor(module: CanisterModule, ic0: ImportedFunctions, current: CurrentExecution, pool: PagePool) {
    this.module = module;
    this.current = current;
    const { outline } = module;
    try {
      this.#exports = new engine.Instance(module.compiled, { ic0 }).exports;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : "unknown";
      throw new CanisterRuntimeError("invalid_module", `the module cannot be instantiated: ${reason}`, {
        cause,
      });
    }
    this.#counter = this.#export(instrumented.counter, engine.Global);
    const is64 = outline.memory?.is64 ?? false;
    const nothing = new engine.Memory({ initial: 0 });
    const hasMemory = outline.memory !== undefined;
    this.heap = new Heap(
      {
        memory: hasMemory ? this.#export(instrumented.memory, engine.Memory) : nothing,
        touched: hasMemory ? this.#export(instrumented.touched, engine.Memory) : nothing,
        memorySize: this.#export(instrumented.memorySize, engine.Global),
        is64,
        maximumPages: Math.min(outline.memory?.maximum ?? Infinity, is64 ? 98_304 : 65_536),
      },
      pool,
    );
    outline.globals.forEach(({ mutable }, index) => {
      if (mutable) this.#globals.push(this.#export(instrumented.global(index), engine.Global));
    });
    for (let index = 0; module.changesTables && index < outline.tableCount; index += 1) {
      this.#tables.push(this.#export(instrumented.table(index), engine.Table));
    }
    this.#connectHooks(is64);
  }

  #export<T>(name: string, kind: new (...parameters: never[]) => T): T {
    const value = this.#exports[name];
    if (value instanceof kind) return value;
    throw new CanisterRuntimeError("engine", `the instrumented module has no "${name}"`);
  }

  #connectHooks(is64: boolean): void {
    const grow = is64
      ? (pages: bigint): bigint => BigInt(this.#grow(Number(BigInt.asUintN(64, pages))))
      : (pages: number): number => this.#grow(pages >>> 0);
    const bridge = new engine.Instance(is64 ? bridge64 : bridge32, {
      h: { touch: (page: number) => this.heap.touch(page), grow },
    });
    const table = this.#export(instrumented.hooks, engine.Table);
    table.set(hookIndex.touch, bridge.exports["touch"]);
    table.set(hookIndex.grow, bridge.exports["grow"]);
  }

  #grow(pages: number): number {
    this.current.execution?.checkHeap(this.heap.size + pages * wasmPageBytes);
    return this.heap.grow(pages);
  }

  get instructionsLeft(): bigint {
    return this.#counter.value as bigint;
  }

  set instructionsLeft(left: bigint) {
    this.#counter.value = left;
  }

  /** Runs an exported function of type `() -> ()`; whatever it throws is thrown on. */
  run(exportName: string): void {
    (this.#exports[exportName] as () => void)();
  }

  /** Runs the function at `index` of table 0, of type `(env) -> ()`. */
  runCallback(index: number, environment: number): void {
    const table = this.#exports[instrumented.table(0)];
    const callee: unknown =
      table instanceof engine.Table && index < table.length ? table.get(index) : undefined;
    if (typeof callee !== "function") throw new engine.RuntimeError("table index is out of bounds");
    const is64 = this.module.outline.memory?.is64 ?? false;
    (callee as (environment: number | bigint) => void)(is64 ? BigInt(environment) : environment | 0);
  }

  has(exportName: string): boolean {
    return typeof this.#exports[exportName] === "function";
  }

  #values(): StateValues {
    return {
      globals: this.#globals.map((global) => global.value),
      tables: this.#tables.map((table) =>
        Array.from({ length: table.length }, (_, index) => table.get(index)),
      ),
    };
  }

  #restore({ globals, tables }: StateValues): void {
    this.#globals.forEach((global, index) => {
      global.value = globals[index];
    });
    this.#tables.forEach((table, index) => {
      tables[index]?.forEach((entry, at) => table.set(at, entry));
    });
  }

  /** Sets the point to which `rollBack` goes back. */
  begin(): void {
    this.heap.begin();
    this.#valuesBefore = [this.#values()];
  }

  /** Sets a point to which `rollBackToSavepoint` goes back, and `rollBack` further. */
  savepoint(): void {
    this.heap.savepoint();
    this.#valuesBefore.push(this.#values());
  }

  commit(): void {
    this.heap.commit();
    this.#valuesBefore = [];
  }

  rollBack(): void {
    this.heap.rollBack();
    const [values] = this.#valuesBefore;
    if (values !== undefined) this.#restore(values);
    this.#valuesBefore = [];
  }

  /** Puts globals and tables back as `rollBack` does, and forward again. @returns whether they would be as they were */
  rehearseRollBack(): boolean {
    const [before] = this.#valuesBefore;
    if (before === undefined) return false;
    const now = this.#values();
    this.#restore(before);
    const isSame = isDeepStrictEqual(this.#values().globals, before.globals);
    this.#restore(now);
    return isSame;
  }

  rollBackToSavepoint(): void {
    this.heap.rollBackToSavepoint();
    const values = this.#valuesBefore.at(-1);
    if (values !== undefined) this.#restore(values);
  }
}

/** The values of mutable globals, and the entries of tables. */
interface StateValues {
  globals: unknown[];
  tables: unknown[][];
}

/** A module that makes functions of JavaScript fit for a table: `touch` and `grow`, imported and exported again. */
function bridge(pointer: number): WasmModule {
  const types = Uint8Array.of(2, 0x60, 1, valueType.i32, 0, 0x60, 1, pointer, 1, pointer);
  const imports = new BinaryWriter().byte(2);
  imports.name("h").name("touch").byte(0, 0).name("h").name("grow").byte(0, 1);
  const exports = new BinaryWriter().byte(2).name("touch").byte(0, 0).name("grow").byte(0, 1);
  const module = new BinaryWriter().byte(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
  module.byte(1).sized(types).byte(2).sized(imports.finish()).byte(7).sized(exports.finish());
  return new engine.Module(module.finish());
}

const bridge32 = bridge(valueType.i32);
const bridge64 = bridge(valueType.i64);
