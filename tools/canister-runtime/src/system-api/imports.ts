/** Makes the functions that a module imports from `ic0` (interface specification, "Overview of imports"). */
import { CanisterRuntimeError } from "../error.ts";
import { type Execution, violation } from "../execution/execution.ts";
import { Trap } from "../execution/trap.ts";
import type { CanisterModule } from "../wasm/canister-module.ts";
import type { CurrentExecution, ImportedFunctions } from "../wasm/instance.ts";
import { valueType } from "../wasm/module-outline.ts";
import { callFunctions } from "./call.ts";
import { certifiedDataFunctions } from "./certified-data.ts";
import { costFunctions } from "./cost.ts";
import { cyclesFunctions } from "./cycles.ts";
import { debugFunctions } from "./debug.ts";
import { environmentFunctions } from "./environment.ts";
import { messageFunctions } from "./message.ts";
import { replyFunctions } from "./reply.ts";
import { selfFunctions } from "./self.ts";
import { stableFunctions } from "./stable.ts";
import type { SystemFunction } from "./system-function.ts";
import { timeFunctions } from "./time.ts";

const functions = new Map<string, SystemFunction>(
  [
    messageFunctions,
    replyFunctions,
    callFunctions,
    cyclesFunctions,
    selfFunctions,
    stableFunctions,
    certifiedDataFunctions,
    timeFunctions,
    costFunctions,
    environmentFunctions,
    debugFunctions,
  ].flatMap((group) => Object.entries(group)),
);

/** Available with 32-bit memory only. */
const only32 = new Set([
  "msg_cycles_available",
  "msg_cycles_refunded",
  "msg_cycles_accept",
  "canister_cycle_balance",
  "call_cycles_add",
  "stable_size",
  "stable_grow",
  "stable_read",
  "stable_write",
]);

/** Every name that a canister may import from `ic0`. */
export const systemFunctionNames: readonly string[] = [...functions.keys()];

/** @throws CanisterRuntimeError `invalid_module` if the module imports what does not exist */
export function makeImports(module: CanisterModule, current: CurrentExecution): ImportedFunctions {
  const is64 = module.outline.memory?.is64 ?? false;
  const imports: ImportedFunctions = {};
  for (const imported of module.outline.imports) {
    const description = functions.get(imported.name);
    if (imported.module !== "ic0" || description === undefined || (is64 && only32.has(imported.name))) {
      throw new CanisterRuntimeError(
        "invalid_module",
        `the module imports "${imported.module}.${imported.name}", which does not exist`,
      );
    }
    const wanted = [letters(description.parameters, is64), letters(description.result, is64)];
    if (wanted.join(":") !== `${imported.type.parameters.join()}:${imported.type.results.join()}`) {
      throw new CanisterRuntimeError(
        "invalid_module",
        `"ic0.${imported.name}" is imported with another type`,
      );
    }
    imports[imported.name] = guarded(imported.name, description, is64, current);
  }
  return imports;
}

const letters = (signature: string, is64: boolean): string =>
  Array.from(signature)
    .map((letter) => (letter === "l" || (letter === "p" && is64) ? valueType.i64 : valueType.i32))
    .join();

/** The function with its checks: the mode, the fault to be injected, the instructions, the numbers' signs. */
function guarded(
  name: string,
  description: SystemFunction,
  is64: boolean,
  current: CurrentExecution,
): (...parameters: never[]) => unknown {
  const run = description.run as (execution: Execution, ...parameters: unknown[]) => unknown;
  const { modes, cost } = description;
  const kinds = description.parameters;
  const pointerResult = is64 && description.result === "p";
  return (...raw: (number | bigint)[]) => {
    const { execution } = current;
    if (execution === undefined) throw new CanisterRuntimeError("engine", "no execution is under way");
    execution.systemCalls += 1;
    if (execution.fault?.atCall === execution.systemCalls || execution.strikes?.(name) === true) {
      throw new Trap("IC0502", `fault injected at system call ${execution.systemCalls} (ic0.${name})`);
    }
    execution.rehearse?.();
    const allowed =
      modes === "all" || (modes === undefined ? execution.mode !== "s" : modes.has(execution.mode));
    if (!allowed) throw violation(`ic0.${name} cannot be called from here (${execution.mode})`);
    execution.charge(cost);
    const parameters = raw.map((value, index) => {
      if (typeof value === "number") return value >>> 0;
      const unsigned = BigInt.asUintN(64, value);
      return kinds[index] === "p" ? Number(unsigned) : unsigned;
    });
    const result = run(execution, ...parameters);
    return pointerResult ? BigInt(result as number) : result;
  };
}
