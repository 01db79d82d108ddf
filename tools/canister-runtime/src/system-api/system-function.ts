/** One function of the System API: its type, from where it may be called, and what it costs. */
import type { Execution } from "../execution/execution.ts";
import type { Mode } from "../execution/mode.ts";

export interface SystemFunction {
  /**
   * One letter for each parameter: `p` a pointer, size or offset (i32, or i64 with 64-bit memory), `i` an i32,
   * `l` an i64. They arrive as unsigned numbers, `l` as an unsigned bigint.
   */
  readonly parameters: string;
  /** A letter as above, or nothing. */
  readonly result: string;
  /** The modes that may call it; undefined for all but the start function. */
  readonly modes: ReadonlySet<Mode> | "all" | undefined;
  /** Instructions besides those for the bytes that it copies. */
  readonly cost: number;
  readonly run: (execution: Execution, ...parameters: never[]) => unknown;
}

/** `signature`: the letters of the parameters, then `:` and that of the result. `modes`: `*`, `* s` or names. */
export function systemFunction(
  signature: string,
  modes: string,
  cost: number,
  run: SystemFunction["run"],
): SystemFunction {
  const [parameters = "", result = ""] = signature.split(":");
  const names = modes === "*" ? undefined : modes === "* s" ? "all" : new Set(modes.split(" ") as Mode[]);
  return { parameters, result, modes: names, cost, run };
}

export type SystemFunctions = Readonly<Record<string, SystemFunction>>;
