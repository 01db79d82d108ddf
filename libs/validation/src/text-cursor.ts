/** Looking around an offset of a text, surrogate pairs included. */

/** The character that ends right before `index`, or "" at the start. */
export function characterBefore(text: string, index: number): string {
  const codePoint = index >= 2 ? text.codePointAt(index - 2) : undefined;
  const width = codePoint !== undefined && codePoint > 0xffff ? 2 : 1;
  return text.slice(Math.max(index - width, 0), index);
}

/** Where the run that starts at `start` and matches `sticky` (a regular expression with the flag `y`) ends. */
export function endOfRun(text: string, start: number, sticky: RegExp): number {
  sticky.lastIndex = start;
  return sticky.test(text) ? sticky.lastIndex : start;
}

/** Where `text.slice(start, end)` ends once trailing characters out of `trimmed` are left off. */
export function endWithout(text: string, start: number, end: number, trimmed: string): number {
  let kept = end;
  while (kept > start && trimmed.includes(text.charAt(kept - 1))) kept--;
  return kept;
}
