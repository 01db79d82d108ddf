/** A link in text (Mastodon: http and https only, without the punctuation of the sentence around it). */

import type { Scan } from "./scan.ts";
import { characterBefore, endOfRun, endWithout } from "./text-cursor.ts";
import { tryParseUrl } from "./url.ts";
import { unicodeRun } from "./unicode-pattern.ts";

/** A link; `href` is the normalised URL, the spelling of the author is in the text. */
export interface LinkEntity {
  readonly type: "link";
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

/** Reads a link whose `h` stands at `start`. */
export function scanLink(text: string, start: number): Scan<LinkEntity> {
  const prefix = endOfRun(text, start, /https?:\/\//iy);
  if (prefix === start) return { entity: undefined, next: start + 1 };
  const run = endOfRun(text, prefix, urlCharacters());
  if (/[A-Za-z0-9@\uff20$#\uff03]/.test(characterBefore(text, start)))
    return { entity: undefined, next: run };

  const end = endWithout(text, prefix, endOfBalanced(text, prefix, run), ".,:;!?'*([");
  const href = tryParseUrl(text.slice(start, end))?.href;
  // A refused run is skipped whole: reading on inside it would scan the same stretch again and again.
  if (href === undefined) return { entity: undefined, next: run };
  return { entity: { type: "link", start, end, href }, next: end };
}

// ASCII that RFC 3986 has in URLs, and letters, marks and numbers of all scripts, which people paste unencoded.
function urlCharacters(): RegExp {
  return unicodeRun`[!#-;=?-[\]_a-z|~\p{L}\p{M}\p{N}\p{Pd}\u00b7\u30fb]+`;
}

// "(see https://a.example/b_(c))": the last bracket closes one outside of the link.
function endOfBalanced(text: string, start: number, end: number): number {
  let round = 0;
  let square = 0;
  for (let index = start; index < end; index++) {
    const character = text[index];
    if (character === "(") round++;
    else if (character === "[") square++;
    else if (character === ")" && --round < 0) return index;
    else if (character === "]" && --square < 0) return index;
  }
  return end;
}
