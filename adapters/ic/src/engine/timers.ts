/** Timers: a callback in a message of its own, later. They do not survive an upgrade. */

import { runMessage } from "./message.ts";
import { ic } from "./system.ts";

const callbacks: Record<string, () => void> = {};

Object.assign(globalThis, { _azleTimerCallbacks: callbacks });

/** @param seconds whole ones; 0 for as soon as possible */
export function setTimer(seconds: number, run: () => void | Promise<void>): string {
  const id = ic.setTimer(seconds).toString();
  callbacks[id] = () => runMessage(run);
  return id;
}

/**
 * Takes what a timer would run away; it fires without. Azle's own way panics: it enters the engine a second time.
 */
export function clearTimer(id: string): void {
  if (id in callbacks) callbacks[id] = () => undefined;
}

/** A timer that has fired. */
export function forgetTimer(id: string): void {
  Reflect.deleteProperty(callbacks, id);
}
