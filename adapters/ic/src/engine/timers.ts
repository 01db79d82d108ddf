/**
 * Timers: a callback in a message of its own, later. They do not survive an upgrade.
 *
 * The system has one timer for each canister. When it fires, what is due is called as a message from the canister to
 * itself, so that a callback that traps takes nothing with it. Azle's own timers do the same, but are never set again
 * once the answer to such a message could not be processed, and panic when one is cleared.
 */

import { runMessage } from "./message.ts";
import { runNative, SET_TIMER } from "./native.ts";
import { RUN_TIMER } from "./runTimer.ts";
import { ic } from "./system.ts";

interface Timer {
  /** ns since the Unix epoch. */
  readonly at: bigint;
  readonly run: () => void | Promise<void>;
  /** Whether it is run again later when it traps. */
  readonly isKept: boolean;
}

const NS = 1_000_000_000n;
/** `()` in Candid. */
const NOTHING = Uint8Array.from([0x44, 0x49, 0x44, 0x4c, 0, 0]);
const waiting = new Map<string, Timer>();
const called = new Map<string, Timer>();
let last = 0;

/** When one that is kept, and has trapped, is run again: in seconds. */
const AGAIN = 600n;

/**
 * @param seconds whole ones; 0 for as soon as possible
 * @param isKept whether it is run again in ten minutes when it traps
 */
export function setTimer(seconds: number, run: () => void | Promise<void>, isKept = false): string {
  last += 1;
  const id = String(last);
  waiting.set(id, { at: ic.time() + BigInt(seconds) * NS, run, isKept });
  armTimers();
  return id;
}

/** A timer that has run, or was cleared, does no harm. */
export function clearTimer(id: string): void {
  waiting.delete(id);
}

/** When it will run: ns since the Unix epoch; `undefined` once it has been called, or cleared. */
export function dueAt(id: string): bigint | undefined {
  return waiting.get(id)?.at;
}

/** Sets the system's timer to what is due first. Told by every update, in case a trap has let it run out. */
export function armTimers(): void {
  let first: bigint | undefined;
  for (const { at } of waiting.values()) if (first === undefined || at < first) first = at;
  if (first === undefined) return;
  const buffer = new Uint8Array(64);
  const view = new DataView(buffer.buffer);
  view.setUint32(0, SET_TIMER, true);
  view.setBigUint64(8, first, true);
  runNative(buffer);
}

/**
 * Has another canister of this kind set the system's timer again. Should the message that fires it have trapped, or
 * the canister have been frozen then, nothing would run there until it is called.
 */
export function wake(canister: Uint8Array): void {
  ic.notifyRaw(canister, RUN_TIMER, NOTHING, "0");
}

/** The system's timer has fired: calls what is due. */
export function fireTimers(): void {
  const now = ic.time();
  for (const [id, timer] of waiting) {
    if (timer.at > now) continue;
    try {
      ic.notifyRaw(ic.canisterSelf(), RUN_TIMER, new TextEncoder().encode(id), "0");
      if (timer.isKept) waiting.set(id, { ...timer, at: now + AGAIN * NS });
      else waiting.delete(id);
      called.set(id, timer);
    } catch {
      // No room in the queue: again in a second.
      waiting.set(id, { ...timer, at: now + NS });
    }
  }
  armTimers();
}

/** Runs what a call of `fireTimers` is for; a call of anybody else's just wakes. */
export function runTimer(): void {
  armTimers();
  ic.msgReply(NOTHING);
  const isOurs = String(ic.msgCaller()) === String(ic.canisterSelf());
  const id = isOurs ? new TextDecoder().decode(ic.msgArgData()) : "";
  const timer = called.get(id);
  called.delete(id);
  // A trap takes this back.
  waiting.delete(id);
  if (timer !== undefined) runMessage(timer.run);
}
