/**
 * The layout of a Snowflake id (field specifications, "Snowflake IDs: Bit Layout").
 *
 *     63                                          16 15            0
 *     +---------------------------------------------+--------------+
 *     | milliseconds since 2026-01-01T00:00:00Z (48) | sequence (16) |
 *     +---------------------------------------------+--------------+
 */

import { SnowflakeError } from "./snowflake-error.ts";

declare const brand: unique symbol;

/** An id: an unsigned 64-bit integer. Ids of one generator sort by their time of creation. */
export type Snowflake = bigint & { readonly [brand]: "Snowflake" };

/** 2026-01-01T00:00:00Z, in milliseconds since the Unix epoch. */
export const EPOCH_MS = 1_767_225_600_000;

/** The last sequence number of a millisecond; so 65,536 ids fit into one. */
export const MAX_SEQUENCE = 0xffff;

/** The last time that has ids (in the year 10945), in milliseconds since the Unix epoch. */
export const MAX_TIME_MS: number = EPOCH_MS + 0xffff_ffff_ffff;

const SEQUENCE_BITS = 16n;
const MAX_ID = 0xffff_ffff_ffff_ffffn;

/** Whether the value is an id: a bigint of 64 bits without sign. */
export function isSnowflake(value: unknown): value is Snowflake {
  return typeof value === "bigint" && value >= 0n && value <= MAX_ID;
}

/**
 * The id with this time and sequence number.
 * @param timeMs whole milliseconds since the Unix epoch
 * @throws {SnowflakeError} `before_epoch`, `invalid_time` or `invalid_sequence`
 */
export function snowflakeAt(timeMs: number, sequence = 0): Snowflake {
  if (!Number.isInteger(timeMs) || timeMs > MAX_TIME_MS) {
    throw new SnowflakeError("invalid_time", `${timeMs} is no time that has ids`, timeMs);
  }
  if (timeMs < EPOCH_MS) {
    throw new SnowflakeError(
      "before_epoch",
      `${timeMs} is before 2026-01-01T00:00:00Z (${EPOCH_MS})`,
      timeMs,
    );
  }
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > MAX_SEQUENCE) {
    throw new SnowflakeError("invalid_sequence", `${sequence} is not within 0 and ${MAX_SEQUENCE}`, timeMs);
  }
  return ensureSnowflake((BigInt(timeMs - EPOCH_MS) << SEQUENCE_BITS) | BigInt(sequence));
}

/**
 * The value itself, when it is an id.
 * @throws {SnowflakeError} `wrong_type` or `too_large` (a negative number included)
 */
export function ensureSnowflake(value: unknown): Snowflake {
  if (isSnowflake(value)) return value;
  if (typeof value !== "bigint") throw new SnowflakeError("wrong_type", "an id is a bigint");
  throw new SnowflakeError("too_large", "an id has 64 bits and no sign");
}

/** When the id was made, in milliseconds since the Unix epoch. */
export function timeOfSnowflake(id: Snowflake): number {
  return Number(id >> SEQUENCE_BITS) + EPOCH_MS;
}

/** Which id of its millisecond it is, counted from 0. */
export function sequenceOfSnowflake(id: Snowflake): number {
  return Number(id & BigInt(MAX_SEQUENCE));
}

/** Orders ids by age, oldest first, as `Array.prototype.sort` wants it. */
export function compareSnowflakes(a: Snowflake, b: Snowflake): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
