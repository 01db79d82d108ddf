/** Clock, timer and instruction counters (interface specification, "System time", "Global timer", "Performance counter"). */
import { violation } from "../execution/execution.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

export const timeFunctions: SystemFunctions = {
  time: systemFunction(":l", "*", 500, (x) => x.surroundings.time),
  global_timer_set: systemFunction("l:l", "I G U Ry Rt C T", 500, (x, time: bigint) => {
    const before = x.globalTimer ?? x.canister.globalTimer;
    x.globalTimer = time;
    return before;
  }),
  performance_counter: systemFunction("i:l", "* s", 200, (x, kind: number) => {
    if (kind === 0) return x.instructions;
    if (kind === 1) return x.instructions + (x.input.context?.instructions ?? 0n);
    throw violation(`there is no performance counter ${kind}`);
  }),
};
