// Reads `tag`: mentions, hashtags and custom emoji (spec 03: Mentions, Hashtag, Custom Emoji).
import type { JsonObject } from "../json.ts";
import type { Emoji, Hashtag, Mention, Tags } from "../vocabulary/tag.ts";
import { optionalIdentifier, webUrl } from "./identifier.ts";
import { eachRecord, firstRecord, hasType } from "./property.ts";
import type { Read, Reading } from "./reading.ts";
import { instant, text } from "./scalar.ts";

/**
 * Reads tags. One that lacks what its kind needs is passed over; it stays in `raw`.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export const tags: Read<Tags> = (value, reading) => {
  const mentions: Mention[] = [];
  const hashtags: Hashtag[] = [];
  const emojis: Emoji[] = [];
  eachRecord(value, reading.limits.tags, reading, (tag) => {
    if (hasType(tag, "Mention")) push(mentions, readMention(tag, reading));
    else if (hasType(tag, "Hashtag")) push(hashtags, readHashtag(tag, reading));
    else if (hasType(tag, "Emoji")) push(emojis, readEmoji(tag, reading));
    return null;
  });
  return { mentions, hashtags, emojis };
};

function push<T>(list: T[], item: T | null): void {
  if (item !== null) list.push(item);
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
