/** The text of a status and how long it is (field specifications, "Status Content"; Mastodon: posting). */

import { lengthFault, textFault } from "./bounded-text.ts";
import { countScalarValues } from "./scalar-values.ts";
import { scanText } from "./scan-text.ts";
import { validator, type Branded, type Validator } from "./validator.ts";

/** The longest status, counted by `statusLength`. */
export const STATUS_MAX_LENGTH = 500;

/** What a link counts, however long it is. */
export const LINK_LENGTH = 23;

/** The text of a status, as its author typed it. */
export type StatusContent = Branded<"StatusContent">;

/**
 * How long a status is, as Mastodon counts: a link is 23, of a mention of somebody elsewhere only `@user` counts, and
 * all else is measured in Unicode scalar values. (Mastodon measures in grapheme clusters; the specification asks for
 * scalar values, so a family emoji counts more here.)
 */
export function statusLength(text: string): number {
  let length = countScalarValues(text);
  for (const entity of scanText(text)) {
    if (entity.type === "hashtag") continue;
    length -= countScalarValues(text.slice(entity.start, entity.end));
    length += entity.type === "link" ? LINK_LENGTH : 1 + countScalarValues(entity.username);
  }
  return length;
}

/**
 * Status texts of 1 to `limit` characters by `count`, `statusLength` unless told otherwise; `countScalarValues` is
 * the other obvious choice. Nothing is sanitised: white space inside a status is its author's. A status of white
 * space alone is empty.
 *
 * Codes: `wrong_type`, `empty`, `too_long`, `forbidden_character`.
 */
export function statusContent(
  limit: number = STATUS_MAX_LENGTH,
  count: (text: string) => number = statusLength,
): Validator<StatusContent> {
  return validator(
    "status content",
    (input) => input,
    (value) => {
      // No entity makes its text count less than this share, so longer texts need no scan to be refused.
      const tooLong = value.length > limit * MAX_UNITS_PER_CHARACTER;
      return textFault(value) ?? lengthFault(tooLong ? countScalarValues(value) : count(value), limit);
    },
  );
}

// The best bargain is "@a@" with the longest host: 256 characters that count 2.
const MAX_UNITS_PER_CHARACTER = 256;

/** Status texts of 1 to 500 characters, counted by `statusLength`. */
export const StatusContent: Validator<StatusContent> = /* @__PURE__ */ statusContent();
