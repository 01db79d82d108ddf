/** Runs one entry point and tells how it went; what it changed is kept or rolled back by the caller. */
import type { Execution } from "./execution.ts";
import { asTrap, type Trap } from "./trap.ts";

/** @returns the trap, or undefined if the code returned */
export function run(execution: Execution, entry: () => void): Trap | undefined {
  const { instance } = execution;
  instance.current.execution = execution;
  instance.instructionsLeft = execution.input.instructionLimit;
  try {
    entry();
    return undefined;
  } catch (thrown) {
    return asTrap(thrown, instance.instructionsLeft);
  } finally {
    instance.current.execution = undefined;
    execution.abandonCall();
  }
}
