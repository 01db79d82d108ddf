/** Mastodon: entities/MediaAttachment. */

import type { Instance, MediaRow } from "@mastic/core";
import { blobUrl, type JsonObject } from "./account.ts";

export function mediaEntity(instance: Instance, media: MediaRow): JsonObject {
  if (media.blob === null && !isShown(media)) return unshown(media);
  const url = media.blob === null ? media.remoteUrl : blobUrl(instance, media.blob);
  const preview = media.previewBlob === null ? url : blobUrl(instance, media.previewBlob);
  return {
    id: media.id.toString(),
    type: media.kind,
    url,
    preview_url: media.kind === "audio" || media.kind === "unknown" ? null : preview,
    remote_url: media.remoteUrl,
    preview_remote_url: null,
    text_url: null,
    meta: meta(media),
    description: media.description,
    blurhash: media.blurhash,
  };
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
