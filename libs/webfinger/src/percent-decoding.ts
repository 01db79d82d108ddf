// Percent-encoded UTF-8 to text (RFC 3986 section 2.1). A "+" stays one: it may stand in an account's name.

/** The text, or undefined when it is not percent-encoded UTF-8. */
export function tryDecode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
