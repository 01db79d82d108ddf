/** Text of strangers as a terminal or a line of a log may show it. */

/** Control characters, those that turn the direction of writing, and those that end a line, are escaped as in JSON. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (char) => {
    const escaped = JSON.stringify(char).slice(1, -1);
    // JSON leaves most of them as they are.
    return escaped === char ? `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}` : escaped;
  });
}
