/** The custom fields of a profile (field specifications, "Profile Metadata"; Mastodon: profile metadata). */

import { ProfileFieldName, ProfileFieldValue } from "./field-texts.ts";
import { ValidationError, type Fault } from "./validation-error.ts";
import { parser, type Branded, type Parser, type Validator } from "./validator.ts";

/** How many custom fields a profile has at most. */
export const PROFILE_FIELDS_MAX = 4;

/** One custom field; its position is its place in the list. */
export interface ProfileField {
  readonly name: ProfileFieldName;
  readonly value: ProfileFieldValue;
}

/**
 * Lists of at most four custom fields. Names and values are trimmed; other properties are dropped.
 *
 * Codes: `wrong_type`, `too_many`, and those of `ProfileFieldName` and `ProfileFieldValue`; `path` says which field
 * is meant, as in `[2, "value"]`.
 */
export const ProfileFields: Parser<readonly { name: string; value: string }[], readonly ProfileField[]> =
  /* @__PURE__ */ parser("profile fields", (input) => {
    if (!Array.isArray(input)) return refuse({ code: "wrong_type", rule: "must be a list" });
    const limit = PROFILE_FIELDS_MAX;
    if (input.length > limit) {
      return refuse({ code: "too_many", rule: `at most ${limit} fields`, length: input.length, limit });
    }
    return input.map(parseField);
  });

function parseField(input: unknown, position: number): ProfileField {
  if (typeof input !== "object" || input === null || !("name" in input) || !("value" in input)) {
    return refuse({ code: "wrong_type", rule: "must have a name and a value" }, [position]);
  }
  return {
    name: parseAt(ProfileFieldName, input.name, [position, "name"]),
    value: parseAt(ProfileFieldValue, input.value, [position, "value"]),
  };
}

function parseAt<Name extends string>(
  text: Validator<Branded<Name>>,
  input: unknown,
  path: readonly (string | number)[],
): Branded<Name> {
  try {
    return text.parse(input);
  } catch (error) {
    throw error instanceof ValidationError ? error.within(path) : error;
  }
}

function refuse(fault: Fault, path: readonly (string | number)[] = []): never {
  throw new ValidationError("profile fields", fault, path);
}
