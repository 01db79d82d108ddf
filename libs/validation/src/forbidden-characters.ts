/** What no URI may hold as it stands (RFC 3986 section 2, and characters that WHATWG parsers drop or rewrite). */

// Controls, what Unicode calls white space or JavaScript trims as such, halves of characters.
const FORBIDDEN =
  /[\0-\x20"<>\\\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufeff]/u;

/** Offset of the first white space (U+FEFF is some), control, quote, angle bracket, backslash or half character, or -1. */
export function indexOfForbidden(input: string): number {
  // What nearly every URL consists of: a quick yes.
  if (/^[!#-;=?-[\]^-~]*$/.test(input)) return -1;
  return input.search(FORBIDDEN);
}
