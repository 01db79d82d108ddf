/** The door to `native/native.wat`: a buffer that its functions work in (build/native.ts says how it gets there). */

import { ic } from "./system.ts";

export const SHA256 = 1;
export const MODEXP = 2;
export const SET_TIMER = 3;
export const SIEVE = 5;
/** What is shorter would go to the system instead. */
const MIN_BYTES = 33;

/** Runs the operation that the buffer's first word names, on the buffer. */
export function runNative(buffer: Uint8Array): void {
  if (buffer.length < MIN_BYTES) throw new RangeError("The buffer is too short.");
  ic.certifiedDataSet(buffer);
}
