// Display Strings: Unicode text as percent-encoded UTF-8 (RFC 9651 sections 3.3.8, 4.1.11 and 4.2.10).

/** Printable ASCII in which each "%" begins an octet in lower-case hexadecimal. */
const ENCODED = /^(?:[ -$&-~]|%[0-9a-f]{2})*$/;

/** The text between the quotes, decoded; undefined when it is not one. */
export function decodeDisplayString(text: string): string | undefined {
  if (!ENCODED.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** What stands between the quotes; undefined for text with half of a surrogate pair. */
export function encodeDisplayString(text: string): string | undefined {
  try {
    return text.replace(/[^ !#$&-~]/gu, (character) => encodeURIComponent(character).toLowerCase());
  } catch {
    return undefined;
  }
}
