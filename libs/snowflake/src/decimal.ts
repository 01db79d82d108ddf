/** Ids as decimal strings, as they stand in URLs and JSON (field specifications, "Snowflake IDs: Representation"). */

import { ensureSnowflake, type Snowflake } from "./snowflake.ts";
import { SnowflakeError } from "./snowflake-error.ts";

// 18446744073709551615 has 20 digits.
const MAX_DIGITS = 20;

/** The id in decimal, without leading zeros. */
export function formatSnowflake(id: Snowflake): string {
  return id.toString();
}

/**
 * The id that a decimal string spells. One id has one spelling: no sign, no space, no leading zeros.
 * @throws {SnowflakeError} `wrong_type`, `not_decimal` or `too_large`
 */
export function parseSnowflake(input: unknown): Snowflake {
  if (typeof input !== "string")
    throw new SnowflakeError("wrong_type", "an id is written as a decimal string");
  // The length first: a long run of digits would cost the square of its length to convert.
  if (input.length > MAX_DIGITS) {
    throw new SnowflakeError(
      "too_large",
      `an id has at most ${MAX_DIGITS} digits, not ${input.length} characters`,
    );
  }
  if (!/^(?:0|[1-9][0-9]*)$/.test(input)) {
    throw new SnowflakeError(
      "not_decimal",
      `${JSON.stringify(input)} is no decimal number without leading zeros`,
    );
  }
  return ensureSnowflake(BigInt(input));
}

/** `parseSnowflake` for what may well be no id: undefined in place of an error. */
export function tryParseSnowflake(input: unknown): Snowflake | undefined {
  try {
    return parseSnowflake(input);
  } catch {
    return undefined;
  }
}
