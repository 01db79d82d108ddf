// Reads `tag`: mentions, hashtags and custom emoji (spec 03: Mentions, Hashtag, Custom Emoji).
import type { JsonObject } from "../json.ts";
import type { Emoji, Hashtag, Mention, Tags } from "../vocabulary/tag.ts";
import { optionalIdentifier, webUrl } from "./identifier.ts";
import { firstRecord, recordsOf } from "./property.ts";
import type { Read, Reading } from "./reading.ts";
import { instant, text } from "./scalar.ts";

/**
 * Reads tags. One that lacks what its kind needs is passed over; it stays in `raw`.
 * @throws ActivityPubError `too-many`
 */
export const tags: Read<Tags> = (value, reading) => ({
  mentions: mentions(value, reading),
  hashtags: hashtags(value, reading),
  emojis: emojis(value, reading),
});

const mentions = /* @__PURE__ */ recordsOf("tags", mention, "Mention");
const hashtags = /* @__PURE__ */ recordsOf("tags", hashtag, "Hashtag");
const emojis = /* @__PURE__ */ recordsOf("tags", emoji, "Emoji");

function mention(tag: JsonObject, reading: Reading): Mention | null {
  const href = optionalIdentifier(tag["href"], reading);
  return href === null ? null : { href, name: text(tag["name"]) };
}

function hashtag(tag: JsonObject, reading: Reading): Hashtag | null {
  const name = text(tag["name"])?.replace(/^[#\uFF03]/u, "") ?? "";
  return name === "" ? null : { name, href: webUrl(tag["href"], reading) };
}

function emoji(tag: JsonObject, reading: Reading): Emoji | null {
  const shortcode = /^(:?)([^:]+)\1$/.exec(text(tag["name"]) ?? "")?.[2];
  const url = webUrl(tag["icon"], reading);
  return shortcode === undefined || url === null
    ? null
    : {
        id: optionalIdentifier(tag["id"], reading),
        shortcode,
        url,
        mediaType: text(firstRecord(tag["icon"])?.["mediaType"]),
        updated: instant(tag["updated"]),
      };
}
