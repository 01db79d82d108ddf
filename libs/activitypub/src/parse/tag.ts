// Reads `tag`: mentions, hashtags and custom emoji (spec 03: Mentions, Hashtag, Custom Emoji).
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Emoji, Hashtag, Mention, Tags } from "../vocabulary/tag.ts";
import { optionalIdentifier, webUrl } from "./identifier.ts";
import { bounded, canonical, firstRecord, typesOf } from "./property.ts";
import { instant, text } from "./scalar.ts";

/**
 * Reads tags. One that lacks what its kind needs is passed over; it stays in `raw`.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export function readTags(value: JsonValue | undefined, path: string, limits: Limits): Tags {
  const mentions: Mention[] = [];
  const hashtags: Hashtag[] = [];
  const emojis: Emoji[] = [];
  for (const [index, entry] of bounded(value, limits.tags, path).entries()) {
    if (!isRecord(entry)) continue;
    const tag = canonical(entry, `${path}[${index}]`);
    const types = typesOf(tag);
    if (types.includes("Mention")) push(mentions, readMention(tag, limits));
    else if (types.includes("Hashtag")) push(hashtags, readHashtag(tag, limits));
    else if (types.includes("Emoji")) push(emojis, readEmoji(tag, `${path}[${index}]`, limits));
  }
  return { mentions, hashtags, emojis };
}

function push<T>(list: T[], item: T | null): void {
  if (item !== null) list.push(item);
}

function readMention(tag: JsonObject, limits: Limits): Mention | null {
  const href = optionalIdentifier(tag["href"], limits);
  return href === null ? null : { href, name: text(tag["name"]) };
}

function readHashtag(tag: JsonObject, limits: Limits): Hashtag | null {
  const name = text(tag["name"])?.replace(/^[#\uFF03]/u, "");
  return name === undefined || name === "" ? null : { name, href: webUrl(tag["href"], limits) };
}

function readEmoji(tag: JsonObject, path: string, limits: Limits): Emoji | null {
  const name = text(tag["name"]);
  const url = webUrl(tag["icon"], limits);
  if (name === null || url === null) return null;
  const shortcode = name.startsWith(":") && name.endsWith(":") && name.length > 2 ? name.slice(1, -1) : name;
  if (shortcode === "" || shortcode.includes(":")) return null;
  return {
    id: optionalIdentifier(tag["id"], limits),
    shortcode,
    url,
    mediaType: text(firstRecord(tag["icon"], `${path}.icon`)?.["mediaType"]),
    updated: instant(tag["updated"]),
  };
}
