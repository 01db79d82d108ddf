/**
 * Puts `native/native.wat` into a module, and opens a door to it from JavaScript.
 *
 * Azle offers no way to call own WebAssembly. But it hands the bytes given to `certifiedDataSet` to the system as they
 * lie in memory, and the system takes 32 at most: so longer ones become our calls, worked on where they lie.
 */

import binaryen from "binaryen";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./canisters.ts";

const DOOR = "certified_data_set";
const MAX_CERTIFIED = 32;

/** The system's timer, which calls one of the program's callbacks. */
const TIMER = "canister_global_timer";

/**
 * @param timer the number of the callback that the system's timer runs; Azle's own when left out
 * @returns the module with our functions behind the door
 */
export async function withNative(bytes: Uint8Array, timer?: number): Promise<Uint8Array> {
  const module = binaryen.readBinary(bytes);
  const native = binaryen.parseText(await readFile(join(root, "native/native.wat"), "utf8"));
  for (let i = 0; i < native.getNumFunctions(); i += 1) {
    const info = binaryen.getFunctionInfo(native.getFunctionByIndex(i));
    if (info.module === "")
      module.addFunction(info.name, info.params, info.results, info.vars, module.copyExpression(info.body));
    else forward(module, info);
  }
  openDoor(module);
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

function openDoor(module: binaryen.Module): void {
  const { name, params } = importOf(module, DOOR);
  const { i32 } = module;
  const pass = (callee: string) =>
    module.call(
      callee,
      [module.local.get(0, binaryen.i32), module.local.get(1, binaryen.i32)],
      binaryen.none,
    );
  module.removeFunction(name);
  module.addFunctionImport(DOOR, "ic0", DOOR, params, binaryen.none);
  const isOurs = i32.gt_u(module.local.get(1, binaryen.i32), i32.const(MAX_CERTIFIED));
  module.addFunction(name, params, binaryen.none, [], module.if(isOurs, pass("native"), pass(DOOR)));
}

function importOf(module: binaryen.Module, base: string | null): binaryen.FunctionInfo {
  for (let i = 0; i < module.getNumFunctions(); i += 1) {
    const info = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
    if (info.module === "ic0" && info.base === base) return info;
  }
  throw new Error(`The engine does not import ${base ?? "it"}.`);
}
