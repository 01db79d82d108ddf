/**
 * Takes uploads in: attachments of statuses (Mastodon API: media), avatars and headers. What comes out is in the blob
 * store, and described as core's table of media has it.
 */

import { cpus } from "node:os";
import type { MediaKind, MediaMeta } from "@mastic/core";
import type { BlobStore } from "../blobs/blobStore.ts";
import { turnstile } from "../concurrency/turnstile.ts";
import { blurhashOf } from "./blurhash.ts";
import { MediaError } from "./error.ts";
import { encodeCover, encodeOriginal, encodeThumbnail, openImage, type ImageType } from "./image.ts";
import { sniff, type SniffedType } from "./sniff.ts";

/** The columns of core's `media` table that the file itself decides. */
export interface StoredMedia {
  readonly kind: MediaKind;
  readonly mediaType: string;
  readonly blob: string;
  readonly previewBlob: string | null;
  readonly blurhash: string | null;
  readonly meta: MediaMeta;
}

/** An avatar or header: its blob, and a still picture of it where it moves. */
export interface StoredPicture {
  readonly mediaType: string;
  readonly blob: string;
  readonly staticBlob: string;
}

export interface MediaProcessing {
  /** @throws {MediaError} */
  attachment(bytes: Uint8Array): Promise<StoredMedia>;
  /** 400 x 400 pixels, cut from the middle. @throws {MediaError} */
  avatar(bytes: Uint8Array): Promise<StoredPicture>;
  /** 1500 x 500 pixels, cut from the middle. @throws {MediaError} */
  header(bytes: Uint8Array): Promise<StoredPicture>;
}

export interface MediaLimits {
  readonly imageMaxBytes: number;
  readonly imageMaxPixels: number;
  /** Of videos and sounds. */
  readonly videoMaxBytes: number;
}

/** Mastodon's thumbnails: 640 x 360, or as many pixels in other proportions. */
const THUMBNAIL_PIXELS = 230_400;
/** An image takes all processors by itself; more would take libuv's threads from what brings commits to the disk. */
const PROCESSORS = 2;
/** Images that wait for a processor, each with its bytes in memory. */
const MAX_WAITING = 32;

export function mediaProcessing(blobs: BlobStore, limits: MediaLimits): MediaProcessing {
  const inTurn = turnstile(
    Math.min(PROCESSORS, Math.max(1, cpus().length - 1)),
    MAX_WAITING,
    () => new MediaError("busy", "too many uploads are being processed"),
  );

  const picture = (bytes: Uint8Array, width: number, height: number): Promise<StoredPicture> =>
    inTurn(async () => {
      const image = await openImage(bytes, imageType(bytes), limits.imageMaxPixels);
      const cover = await encodeCover(image, width, height);
      const blob = await blobs.put(cover.bytes);
      if (!image.isAnimated) return { mediaType: cover.mediaType, blob, staticBlob: blob };
      const still = await encodeCover(
        { ...image, isAnimated: false, decode: () => image.decode("first") },
        width,
        height,
      );
      return { mediaType: cover.mediaType, blob, staticBlob: await blobs.put(still.bytes) };
    });

  /** @throws {MediaError} `unsupported_type`, `too_large` */
  const imageType = (bytes: Uint8Array): ImageType => {
    const type = sniff(bytes);
    if (type === undefined || !isImage(type)) throw unsupported();
    checkSize(bytes, limits.imageMaxBytes);
    return type;
  };

  const image = async (bytes: Uint8Array): Promise<StoredMedia> => {
    const opened = await openImage(bytes, imageType(bytes), limits.imageMaxPixels);
    const original = await encodeOriginal(opened);
    const thumbnail = await encodeThumbnail(opened, THUMBNAIL_PIXELS);
    return {
      kind: "image",
      mediaType: original.mediaType,
      blob: await blobs.put(original.bytes),
      previewBlob: await blobs.put(thumbnail.bytes),
      blurhash: await blurhashOf(opened),
      meta: {
        width: original.width,
        height: original.height,
        smallWidth: thumbnail.width,
        smallHeight: thumbnail.height,
      },
    };
  };

  return {
    async attachment(bytes) {
      const type = sniff(bytes);
      if (type === undefined) throw unsupported();
      if (isImage(type)) return inTurn(() => image(bytes));
      checkSize(bytes, limits.videoMaxBytes);
      const kind = type.startsWith("video/") ? "video" : "audio";
      const blob = await blobs.put(bytes);
      return { kind, mediaType: type, blob, previewBlob: null, blurhash: null, meta: {} };
    },
    avatar: (bytes) => picture(bytes, 400, 400),
    header: (bytes) => picture(bytes, 1_500, 500),
  };
}

function isImage(type: SniffedType): type is ImageType {
  return type.startsWith("image/");
}

function checkSize(bytes: Uint8Array, maxBytes: number): void {
  if (bytes.byteLength > maxBytes)
    throw new MediaError("too_large", `${bytes.byteLength} bytes are more than ${maxBytes}`);
}

function unsupported(): MediaError {
  return new MediaError("unsupported_type", "this is no kind of file that can be attached");
}
