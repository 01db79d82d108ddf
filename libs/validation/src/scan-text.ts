/**
 * Finds links, mentions and hashtags in the plain text of a status, as Mastodon does when it counts and renders it.
 * One pass, linear in the length of the text; entities come in order and never overlap.
 */

import type { Scan } from "./scan.ts";
import { scanHashtag, type HashtagEntity } from "./scan-hashtag.ts";
import { scanLink, type LinkEntity } from "./scan-link.ts";
import { scanMention, type MentionEntity } from "./scan-mention.ts";

export type { HashtagEntity, LinkEntity, MentionEntity };

/** What a stretch of text stands for; `start` and `end` are UTF-16 offsets, `text.slice(start, end)` its spelling. */
export type TextEntity = LinkEntity | MentionEntity | HashtagEntity;

/**
 * The links, mentions and hashtags of a text. A link hides what is inside it; an email address holds no mention; a
 * mention or hashtag is no promise that the account or tag exists.
 */
export function scanText(text: string): TextEntity[] {
  const entities: TextEntity[] = [];
  const starts = /[hH#\uff03@]/g;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const { entity, next } = scanAt(text, match.index);
    if (entity !== undefined) entities.push(entity);
    starts.lastIndex = next;
  }
  return entities;
}

function scanAt(text: string, start: number): Scan<TextEntity> {
  const first = text[start];
  if (first === "@") return scanMention(text, start);
  if (first === "h" || first === "H") return scanLink(text, start);
  return scanHashtag(text, start);
}
