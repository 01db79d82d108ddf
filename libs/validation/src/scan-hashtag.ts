/** A hashtag in text (Mastodon: `#tag` not glued to a word, `/`, `)` or `=`, and not made of digits alone). */

import { Hashtag, hashtagRun } from "./hashtag.ts";
import type { Scan } from "./scan.ts";
import { characterBefore, endOfRun } from "./text-cursor.ts";
import { unicode } from "./unicode-pattern.ts";

/** `#tag`; `tag` is in stored form, the spelling of the author is in the text. */
export interface HashtagEntity {
  readonly type: "hashtag";
  readonly start: number;
  readonly end: number;
  readonly tag: Hashtag;
}

/** Reads a hashtag whose `#` stands at `start`. */
export function scanHashtag(text: string, start: number): Scan<HashtagEntity> {
  const end = endOfRun(text, start + 1, hashtagRun());
  const name = text.slice(start + 1, end);
  const next = Math.max(end, start + 1);
  if (unicode`[=/)\p{L}\p{N}]`.test(characterBefore(text, start)) || !isLinkable(name))
    return { entity: undefined, next };
  const tag = Hashtag.sanitize(name);
  return { entity: Hashtag.is(tag) ? { type: "hashtag", start, end, tag } : undefined, next };
}

// "#1" is a rank and "#_" a doodle; an underscore counts as a letter between two other characters ("#1_000").
function isLinkable(name: string): boolean {
  return unicode`\p{L}`.test(name) || name.slice(1, -1).includes("_");
}
