/** The order of values that every engine keeps: text by its UTF-8 bytes, `false` before `true`. */

/** A value that can stand in a key or an index. */
export type Scalar = boolean | number | bigint | string;

/** Compares as the UTF-8 bytes of both would: by code point, where JavaScript compares by UTF-16 code unit. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

// Surrogates stand for U+10000 and above, and so come after U+E000 to U+FFFF.
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Compares two values of one column: negative, zero or positive. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (a === b) return 0;
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
