/**
 * Blurhashes: small blurred previews as text (field specifications, "blurhash"; blurha.sh).
 *
 *     blurhash = 6*128( base83 character )
 */

import { indexOfRefused } from "./scalar-values.ts";
import { validator, type Branded, type Validator } from "./validator.ts";

/** The shortest blurhash, of 1 x 1 components, in octets. */
export const BLURHASH_MIN_LENGTH = 6;

/** The longest blurhash, in octets. (9 x 9 components would need 166; servers make 4 x 4 or less, which needs 36.) */
export const BLURHASH_MAX_LENGTH = 128;

/** A string that can be decoded as a blurhash. */
export type Blurhash = Branded<"Blurhash">;

/**
 * Blurhashes. Nothing is sanitised.
 *
 * Codes: `wrong_type`, `too_short`, `too_long`, `forbidden_character`.
 */
export const Blurhash: Validator<Blurhash> = /* @__PURE__ */ validator(
  "blurhash",
  (input) => input,
  (value) => {
    const length = value.length;
    if (length > BLURHASH_MAX_LENGTH) {
      return {
        code: "too_long",
        rule: `at most ${BLURHASH_MAX_LENGTH} octets`,
        length,
        limit: BLURHASH_MAX_LENGTH,
      };
    }
    const index = indexOfRefused(value, BASE83);
    if (index >= 0) return { code: "forbidden_character", rule: "base83 characters only", index };
    if (length >= BLURHASH_MIN_LENGTH) return undefined;
    return {
      code: "too_short",
      rule: `at least ${BLURHASH_MIN_LENGTH} octets`,
      length,
      limit: BLURHASH_MIN_LENGTH,
    };
  },
);

const BASE83 = /^[0-9A-Za-z#$%*+,\-.:;=?@[\]^_{|}~]$/;
