/**
 * Media types of attachments (field specifications, "media_type"; RFC 6838 section 4.2).
 *
 *     mime-type = name "/" name                  ; at most 127 octets in all
 *     name      = ( a-z / DIGIT ) *( a-z / DIGIT / "!" / "#" / "$" / "&" / "-" / "^" / "_" / "." / "+" )
 */

import { indexOfRefused } from "./scalar-values.ts";
import { validator, type Branded, type Validator } from "./validator.ts";

/** The longest media type, in octets. */
export const MIME_TYPE_MAX_LENGTH = 127;

/** A media type without parameters, in lower case. */
export type MimeType = Branded<"MimeType">;

/**
 * Media types. Nothing is sanitised: `Image/png` is refused, as specified.
 *
 * Codes: `wrong_type`, `too_long`, `forbidden_character`, `malformed`.
 */
export const MimeType: Validator<MimeType> = /* @__PURE__ */ validator(
  "mime type",
  (input) => input,
  (value) => {
    if (value.length > MIME_TYPE_MAX_LENGTH) {
      const limit = MIME_TYPE_MAX_LENGTH;
      return { code: "too_long", rule: `at most ${limit} octets`, length: value.length, limit };
    }
    const index = indexOfRefused(value, /^[a-z0-9!#$&^_.+/-]$/);
    if (index >= 0) return { code: "forbidden_character", rule: "lower-case names of RFC 6838 only", index };
    if (/^[a-z0-9][^/]*\/[a-z0-9][^/]*$/.test(value)) return undefined;
    return { code: "malformed", rule: "type/subtype" };
  },
);
