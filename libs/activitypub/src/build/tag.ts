// Builds `tag` entries: Mention, Hashtag, Emoji (spec 03: Mentions, Hashtag, Custom Emoji).
import type { JsonObject } from "../json.ts";
import type { Emoji, Hashtag, Mention } from "../vocabulary/tag.ts";
import { checked, record } from "./record.ts";

/** Tags to write; `Tags` as parsing gives them fits. */
export interface TagsInput {
  readonly mentions?: readonly Mention[];
  readonly hashtags?: readonly Hashtag[];
  readonly emojis?: readonly Emoji[];
}

/**
 * The entries of `tag`, mentions first, then hashtags, then emoji.
 * @throws ActivityPubError `invalid-input`
 */
export function buildTags(tags: TagsInput): readonly JsonObject[] {
  return [
    ...(tags.mentions ?? []).map(mention),
    ...(tags.hashtags ?? []).map(hashtag),
    ...(tags.emojis ?? []).map(emoji),
  ];
}

function mention(tag: Mention, index: number): JsonObject {
  return record({
    type: "Mention",
    href: checked(tag.href, `$.tags.mentions[${index}].href`),
    name: tag.name,
  });
}

function hashtag(tag: Hashtag): JsonObject {
  return record({ type: "Hashtag", href: tag.href, name: `#${tag.name}` });
}

function emoji(tag: Emoji, index: number): JsonObject {
  return record(
    {
      id: tag.id,
      type: "Emoji",
      name: `:${tag.shortcode}:`,
      updated: tag.updated,
      icon: record({ type: "Image", mediaType: tag.mediaType, url: tag.url }),
    },
    `$.tags.emojis[${index}]`,
  );
}
