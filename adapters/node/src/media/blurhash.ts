/** The blurhash of an image: the few characters that apps show before it has loaded (blurha.sh). */

import { encode } from "blurhash";
import { MediaError } from "./error.ts";
import type { OpenImage } from "./image.ts";

/** Mastodon's number of components. */
const COMPONENTS = 4;
/** More pixels would not change four components. */
const MAX_SIDE = 32;

export async function blurhashOf(image: OpenImage): Promise<string> {
  try {
    const { data, info } = await image
      .decode("first")
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: "inside" })
      .toColourspace("srgb")
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return encode(new Uint8ClampedArray(data), info.width, info.height, COMPONENTS, COMPONENTS);
  } catch (cause) {
    throw new MediaError("corrupt", "the image cannot be decoded", { cause });
  }
}
