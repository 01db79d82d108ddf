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

/** What comes in one message has at most 2 MB; larger files come chunk by chunk. */
const UPLOAD = 2_000_000;

/** As the Mastodon API tells them, in bytes and pixels. */
export const uploadLimits = {
  mediaTypes: Object.keys(kinds),
  imageBytes: UPLOAD,
  videoBytes: UPLOAD,
  imageMatrix: 33_177_600,
  videoMatrix: 8_294_400,
} as const;

/** @param mediaType in lower case @returns `undefined` for what is not taken */
export function kindOf(mediaType: string): MediaKind | undefined {
  return Object.hasOwn(kinds, mediaType) ? kinds[mediaType] : undefined;
}
