/** Uploads of the Mastodon API: processed and stored here, then noted as an attachment of the user's. */

import { INSTANCE, users } from "@mastic/core";
import { ApiError, type MediaPort, type UploadedFile } from "@mastic/mastodon-api";
import type { BlobStore } from "../blobs/blobStore.ts";
import type { Node } from "../node.ts";
import { MediaError } from "./error.ts";
import { mediaProcessing } from "./processing.ts";
import type { SniffedType } from "./sniff.ts";

/** What uploads may be, as clients are told. */
const mediaTypes: readonly SniffedType[] = [
  "image/jpeg",
  "image/png",
  "image/gif",
  "image/webp",
  "image/avif",
  "video/mp4",
  "video/quicktime",
  "video/webm",
  "audio/mp4",
  "audio/ogg",
  "audio/mpeg",
  "audio/wav",
  "audio/flac",
  "audio/aac",
];

/** Pixels of the largest video that clients may send. */
const VIDEO_MATRIX = 8_294_400;

export function mediaPort(node: Node, blobs: BlobStore): MediaPort {
  const { config } = node;
  const processing = mediaProcessing(blobs, config);
  return {
    limits: {
      mediaTypes,
      imageBytes: config.imageMaxBytes,
      videoBytes: config.videoMaxBytes,
      imageMatrix: config.imageMaxPixels,
      videoMatrix: VIDEO_MATRIX,
    },
    async attach(owner, upload) {
      const stored = await refusing(processing.attachment(upload.file.bytes));
      const preview = await thumbnail(upload.thumbnail);
      const user = await node.store.view(INSTANCE, (view) => view.get(users, { id: owner }));
      const { meta } = stored;
      return node.user(owner).attachMedia(
        { principal: user?.principal ?? null },
        {
          ...stored,
          previewBlob: preview ?? stored.previewBlob,
          description: upload.description,
          meta: upload.focus === null ? meta : { ...meta, focus: upload.focus },
        },
      );
    },
    async picture(kind, file) {
      const stored = await refusing(processing[kind](file.bytes));
      return stored.blob;
    },
  };

  async function thumbnail(file: UploadedFile | undefined): Promise<string | null> {
    if (file === undefined) return null;
    return (await refusing(processing.attachment(file.bytes))).previewBlob;
  }
}

/** What the file is guilty of is the client's to mend. */
async function refusing<R>(work: Promise<R>): Promise<R> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    if (error.code === "busy") throw new ApiError(503, "Too many uploads are being processed. Try again.");
    throw new ApiError(error.code === "too_large" ? 413 : 422, `Validation failed: File ${error.message}`);
  }
}
