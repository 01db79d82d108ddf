/** The ids around a time, for paging by date: `minSnowflakeAt(from) <= id && id <= maxSnowflakeAt(to)`. */

import { EPOCH_MS, MAX_SEQUENCE, snowflakeAt, type Snowflake } from "./snowflake.ts";

/**
 * The least id that something made at this time, or later, can have. A time before the epoch gives the least id of
 * all: nothing is older.
 * @param timeMs milliseconds since the Unix epoch; a fraction belongs to its millisecond
 * @throws {SnowflakeError} `invalid_time` beyond 48 bits, or for NaN
 */
export function minSnowflakeAt(timeMs: number): Snowflake {
  return snowflakeAt(Math.max(Math.floor(timeMs), EPOCH_MS), 0);
}

/**
 * The greatest id that something made at this time, or earlier, can have.
 * @param timeMs milliseconds since the Unix epoch; a fraction belongs to its millisecond
 * @throws {SnowflakeError} `before_epoch`, since no id is that old; `invalid_time` beyond 48 bits, or for NaN
 */
export function maxSnowflakeAt(timeMs: number): Snowflake {
  return snowflakeAt(Math.floor(timeMs), MAX_SEQUENCE);
}
