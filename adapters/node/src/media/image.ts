/**
 * Makes an image safe to show to everyone: decoded within limits, turned upright, without metadata (no place, no camera),
 * and encoded anew, so that nothing of the file as it came is kept.
 */

import sharp, { type Metadata, type Sharp, type SharpOptions } from "sharp";
import { MediaError } from "./error.ts";
import type { SniffedType } from "./sniff.ts";

export interface EncodedImage {
  readonly bytes: Uint8Array;
  readonly mediaType: "image/jpeg" | "image/png" | "image/gif" | "image/webp";
  readonly width: number;
  readonly height: number;
}

export type ImageType = SniffedType & `image/${string}`;

/** Mastodon keeps images up to 4K; larger ones are scaled down to this many pixels. */
const MAX_PIXELS = 3_840 * 2_160;
/** A frame costs as much as an image. */
const MAX_FRAMES = 300;
const TIMEOUT_SECONDS = 20;

/** A decoder that is open on an image whose header is within the limits. */
export interface OpenImage {
  readonly type: ImageType;
  /** As it will be seen: after the EXIF orientation is applied. */
  readonly width: number;
  readonly height: number;
  readonly isAnimated: boolean;
  readonly hasAlpha: boolean;
  /** A new pipeline over the image, upright; its first frame only unless `isAnimated` is asked for. */
  readonly decode: (frames: "first" | "all") => Sharp;
}

/**
 * @param maxPixels width times height beyond which nothing is decoded.
 * @throws {MediaError} `corrupt`, `too_many_pixels`
 */
export async function openImage(bytes: Uint8Array, type: ImageType, maxPixels: number): Promise<OpenImage> {
  const options: SharpOptions = { failOn: "error", limitInputPixels: maxPixels, sequentialRead: true };
  let metadata: Metadata;
  try {
    // The header only: the limit is held here, so that it has a code of its own.
    metadata = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
  } catch (cause) {
    throw new MediaError("corrupt", "the image cannot be decoded", { cause });
  }
  const { width, height } = metadata.autoOrient;
  if (!(width > 0 && height > 0)) throw new MediaError("corrupt", "the image has no size");
  if (width * height > maxPixels)
    throw new MediaError("too_many_pixels", `the image has ${width} x ${height} pixels`);
  const frames = metadata.pages ?? 1;
  // An animation of more than the limit becomes its first frame.
  const isAnimated = frames > 1 && frames <= MAX_FRAMES && width * height * frames <= maxPixels * 2;
  return {
    type,
    width,
    height,
    isAnimated,
    hasAlpha: metadata.hasAlpha,
    decode: (wanted) =>
      wanted === "all" && isAnimated
        ? sharp(bytes, { ...options, limitInputPixels: maxPixels * 2, animated: true }).timeout({
            seconds: TIMEOUT_SECONDS,
          })
        : sharp(bytes, options).autoOrient().timeout({ seconds: TIMEOUT_SECONDS }),
  };
}

/** The image as it is published: at most 4K, animated where it was. @throws {MediaError} `corrupt` */
export async function encodeOriginal(image: OpenImage): Promise<EncodedImage> {
  const scale = Math.min(1, Math.sqrt(MAX_PIXELS / (image.width * image.height)));
  const pipeline = image.decode("all");
  if (scale < 1) pipeline.resize({ width: Math.max(1, Math.round(image.width * scale)) });
  return encode(pipeline, image);
}

/** A still image of at most so many pixels, in the same proportions. @throws {MediaError} `corrupt` */
export async function encodeThumbnail(image: OpenImage, maxPixels: number): Promise<EncodedImage> {
  const scale = Math.min(1, Math.sqrt(maxPixels / (image.width * image.height)));
  const pipeline = image.decode("first").resize({
    width: Math.max(1, Math.floor(image.width * scale)),
    height: Math.max(1, Math.floor(image.height * scale)),
    fit: "fill",
  });
  return encode(pipeline, { ...image, isAnimated: false });
}

/** The middle of the image, of exactly this size, or its largest part of these proportions. @throws {MediaError} `corrupt` */
export async function encodeCover(image: OpenImage, width: number, height: number): Promise<EncodedImage> {
  const scale = Math.min(1, image.width / width, image.height / height);
  const pipeline = image.decode("all").resize({
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    fit: "cover",
  });
  return encode(pipeline, image);
}

async function encode(
  pipeline: Sharp,
  { type, isAnimated, hasAlpha }: Pick<OpenImage, "type" | "isAnimated" | "hasAlpha">,
): Promise<EncodedImage> {
  const mediaType = outputType(type, isAnimated, hasAlpha);
  if (mediaType === "image/jpeg") pipeline.flatten({ background: "white" }).jpeg({ quality: 88 });
  else if (mediaType === "image/png") pipeline.png({ compressionLevel: 8 });
  else if (mediaType === "image/gif") pipeline.gif();
  else pipeline.webp({ quality: 85 });
  try {
    const { data, info } = await pipeline.toBuffer({ resolveWithObject: true });
    return { bytes: data, mediaType, width: info.width, height: info.pageHeight ?? info.height };
  } catch (cause) {
    throw new MediaError("corrupt", "the image cannot be decoded", { cause });
  }
}

/** AVIF becomes a format that every app shows; a GIF that does not move is a PNG. */
function outputType(type: ImageType, isAnimated: boolean, hasAlpha: boolean): EncodedImage["mediaType"] {
  if (type === "image/gif") return isAnimated ? type : "image/png";
  if (type === "image/avif") return hasAlpha ? "image/png" : "image/jpeg";
  return type;
}
