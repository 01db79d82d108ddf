/** Media types that are taken, and which kind of attachment each is (spec 04: Media Attachments). */

import type { MediaKind } from "@mastic/core";

const kinds: Readonly<Record<string, MediaKind>> = {
  "image/png": "image",
  "image/jpeg": "image",
  "image/gif": "image",
  "image/webp": "image",
  "image/avif": "image",
  "video/mp4": "video",
  "video/webm": "video",
  "audio/mpeg": "audio",
  "audio/ogg": "audio",
  "audio/wav": "audio",
  "audio/mp4": "audio",
};

export const mediaTypes: readonly string[] = Object.keys(kinds);

/** @param mediaType in lower case @returns `undefined` for what is not taken */
export function kindOf(mediaType: string): MediaKind | undefined {
  return Object.hasOwn(kinds, mediaType) ? kinds[mediaType] : undefined;
}
