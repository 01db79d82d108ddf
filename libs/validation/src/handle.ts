/**
 * Local handles: the `alice` of `@alice@mastic.social` (field specifications, "Local Handle Format").
 *
 *     handle = 1*30( %x61-7A / DIGIT / "_" )      ; a-z 0-9 _
 */

import { reservedHandles } from "./reserved-handles.ts";
import { indexOfRefused } from "./scalar-values.ts";
import { ValidationError } from "./validation-error.ts";
import { validator, type Branded, type Validator } from "./validator.ts";

/** The longest local handle, in characters. */
export const HANDLE_MAX_LENGTH = 30;

/** A local handle in stored form: lower case, no `@`. */
export type Handle = Branded<"Handle">;

/**
 * Local handles. Sanitising trims, lower-cases ASCII and strips one leading `@`.
 *
 * Codes: `wrong_type`, `empty`, `too_long`, `forbidden_character`. Reserved handles are valid here, since an
 * administrator's account may bear one; `parseClaimableHandle` refuses them.
 */
export const Handle: Validator<Handle> = /* @__PURE__ */ validator("handle", sanitize, (value) => {
  if (value === "") return { code: "empty", rule: "at least 1 character" };
  const index = indexOfRefused(value, /^[a-z0-9_]$/);
  if (index >= 0) return { code: "forbidden_character", rule: "a-z, 0-9 and _ only", index };
  if (value.length <= HANDLE_MAX_LENGTH) return undefined;
  const limit = HANDLE_MAX_LENGTH;
  return { code: "too_long", rule: `at most ${limit} characters`, length: value.length, limit };
});

// ASCII only: full lower-casing would turn KELVIN SIGN into "k" and let a look-alike claim an ASCII handle.
function sanitize(input: string): string {
  const lowered = input.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return lowered.startsWith("@") ? lowered.slice(1) : lowered;
}

/** Whether sign-up must refuse this handle, by the fixed list of the field specifications. */
export function isReservedHandle(handle: string): boolean {
  return reservedHandles.has(sanitize(handle));
}

/**
 * A handle that somebody may claim at sign-up: valid and not reserved.
 * @throws {ValidationError} `reserved`, or one of the codes of `Handle`
 */
export function parseClaimableHandle(input: unknown): Handle {
  // Before the format: "mailer-daemon" is reserved and would otherwise be refused for its hyphen only.
  if (typeof input === "string" && isReservedHandle(input)) {
    throw new ValidationError("handle", { code: "reserved", rule: "reserved for the system" });
  }
  return Handle.parse(input);
}
