/** Snowflake ids as a store gives them out: never the same one twice, whatever the clock does. */

import { ensureSnowflake, EPOCH_MS, nextSnowflake, stateAfter } from "@mastic/snowflake";
import type { Millis } from "./store.ts";

/**
 * The id that follows `last` at the time `now`. A turn is not refused for its 65,537th id of a millisecond, as an
 * import may need them: the sequence carries into the next millisecond.
 */
export function idAfter(last: bigint, now: Millis): bigint {
  return nextSnowflake(stateAfter(ensureSnowflake(last)), Math.max(now, EPOCH_MS), "advance").id;
}
