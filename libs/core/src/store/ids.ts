/**
 * Snowflake ids as a store gives them out and takes them back: never the same one twice, whatever the clock does.
 *
 * A user's id is the same in all stores of a node: made by the Directory's, it is a key in the Federation's and in the
 * home's, among ids that these made at the same time. Two may never meet there: so the first id of each millisecond is
 * for users, and stores by themselves begin with the second.
 */

import {
  ensureSnowflake,
  EPOCH_MS,
  minSnowflakeAt,
  nextSnowflake,
  sequenceOfSnowflake,
  stateAfter,
  timeOfSnowflake,
} from "@mastic/snowflake";
import type { Millis } from "./store.ts";

/**
 * The id that follows `last` at the time `now`. A turn is not refused for its 65,537th id of a millisecond, as an
 * import may need them: the sequence carries into the next millisecond.
 */
export function idAfter(last: bigint, now: Millis): bigint {
  const { id } = nextSnowflake(stateAfter(ensureSnowflake(last)), Math.max(now, EPOCH_MS), "advance");
  return sequenceOfSnowflake(id) === 0 ? id + 1n : id;
}

/** The first id after `id` that is for a user: that of the millisecond that follows. */
export function userIdAfter(id: bigint): bigint {
  return minSnowflakeAt(timeOfSnowflake(ensureSnowflake(id)) + 1);
}

/** The largest id that every engine keeps: SQLite's integers have a sign. */
const MAX_STORED_ID = (1n << 63n) - 1n;

/** The id that a stranger's text spells in decimal, if a store can hold it: 1 to 19 digits, within 63 bits. */
export function parseId(text: string): bigint | undefined {
  if (!/^[0-9]{1,19}$/.test(text)) return undefined;
  const id = BigInt(text);
  return id <= MAX_STORED_ID ? id : undefined;
}
