/**
 * Hashtags without their `#` (field specifications, "Tag Format").
 *
 *     tag = 1*30( Unicode letter / Unicode number / "_" / mark )     ; a mark only after another character
 *
 * Marks are in because the writing systems the specification names (Arabic, Myanmar, ...) spell with them.
 */

import { countScalarValues } from "./scalar-values.ts";
import { endOfRun } from "./text-cursor.ts";
import { validator, type Branded, type Validator } from "./validator.ts";
import { unicode, unicodeRun } from "./unicode-pattern.ts";

/** The longest tag, in Unicode scalar values. */
export const HASHTAG_MAX_LENGTH = 30;

/** A tag in stored form: no `#`, lower case, NFC. */
export type Hashtag = Branded<"Hashtag">;

/**
 * Hashtags. Sanitising trims, strips one leading `#` (or its full-width form), lower-cases all of Unicode and
 * brings the tag to NFC.
 *
 * Codes: `wrong_type`, `empty`, `too_long`, `forbidden_character`, `not_canonical` (upper case, or not NFC).
 */
export const Hashtag: Validator<Hashtag> = /* @__PURE__ */ validator("hashtag", sanitize, (value) => {
  if (value === "") return { code: "empty", rule: "at least 1 character" };
  const rule = "letters, numbers and _ only";
  if (unicode`^\p{M}`.test(value)) return { code: "forbidden_character", rule, index: 0 };
  const index = endOfRun(value, 0, hashtagRun());
  if (index < value.length) return { code: "forbidden_character", rule, index };
  const length = countScalarValues(value);
  const limit = HASHTAG_MAX_LENGTH;
  if (length > limit) return { code: "too_long", rule: `at most ${limit} characters`, length, limit };
  // Capitals without a small form (mathematical alphabets) survive lower-casing and are refused here.
  const capital = value.search(unicode`[\p{Lu}\p{Lt}]`);
  if (capital >= 0) return { code: "not_canonical", rule: "lower case only", index: capital };
  return fold(value) === value ? undefined : { code: "not_canonical", rule: "lower case and NFC" };
});

/** A run of what tags hold. Invisible characters are out, Hangul fillers included, though those are letters. */
export function hashtagRun(): RegExp {
  return unicodeRun`(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{Mn}\p{Mc}_])+`;
}

function sanitize(input: string): string {
  const trimmed = input.trim();
  return fold(/^[#\uff03]/.test(trimmed) ? trimmed.slice(1) : trimmed);
}

function fold(tag: string): string {
  return tag.normalize("NFC").toLowerCase().normalize("NFC");
}
