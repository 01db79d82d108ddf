/**
 * Internationalised domain labels to their ASCII form (UTS #46 ToASCII, non-transitional; RFC 5891).
 *
 * Reduced: in place of UTS #46's mapping table a label is lower-cased and brought to NFKC, then checked for what a
 * domain may hold; the Bidi rule and joiners in context are not decided but refused or left to the registry. Where
 * this mapping and the table would disagree on a character, the character is refused, so that no name gets an ASCII
 * form that another implementation would read as a different host.
 */

import { decodePunycode, encodePunycode } from "./punycode.ts";

const LABEL_MAX_OCTETS = 63;
const ACE_PREFIX = "xn--";

/**
 * Maps a whole host name: case, compatibility forms, full stops, and characters that do not count. Undefined when it
 * holds a character whose mapping this reduction gets wrong.
 */
export function mapDomain(domain: string): string | undefined {
  if (ASCII_ONLY.test(domain)) return domain.toLowerCase();
  if (MISMAPPED.test(domain) || domain.normalize("NFD").includes("\u0345")) return undefined;
  let mapped = domain.replace(IGNORED, "");
  // One round of lower case and NFKC can open the way for another (U+3392 SQUARE MHZ gives "MHz").
  for (let round = 0; round < 3; round++) {
    // Character by character: a final sigma depends on its neighbours only outside of domain names.
    const lowered = Array.from(mapped, (character) => character.toLowerCase()).join("");
    mapped = lowered.normalize("NFKC");
  }
  return mapped.replaceAll("\u3002", ".");
}

/** The A-label or plain ASCII label for one mapped label, in lower case, or undefined when there is none. */
export function labelToAscii(label: string): string | undefined {
  if (ASCII_LABEL.test(label)) {
    if (label.length > LABEL_MAX_OCTETS || label.startsWith("-") || label.endsWith("-")) return undefined;
    return label.startsWith(ACE_PREFIX) ? verifiedAce(label) : label;
  }
  // No Unicode label longer than this fits 63 octets, and encoding costs the square of the length.
  if (label.length > 2 * LABEL_MAX_OCTETS || !isUnicodeLabel(label)) return undefined;
  const ascii = ACE_PREFIX + encodePunycode(label);
  return ascii.length <= LABEL_MAX_OCTETS ? ascii : undefined;
}

// An A-label must be the very encoding of a label that needs one, or one host would have two spellings.
function verifiedAce(ace: string): string | undefined {
  const label = decodePunycode(ace.slice(ACE_PREFIX.length));
  if (label === undefined || ASCII_ONLY.test(label)) return undefined;
  if (mapDomain(label) !== label || !isUnicodeLabel(label)) return undefined;
  return ACE_PREFIX + encodePunycode(label) === ace ? ace : undefined;
}

function isUnicodeLabel(label: string): boolean {
  if (label.startsWith("-") || label.endsWith("-") || label.slice(2, 4) === "--") return false;
  return U_LABEL.test(label) && !UNDECIDED.test(label);
}

const ASCII_ONLY = /^[\0-\x7f]*$/;
const ASCII_LABEL = /^[a-z0-9_-]+$/;

// UTS #46 "ignored": soft hyphen, zero width space, word joiner, byte order mark, variation selectors.
const IGNORED = /\u00ad|\u200b|\u2060|\u2064|\ufeff|[\ufe00-\ufe0f]/gu;

// Case folding is not lower-casing for the first few, nor for the iota below (U+0345) that mapDomain looks for; the
// others hide a full stop that UTS #46 does not let pass.
const MISMAPPED =
  /[\u03f2\u03f9\u1c80-\u1c88\p{Script=Cherokee}\u{1d6d3}\u{1d70d}\u{1d747}\u{1d781}\u{1d7bb}]|[\u2024\u2025\u2026\ufe12\ufe19\ufe30\ufe52\u2488-\u249b\u33c2\u33c7\u33d8\u{1f100}]/u;

// Letters, marks, digits, emoji and the few signs that RFC 5892 appendix A allows in context; no leading mark.
const U_LABEL = /^(?!\p{M})[\p{L}\p{M}\p{N}\p{So}\p{Emoji_Modifier}_\-\u00b7\u0375\u05f3\u05f4\u30fb]+$/u;

// Invisible characters, joiners among them, and signs that only describe other characters.
const UNDECIDED =
  /[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2ff0-\u2fff\u31ef\ufffc\ufffd]/u;
