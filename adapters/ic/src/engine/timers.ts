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

/** A timer that has run, or was cleared, does no harm. */
export function clearTimer(id: string): void {
  ic.clearTimer(id);
  forgetTimer(id);
}

export function forgetTimer(id: string): void {
  Reflect.deleteProperty(callbacks, id);
}
