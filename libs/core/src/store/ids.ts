/** Snowflake ids as a store gives them out: 48 bits of time, 16 bits of sequence, never the same one twice. */

import type { Millis } from "./store.ts";

/** 2026-01-01T00:00:00Z, from which Mastic's Snowflakes count. */
const EPOCH = 1_767_225_600_000;

/**
 * The id that follows `last` at the time `now`: of this millisecond, or `last + 1` when the clock stands still or
 * runs backwards, which carries into the next millisecond after 65,536 ids.
 */
export function idAfter(last: bigint, now: Millis): bigint {
  const first = BigInt(Math.max(0, now - EPOCH)) << 16n;
  return first > last ? first : last + 1n;
}
