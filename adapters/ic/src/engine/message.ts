/**
 * One message of a canister: what it runs, and that an unexpected error undoes it.
 *
 * A trap takes back everything since the last await of another canister. When the continuation of such an await
 * traps, the system runs a clean-up in which nothing can be answered or called; Azle rejects the awaited promise
 * there, so that the code behind it may note the failure.
 */

import { ic } from "./system.ts";

let isCleaningUp = false;

/** Whether this is the clean-up of a trap: notes may be made, and nobody can be answered. */
export const inCleanUp = (): boolean => isCleaningUp;

export function enterCleanUp(): void {
  isCleaningUp = true;
}

/** Told by every way into a message that is no clean-up. */
export function enterMessage(): void {
  isCleaningUp = false;
}

/** Runs a message. What it throws traps, and so undoes what it has written. */
export function runMessage(run: () => void | Promise<void>): void {
  enterMessage();
  try {
    const ending = run();
    if (ending instanceof Promise) ending.catch(trapOn);
  } catch (error) {
    trapOn(error);
  }
}

function trapOn(error: unknown): void {
  if (isCleaningUp) return;
  ic.trap(error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ""}` : String(error));
}
