/**
 * Remote handles: `bob@mastodon.social` (field specifications, "Remote Handle Format"; RFC 7565).
 *
 *     acct     = userpart "@" host
 *     userpart = 1*64( Unicode letter / Unicode number / "_" / "." / "-" )
 */

import { Host } from "./host.ts";
import { countScalarValues, indexOfRefused } from "./scalar-values.ts";
import type { Fault } from "./validation-error.ts";
import { validator, type Branded, type Validator } from "./validator.ts";
import { unicode } from "./unicode-pattern.ts";

/** The longest userpart, in Unicode scalar values. */
export const USERPART_MAX_LENGTH = 64;

/** A remote handle in stored form: userpart in Unicode lower case and NFC, host canonical. */
export type Acct = Branded<"Acct">;

/**
 * Remote handles. Sanitising trims, strips one leading `@`, lower-cases the userpart (all of Unicode), brings it to
 * NFC, and makes the host canonical (`Host`; a port other than 443 stays). Two people are the same if and only if
 * these strings are equal.
 *
 * Codes: `wrong_type`, `malformed`, `empty`, `too_long`, `forbidden_character`, `not_canonical`, `invalid_host`,
 * `invalid_port`. `acct:` URIs, with their percent-encoding, are for `@mastic/webfinger`.
 */
export const Acct: Validator<Acct> = /* @__PURE__ */ validator("acct", sanitize, (value) => {
  const at = value.indexOf("@");
  if (at < 0) return { code: "malformed", rule: "user@host" };
  return userpartFault(value.slice(0, at)) ?? hostFault(value.slice(at + 1), at + 1);
});

/** The two halves of a remote handle. */
export function splitAcct(acct: Acct): { readonly userpart: string; readonly host: Host } {
  const at = acct.indexOf("@");
  return { userpart: acct.slice(0, at), host: Host.ensure(acct.slice(at + 1)) };
}

/** The stored form of a userpart: Unicode lower case, NFC. */
export function foldUserpart(userpart: string): string {
  return userpart.normalize("NFC").toLowerCase().normalize("NFC");
}

function sanitize(input: string): string {
  const trimmed = input.trim();
  const address = trimmed.startsWith("@") ? trimmed.slice(1) : trimmed;
  const at = address.indexOf("@");
  if (at < 0) return foldUserpart(address);
  return `${foldUserpart(address.slice(0, at))}@${Host.sanitize(address.slice(at + 1))}`;
}

function userpartFault(userpart: string): Fault | undefined {
  if (userpart === "") return { code: "empty", rule: "at least 1 character before the @" };
  const letters = userpart.replaceAll("i\u0307", LOWER_CASE_DOTTED_I);
  const index = indexOfRefused(letters, unicode`^[\p{L}\p{N}_.-]$`);
  if (index >= 0) {
    return { code: "forbidden_character", rule: "letters, numbers, _, . and - only before the @", index };
  }
  const length = countScalarValues(letters);
  const limit = USERPART_MAX_LENGTH;
  if (length > limit)
    return { code: "too_long", rule: `at most ${limit} characters before the @`, length, limit };
  if (foldUserpart(userpart) === userpart) return undefined;
  return { code: "not_canonical", rule: "lower case and NFC before the @" };
}

// The one letter whose small form is two characters, and so its mark no mark of its own. In its place: one letter of the
// same two code units, for what is counted and where a fault lies.
const LOWER_CASE_DOTTED_I = "\u{1d422}";

function hostFault(host: string, offset: number): Fault | undefined {
  const fault = Host.fault(host);
  return fault && { ...fault, index: offset + (fault.index ?? 0) };
}
