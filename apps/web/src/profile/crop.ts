/** The part of a picture that is cut out: where it lies, and the cutting. */

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Crop {
  /** The middle of the part, as a share of the picture's width and height. */
  readonly x: number;
  readonly y: number;
  /** 1 shows as much as there is. */
  readonly zoom: number;
}

export interface Part extends Size {
  readonly left: number;
  readonly top: number;
}

/** In pixels of the picture. @param ratio width by height */
export function partOf(picture: Size, ratio: number, { x, y, zoom }: Crop): Part {
  const width = Math.min(picture.width, picture.height * ratio) / zoom;
  const height = width / ratio;
  return { width, height, left: x * picture.width - width / 2, top: y * picture.height - height / 2 };
}

/** The crop with its part moved back into the picture. */
export function move(picture: Size, ratio: number, crop: Crop): Crop {
  const { width, height } = partOf(picture, ratio, crop);
  const halfX = width / picture.width / 2;
  const halfY = height / picture.height / 2;
  return {
    zoom: crop.zoom,
    x: Math.min(1 - halfX, Math.max(halfX, crop.x)),
    y: Math.min(1 - halfY, Math.max(halfY, crop.y)),
  };
}

const QUALITY = 0.92;

/** @param file names the result; a photograph stays one, all else keeps what is transparent */
export async function cut(
  bitmap: ImageBitmap,
  { ratio, width: most }: { readonly ratio: number; readonly width: number },
  crop: Crop,
  file: File,
): Promise<File> {
  const part = partOf(bitmap, ratio, crop);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(Math.min(most, part.width)));
  canvas.height = Math.max(1, Math.round(canvas.width / ratio));
  const context = canvas.getContext("2d");
  if (context === null) return file;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, part.left, part.top, part.width, part.height, 0, 0, canvas.width, canvas.height);
  const type = file.type === "image/jpeg" ? "image/jpeg" : "image/png";
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
  return blob === null ? file : new File([blob], file.name, { type });
}
