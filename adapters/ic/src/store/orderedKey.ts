/**
 * Values as strings of bytes that stand in the order of the values: what keys of rows and entries of indexes are made of.
 *
 *     snowflake        13 digits of base 32
 *     integer, millis  "0" for negative and "1" for other numbers, 11 digits of base 32
 *     boolean          "0" or "1"
 *     text, enum       UTF-8, then 0x00, which no text holds
 */

import type { Column } from "@mastic/core";
import type { Scalar } from "@mastic/core/engine";
import { charactersToText, utf8Of } from "./bytes.ts";

const SNOWFLAKE_DIGITS = 13;
const NUMBER_DIGITS = 11;
/** Digits of the lower half of a snowflake, of five bits each. */
const HALF = 6;
const HALF_BITS = 30n;
/** Makes a negative safe integer a positive one of the same order. */
const LIFT = 2 ** 53;

/** Stands behind every key that starts with what precedes it: no byte is that high. */
export const BEHIND = "\u0100";

/** A value that is not `null`. */
export function encodeValue(value: Scalar): string {
  switch (typeof value) {
    case "bigint":
      return value.toString(32).padStart(SNOWFLAKE_DIGITS, "0");
    case "number":
      return value < 0
        ? `0${(value + LIFT).toString(32).padStart(NUMBER_DIGITS, "0")}`
        : `1${value.toString(32).padStart(NUMBER_DIGITS, "0")}`;
    case "boolean":
      return value ? "1" : "0";
    case "string":
      return `${utf8Of(value)}\0`;
  }
}

/** The value that `encodeValue` has written. */
export function decodeValue(column: Column<unknown>, encoded: string): Scalar {
  switch (column.kind) {
    case "snowflake": {
      const number = Number.parseInt(encoded, 32);
      if (number <= Number.MAX_SAFE_INTEGER) return BigInt(number);
      // In two halves, as a number holds 53 bits.
      return (
        (BigInt(Number.parseInt(encoded.slice(0, -HALF), 32)) << HALF_BITS) |
        BigInt(Number.parseInt(encoded.slice(-HALF), 32))
      );
    }
    case "integer":
    case "millis":
      return Number.parseInt(encoded.slice(1), 32) - (encoded.startsWith("0") ? LIFT : 0);
    case "boolean":
      return encoded === "1";
    default:
      return charactersToText(encoded.slice(0, -1));
  }
}

/** Where the value that starts at `from` ends. */
export function endOfValue(column: Column<unknown>, key: string, from: number): number {
  switch (column.kind) {
    case "snowflake":
      return from + SNOWFLAKE_DIGITS;
    case "integer":
    case "millis":
      return from + NUMBER_DIGITS + 1;
    case "boolean":
      return from + 1;
    default:
      return key.indexOf("\0", from) + 1;
  }
}
