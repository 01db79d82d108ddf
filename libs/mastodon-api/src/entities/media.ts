/** Mastodon: entities/MediaAttachment. */

import { remoteMediaUrl, type Instance, type MediaRow } from "@mastic/core";
import { blobUrl, type JsonObject } from "./account.ts";

export function mediaEntity(instance: Instance, media: MediaRow): JsonObject {
  if (media.blob === null && !isShown(media)) return unshown(media);
  const url = shownUrl(instance, media);
  return {
    id: media.id.toString(),
    type: media.kind,
    url,
    preview_url: previewUrl(instance, media, url),
    remote_url: media.remoteUrl,
    preview_remote_url: null,
    text_url: null,
    meta: meta(media),
    description: media.description,
    blurhash: media.blurhash,
  };
}

/** A picture, or nothing: where a video has none, clients would load it as one. */
function previewUrl(instance: Instance, { kind, previewBlob }: MediaRow, url: string | null): string | null {
  if (kind === "audio" || kind === "unknown") return null;
  if (previewBlob !== null) return blobUrl(instance, previewBlob);
  return kind === "image" ? url : null;
}

/** `remote_url` is the original, wherever people get it from. */
function shownUrl(instance: Instance, { blob, remoteUrl }: MediaRow): string | null {
  if (blob !== null) return blobUrl(instance, blob);
  return remoteUrl === null ? null : remoteMediaUrl(instance, remoteUrl);
}

/** What players and image elements show. SVG is a document that can carry scripts. */
function isShown({ kind, mediaType }: MediaRow): boolean {
  return kind !== "unknown" && !mediaType.toLowerCase().startsWith("image/svg");
}

/** Of other files of other servers people get a link, and clients nothing that they would load by themselves. */
function unshown(media: MediaRow): JsonObject {
  return {
    id: media.id.toString(),
    type: "unknown",
    url: null,
    preview_url: null,
    remote_url: media.remoteUrl,
    preview_remote_url: null,
    text_url: null,
    meta: {},
    description: media.description,
    blurhash: null,
  };
}

function meta(media: MediaRow): JsonObject {
  const { width, height, smallWidth, smallHeight, durationSeconds, focus } = media.meta;
  return {
    ...(focus === undefined ? {} : { focus: { x: focus.x, y: focus.y } }),
    ...(width === undefined || height === undefined
      ? {}
      : {
          original: {
            ...size(width, height),
            ...(durationSeconds === undefined ? {} : { duration: durationSeconds }),
          },
        }),
    ...(smallWidth === undefined || smallHeight === undefined
      ? {}
      : { small: size(smallWidth, smallHeight) }),
  };
}

function size(width: number, height: number): JsonObject {
  return { width, height, size: `${width}x${height}`, aspect: width / height };
}
