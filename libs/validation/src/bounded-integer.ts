/** Whole numbers from 0 to a bound: the positions of a profile's short lists (field specifications, database schema). */

import { ValidationError } from "./validation-error.ts";
import { parser, type Parser } from "./validator.ts";

/** Whole numbers from 0 to `limit`. Codes: `wrong_type`, `out_of_range`. */
export function boundedInteger(field: string, limit: number): Parser<number, number> {
  return parser(field, (input) => {
    if (typeof input !== "number" || !Number.isInteger(input)) {
      throw new ValidationError(field, { code: "wrong_type", rule: "must be a whole number" });
    }
    if (input >= 0 && input <= limit) return input;
    throw new ValidationError(field, { code: "out_of_range", rule: `from 0 to ${limit}`, limit });
  });
}

/** Where a custom field stands on a profile: 0 to 3. */
export const ProfileFieldPosition: Parser<number, number> = /* @__PURE__ */ boundedInteger(
  "profile field position",
  3,
);

/** Where a featured hashtag stands on a profile: 0 to 3. */
export const FeaturedTagPosition: Parser<number, number> = /* @__PURE__ */ boundedInteger(
  "featured tag position",
  3,
);

/** Where a pinned status stands on a profile: 0 to 4. */
export const PinnedStatusPosition: Parser<number, number> = /* @__PURE__ */ boundedInteger(
  "pinned status position",
  4,
);
