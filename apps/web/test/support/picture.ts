/** Pictures of one colour, as files that a person chooses. */

import sharp from "sharp";

/** A file as an input of the browser takes it. */
export interface PictureFile {
  name: string;
  mimeType: "image/png";
  buffer: Buffer;
}

export async function pictureOf(
  width: number,
  height: number,
  colour = "#7755cc",
  name = "violet.png",
): Promise<PictureFile> {
  const buffer = await sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();
  return { name, mimeType: "image/png", buffer };
}
