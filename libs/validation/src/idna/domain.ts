/**
 * Domain names between Unicode and ASCII (UTS #46 version 17, sections 4 to 4.3), non-transitional, with all checks:
 * hyphens, joiners, Bidi, DNS lengths, and STD3's ASCII unless it is told otherwise.
 */

import { isBidiLabel, keepsBidiRule } from "./bidi.ts";
import { mappingOf, statusOf } from "./code-points.ts";
import { keepsJoinersInContext } from "./joiners.ts";
import { decodePunycode, encodePunycode } from "./punycode.ts";

/** How strictly a name is read. */
export interface IdnaOptions {
  /** Whether ASCII other than letters, digits and hyphens is refused (UseSTD3ASCIIRules); true unless said. */
  readonly std3?: boolean;
  /** Whether hyphens at either end, and at both the third and fourth place, are refused (CheckHyphens); true unless said. */
  readonly hyphens?: boolean;
}

// Encoding costs the square of a label's length, and no name this long has an ASCII form of 253 octets.
const MAX_LENGTH = 2048;
const MAX_DOMAIN_OCTETS = 253;
const MAX_LABEL_OCTETS = 63;
const ACE_PREFIX = "xn--";

/**
 * The ASCII form of a domain name: every label lower-case ASCII or an A-label (ToASCII, section 4.2). Undefined when
 * the name breaks a rule. A dot at the end is an empty label, and refused: take it off first.
 */
export function domainToAscii(domain: string, options: IdnaOptions = {}): string | undefined {
  const labels = unicodeLabels(domain, options);
  const encoded = labels?.map((label) => (ASCII.test(label) ? label : ACE_PREFIX + encodePunycode(label)));
  if (encoded?.every((label) => label.length > 0 && label.length <= MAX_LABEL_OCTETS) !== true) {
    return undefined;
  }
  const ascii = encoded.join(".");
  return ascii.length <= MAX_DOMAIN_OCTETS ? ascii : undefined;
}

/** The name as people read it: A-labels decoded, the rest mapped (ToUnicode, section 4.3). Undefined as above. */
export function domainToUnicode(domain: string, options: IdnaOptions = {}): string | undefined {
  return unicodeLabels(domain, options)?.join(".");
}

/** The main steps of processing (section 4): map, normalise, break, decode and validate. */
function unicodeLabels(domain: string, options: IdnaOptions): string[] | undefined {
  if (domain.length > MAX_LENGTH) return undefined;
  const labels: string[] = [];
  for (const label of mapped(domain).normalize("NFC").split(".")) {
    const decoded = label.startsWith(ACE_PREFIX) ? labelBehind(label) : label;
    if (decoded === undefined || !isValid(decoded, options)) return undefined;
    labels.push(decoded);
  }
  return !labels.some(isBidiLabel) || labels.every((label) => label === "" || keepsBidiRule(label))
    ? labels
    : undefined;
}

function mapped(domain: string): string {
  if (ASCII.test(domain)) return domain.toLowerCase();
  return Array.from(domain, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    const status = statusOf(codePoint);
    if (status === "I") return "";
    return status === "M" ? mappingOf(character, codePoint) : character;
  }).join("");
}

/** What an A-label stands for, which must not be ASCII: that has a spelling of its own already. */
function labelBehind(label: string): string | undefined {
  if (!ASCII.test(label)) return undefined;
  const unicode = decodePunycode(label.slice(ACE_PREFIX.length));
  return unicode === undefined || ASCII.test(unicode) ? undefined : unicode;
}

/** Validity criteria of a label (section 4.1), without the Bidi rule, which needs the whole name. */
function isValid(label: string, { std3 = true, hyphens = true }: IdnaOptions): boolean {
  if (hyphens ? /^-|^..--|-$/su.test(label) : label.startsWith(ACE_PREFIX)) return false;
  if (ASCII.test(label)) return label.toLowerCase() === label && (!std3 || LDH.test(label));
  if (label.normalize("NFC") !== label || /^\p{M}/u.test(label)) return false;
  for (const character of label) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (statusOf(codePoint) !== "V" || (std3 && codePoint < 0x80 && !LDH.test(character))) return false;
  }
  return keepsJoinersInContext(label);
}

const ASCII = /^[\0-\x7f]*$/;
const LDH = /^[a-z0-9-]*$/;
