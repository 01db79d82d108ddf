/** Mastodon: entities/CustomEmoji. */

import { remoteMediaUrl, type Instance, type StatusEmoji } from "@mastic/core";
import type { JsonObject } from "./account.ts";

export function emojiEntity(instance: Instance, { shortcode, url, staticUrl }: StatusEmoji): JsonObject {
  return {
    shortcode,
    url: remoteMediaUrl(instance, url),
    static_url: remoteMediaUrl(instance, staticUrl),
    visible_in_picker: false,
  };
}
