/** Snowflake ids as a store gives them out and takes them back: never the same one twice, whatever the clock does. */

import { ensureSnowflake, EPOCH_MS, nextSnowflake, stateAfter } from "@mastic/snowflake";
import type { Millis } from "./store.ts";

/**
 * The id that follows `last` at the time `now`. A turn is not refused for its 65,537th id of a millisecond, as an
 * import may need them: the sequence carries into the next millisecond.
 */
export function idAfter(last: bigint, now: Millis): bigint {
  return nextSnowflake(stateAfter(ensureSnowflake(last)), Math.max(now, EPOCH_MS), "advance").id;
}

/** The largest id that every engine keeps: SQLite's integers have a sign. */
const MAX_STORED_ID = (1n << 63n) - 1n;

/** The id that a stranger's text spells in decimal, if a store can hold it: 1 to 19 digits, within 63 bits. */
export function parseId(text: string): bigint | undefined {
  if (!/^[0-9]{1,19}$/.test(text)) return undefined;
  const id = BigInt(text);
  return id <= MAX_STORED_ID ? id : undefined;
}
