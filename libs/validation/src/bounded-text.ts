/** Texts with a length in Unicode scalar values (field specifications, "Length unit"). */

import { countScalarValues, indexOfUnpairedSurrogate } from "./scalar-values.ts";
import type { Fault } from "./validation-error.ts";
import { validator, type Branded, type Validator } from "./validator.ts";

/**
 * Texts of 1 to `limit` Unicode scalar values. Sanitising trims white space at both ends.
 *
 * Codes: `wrong_type`, `empty`, `too_long`, `not_canonical` (untrimmed), `forbidden_character`.
 */
export function boundedText<Name extends string>(field: string, limit: number): Validator<Branded<Name>> {
  const fault = (value: string): Fault | undefined => {
    if (value.trim() !== value) return { code: "not_canonical", rule: "no white space at either end" };
    return textFault(value) ?? lengthFault(countScalarValues(value), limit);
  };
  return validator(field, (input) => input.trim(), fault);
}

/** What no text may hold: nothing at all, U+0000 (which databases refuse), or half a character. */
export function textFault(value: string): Fault | undefined {
  if (value.trim() === "") return { code: "empty", rule: "at least 1 character" };
  const nul = value.indexOf("\0");
  const index = nul >= 0 ? nul : indexOfUnpairedSurrogate(value);
  return index < 0
    ? undefined
    : { code: "forbidden_character", rule: "no U+0000, no half characters", index };
}

/** Whether `length` is within `limit`. */
export function lengthFault(length: number, limit: number): Fault | undefined {
  return length > limit
    ? { code: "too_long", rule: `at most ${limit} characters`, length, limit }
    : undefined;
}
