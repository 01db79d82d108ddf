/**
 * Puts `native/native.wat` into a module, and opens doors to it from JavaScript.
 *
 * Azle offers no way to call own WebAssembly. But it hands the bytes given to `certifiedDataSet` to the system as they
 * lie in memory, and the system takes 32 at most: so longer ones become our calls, worked on where they lie. And it makes
 * a text of what the system says is the method's name, and UTF-8 of what is to be printed: so both pass our functions,
 * which know when something else is meant.
 */

import binaryen from "binaryen";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./canisters.ts";

/** Which of our functions the engine calls in place of the system's. */
const DOORS = {
  certified_data_set: "native",
  msg_method_name_size: "text_size",
  msg_method_name_copy: "text_copy",
  debug_print: "keep_text",
};

/** The system's timer, which calls one of the program's callbacks. */
const TIMER = "canister_global_timer";

/**
 * @param timer the number of the callback that the system's timer runs; Azle's own when left out
 * @returns the module with our functions behind the door
 */
export async function withNative(bytes: Uint8Array, timer?: number): Promise<Uint8Array> {
  const module = binaryen.readBinary(bytes);
  const native = binaryen.parseText(await readFile(join(root, "native/native.wat"), "utf8"));
  for (const [base, ours] of Object.entries(DOORS)) openDoor(module, base, ours);
  for (let i = 0; i < native.getNumGlobals(); i += 1) {
    const { name, type, mutable, init } = binaryen.getGlobalInfo(native.getGlobalByIndex(i));
    module.addGlobal(name, type, mutable, module.copyExpression(init));
  }
  for (let i = 0; i < native.getNumFunctions(); i += 1) {
    const info = binaryen.getFunctionInfo(native.getFunctionByIndex(i));
    if (info.module === "")
      module.addFunction(info.name, info.params, info.results, info.vars, module.copyExpression(info.body));
    else forward(module, info);
  }
  if (timer !== undefined) {
    module.removeExport(TIMER);
    const { value: callback } = binaryen.getExportInfo(module.getExport("execute_method_js"));
    const run = module.call(callback, [module.i32.const(timer)], binaryen.none);
    module.addFunction(TIMER, binaryen.none, binaryen.none, [], module.block(null, [run]));
    module.addFunctionExport(TIMER, TIMER);
  }
  if (!module.validate()) throw new Error("The native functions do not fit into the module.");
  return module.emitBinary();
}

/** What our functions import, the engine has already, under another name. */
function forward(module: binaryen.Module, { name, base, params, results }: binaryen.FunctionInfo): void {
  const given = binaryen.expandType(params).map((type, i) => module.local.get(i, type));
  module.addFunction(name, params, results, [], module.call(importOf(module, base).name, given, results));
}

/** Has the engine call one of our functions where it called the system. */
function openDoor(module: binaryen.Module, base: string, ours: string): void {
  const { name, params, results } = importOf(module, base);
  module.removeFunction(name);
  module.addFunctionImport(base, "ic0", base, params, results);
  const given = binaryen.expandType(params).map((type, i) => module.local.get(i, type));
  module.addFunction(name, params, results, [], module.call(ours, given, results));
}

function importOf(module: binaryen.Module, base: string | null): binaryen.FunctionInfo {
  for (let i = 0; i < module.getNumFunctions(); i += 1) {
    const info = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
    if (info.module === "ic0" && info.base === base) return info;
  }
  throw new Error(`The engine does not import ${base ?? "it"}.`);
}
