/** What no URI may hold as it stands (RFC 3986 section 2, and characters that WHATWG parsers drop or rewrite). */

/** Offset of the first white space, control, quote, angle bracket, backslash or half character, or -1. */
export function indexOfForbidden(input: string): number {
  // What nearly every URL consists of: a quick yes.
  if (/^[!#-;=?-[\]^-~]*$/.test(input)) return -1;
  return input.search(/[\0-\x20"<>\\\x7f-\x9f\p{White_Space}\p{Surrogate}]/u);
}
