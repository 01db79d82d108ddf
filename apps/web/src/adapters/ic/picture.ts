/**
 * Makes a picture ready on the device, as a server would: drawn anew, so that it holds no place and no camera, no larger
 * than is shown, with its size and blurhash. A home has nothing that could read pictures.
 */

import { ApiError } from "../../ports/apiError.ts";

/** Of Mastodon: 8.3 megapixels, here of the longer side. */
const LONGEST_PIXELS = 3_840;
const QUALITY = 0.88;
/** Enough for the few colours of a blurhash. */
const SAMPLE_PIXELS = 32;
const COMPONENTS = [4, 3] as const;

export interface Prepared {
  readonly blob: Blob;
  readonly width?: number;
  readonly height?: number;
  readonly blurhash?: string;
}

/** What is drawn anew, and as what: other types move, or are no pictures. */
const redrawn: Readonly<Record<string, string>> = {
  "image/jpeg": "image/jpeg",
  "image/png": "image/png",
  "image/webp": "image/webp",
  "image/avif": "image/webp",
};

/**
 * @param longest the longer side, at most, in pixels
 * @returns a file of another type as it is
 * @throws {ApiError} `refused` for a picture that cannot be read: what it says besides would go out with it
 */
export async function preparePicture(file: Blob, longest = LONGEST_PIXELS): Promise<Prepared> {
  const type = redrawn[file.type];
  if (!file.type.startsWith("image/")) return { blob: file };
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (bitmap === undefined) {
    if (type === undefined) return { blob: file };
    throw new ApiError("refused", "This picture cannot be read.", 422);
  }
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const blob =
    type === undefined ? file : await draw(bitmap, width, height).convertToBlob({ type, quality: QUALITY });
  const blurhash = await blurhashOf(bitmap);
  bitmap.close();
  return { blob, width, height, blurhash };
}

function draw(bitmap: ImageBitmap, width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  contextOf(canvas).drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser draws nothing.");
  return context;
}

async function blurhashOf(bitmap: ImageBitmap): Promise<string> {
  const { encode } = await import("blurhash");
  const sample = draw(bitmap, SAMPLE_PIXELS, SAMPLE_PIXELS);
  const { data } = contextOf(sample).getImageData(0, 0, SAMPLE_PIXELS, SAMPLE_PIXELS);
  return encode(data, SAMPLE_PIXELS, SAMPLE_PIXELS, ...COMPONENTS);
}
