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
  if (/[A-Za-z0-9@\uff20$#\uff03]/.test(characterBefore(text, start)))
    return { entity: undefined, next: endOfUrl(text, prefix, Infinity) };

  const end = endWithout(text, prefix, endOfUrl(text, prefix, 0), ".,:;!?'*([");
  const href = tryParseUrl(text.slice(start, end))?.href;
  // A refused run is skipped whole: reading on inside it would scan the same stretch again and again.
  if (href === undefined) return { entity: undefined, next: endOfUrl(text, prefix, Infinity) };
  return { entity: { type: "link", start, end, href }, next: end };
}

/**
 * Where the characters of a URL end, or before that the bracket that closes one outside of it, as in
 * "(see https://a.example/b_(c))". Nothing behind that bracket is looked at: another link may stand there.
 * @param open how many brackets of each kind the URL may close beyond its own
 */
function endOfUrl(text: string, start: number, open: number): number {
  let round = open;
  let square = open;
  for (let index = start; ; index++) {
    const end = endOfRun(text, index, unclosed());
    for (; index < end; index++) {
      if (text[index] === "(") round++;
      else if (text[index] === "[") square++;
    }
    if (text[end] === ")") round--;
    else if (text[end] === "]") square--;
    else return end;
    if (round < 0 || square < 0) return end;
  }
}

// ASCII that RFC 3986 has in URLs, but for closing brackets, and letters, marks and numbers of all scripts, which
// people paste unencoded.
function unclosed(): RegExp {
  return unicodeRun`[!#-(*-;=?-[_a-z|~\p{L}\p{M}\p{N}\p{Pd}\u00b7\u30fb]+`;
}
