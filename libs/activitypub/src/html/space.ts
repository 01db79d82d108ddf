// What counts as white space in HTML (Infra Standard, "ASCII whitespace").

/** Space, tab, line feed, form feed or carriage return; false for NaN, which is beyond the end. */
export function isSpace(unit: number): boolean {
  // One comparison for nearly all characters.
  return unit <= 0x20 && isAsciiWhitespace(unit);
}

function isAsciiWhitespace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x0d || unit === 0x0c;
}
