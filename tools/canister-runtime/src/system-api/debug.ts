/** Printing and trapping (interface specification, "Debugging aids"). */
import type { Execution } from "../execution/execution.ts";
import { Trap } from "../execution/trap.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

/** Bytes of a message that are kept. */
const maximum = 32 * 1024;

function read(x: Execution, source: number, size: number): Uint8Array {
  if (source + size > x.heap.size) return new TextEncoder().encode("(message outside of the memory)");
  return x.heap.read(source, Math.min(size, maximum));
}

export const debugFunctions: SystemFunctions = {
  debug_print: systemFunction("pp", "* s", 100, (x, source: number, size: number) => {
    x.charge(Math.min(size, maximum));
    x.printed.push(read(x, source, size));
  }),
  trap: systemFunction("pp", "* s", 500, (x, source: number, size: number) => {
    throw new Trap("IC0503", new TextDecoder().decode(read(x, source, size)));
  }),
};
