// Reads `tag`: mentions, hashtags and custom emoji (spec 03: Mentions, Hashtag, Custom Emoji).
import type { JsonObject } from "../json.ts";
import type { Emoji, Hashtag, Mention, Tags } from "../vocabulary/tag.ts";
import { optionalIdentifier, webUrl } from "./identifier.ts";
import { appended, eachRecord, firstRecord, hasType } from "./property.ts";
import type { Read, Reading } from "./reading.ts";
import { instant, text } from "./scalar.ts";

const NONE: readonly never[] = [];

/**
 * Reads tags. One that lacks what its kind needs is passed over; it stays in `raw`.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export const tags: Read<Tags> = (value, reading) => {
  const found: Found = { mentions: null, hashtags: null, emojis: null };
  eachRecord(value, reading.limits.tags, reading, (tag) => {
    if (hasType(tag, "Mention")) {
      const mention = readMention(tag, reading);
      if (mention !== null) found.mentions = appended(found.mentions, mention);
    } else if (hasType(tag, "Hashtag")) {
      const hashtag = readHashtag(tag, reading);
      if (hashtag !== null) found.hashtags = appended(found.hashtags, hashtag);
    } else if (hasType(tag, "Emoji")) {
      const emoji = readEmoji(tag, reading);
      if (emoji !== null) found.emojis = appended(found.emojis, emoji);
    }
    return null;
  });
  const { mentions, hashtags, emojis } = found;
  return { mentions: mentions ?? NONE, hashtags: hashtags ?? NONE, emojis: emojis ?? NONE };
};

interface Found {
  mentions: Mention[] | null;
  hashtags: Hashtag[] | null;
  emojis: Emoji[] | null;
}

function readMention(tag: JsonObject, reading: Reading): Mention | null {
  const href = optionalIdentifier(tag["href"], reading);
  return href === null ? null : { href, name: text(tag["name"]) };
}

function readHashtag(tag: JsonObject, reading: Reading): Hashtag | null {
  const name = text(tag["name"])?.replace(/^[#\uFF03]/u, "");
  return name === undefined || name === "" ? null : { name, href: webUrl(tag["href"], reading) };
}

function readEmoji(tag: JsonObject, reading: Reading): Emoji | null {
  const name = text(tag["name"]);
  const url = webUrl(tag["icon"], reading);
  if (name === null || url === null) return null;
  const shortcode = name.startsWith(":") && name.endsWith(":") && name.length > 2 ? name.slice(1, -1) : name;
  if (shortcode === "" || shortcode.includes(":")) return null;
  return {
    id: optionalIdentifier(tag["id"], reading),
    shortcode,
    url,
    mediaType: text(firstRecord(tag["icon"], reading)?.["mediaType"]),
    updated: instant(tag["updated"]),
  };
}
