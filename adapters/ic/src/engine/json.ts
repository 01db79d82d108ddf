/**
 * JSON.parse for an engine whose own calls itself for each level of nesting (RFC 8259, section 9: an implementation may
 * limit the depth). The stack of a canister ends after some ten thousands of levels, and with it the message, by a trap
 * that no code can catch: what is nested deeper than anything that is read here is refused before it is parsed.
 */

/** Levels that are parsed. What reads documents has lower bounds of its own. */
export const MAX_DEPTH = 4_096;

const parse = JSON.parse;

/**
 * As JSON.parse.
 * @throws {SyntaxError} also for a text that is nested deeper than `MAX_DEPTH`
 */
export function parseBounded(text: string, reviver?: Parameters<typeof JSON.parse>[1]): unknown {
  if (isDeeper(text, MAX_DEPTH)) throw new SyntaxError("JSON is nested too deeply.");
  return parse(text, reviver) as unknown;
}

/** Whether a text opens more arrays and objects in each other than `limit`; takes time linear to its length. */
export function isDeeper(text: string, limit: number): boolean {
  // Nearly all have fewer brackets than that, and the engine counts them faster than code does.
  if (text.length <= limit || text.split("[").length + text.split("{").length - 2 <= limit) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at + 1);
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

/** Offset of the quote that ends a string, or of the end of the text. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (first > start && text.charCodeAt(first - 1) === 0x5c) first -= 1;
    if ((end - first) % 2 === 0) return end;
  }
  return text.length;
}
