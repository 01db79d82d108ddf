import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { isBlurhashValid } from "blurhash";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BlobStore } from "../blobs/blobStore.ts";
import { diskBlobStore } from "../blobs/diskBlobStore.ts";
import { mediaProcessing, type MediaProcessing } from "./processing.ts";

let directory: string;
let blobs: BlobStore;
let media: MediaProcessing;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "mastic-media-"));
  blobs = await diskBlobStore(directory);
  media = mediaProcessing(blobs, {
    imageMaxBytes: 4_000_000,
    imageMaxPixels: 20_000_000,
    videoMaxBytes: 1_000,
  });
});
afterAll(() => rm(directory, { recursive: true }));

async function stored(key: string | null): Promise<Buffer> {
  const found = key === null ? undefined : await blobs.get(key);
  if (found === undefined) throw new Error("no such blob");
  return buffer(found.stream);
}

/** A picture whose left half is red and whose right half is blue. */
function halves(width: number, height: number): Sharp {
  const right = Math.floor(width / 2);
  return sharp({ create: { width, height, channels: 3, background: "red" } })
    .composite([
      {
        input: { create: { width: right, height, channels: 3, background: "blue" } },
        left: width - right,
        top: 0,
      },
    ])
    .removeAlpha();
}

async function frames(count: number, width = 60, height = 40): Promise<Buffer> {
  const each = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      sharp({ create: { width, height, channels: 3, background: { r: (i * 40) % 256, g: 0, b: 0 } } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(each, { join: { animated: true } })
    .gif()
    .toBuffer();
}

describe("attachments", () => {
  it("are kept in their type, with a thumbnail, a blurhash and their sizes", async () => {
    const kept = await media.attachment(await halves(1_600, 900).jpeg().toBuffer());
    expect(kept).toMatchObject({
      kind: "image",
      mediaType: "image/jpeg",
      meta: { width: 1_600, height: 900, smallWidth: 640, smallHeight: 360 },
    });
    expect(isBlurhashValid(kept.blurhash ?? "").result).toBe(true);
    expect(await sharp(await stored(kept.blob)).metadata()).toMatchObject({ format: "jpeg", width: 1_600 });
    expect(await sharp(await stored(kept.previewBlob)).metadata()).toMatchObject({ width: 640, height: 360 });
  });

  it("carry no metadata, and stand upright", async () => {
    const photo = await halves(400, 200)
      .withExif({
        IFD0: { Orientation: "6", Model: "SecretCamera" },
        IFD3: { GPSLatitudeRef: "N", GPSLatitude: "48/1 8/1 0/1" },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(photo).metadata()).orientation).toBe(6);
    const kept = await media.attachment(photo);
    expect(kept.meta).toMatchObject({ width: 200, height: 400, smallWidth: 200, smallHeight: 400 });
    for (const key of [kept.blob, kept.previewBlob]) {
      const bytes = await stored(key);
      const metadata = await sharp(bytes).metadata();
      expect([metadata.exif, metadata.icc, metadata.xmp, metadata.orientation]).toEqual(
        Array(4).fill(undefined),
      );
      expect(bytes.includes("SecretCamera")).toBe(false);
      // Turned by a quarter to the right, red is at the top.
      const top = await sharp(bytes).extract({ left: 50, top: 10, width: 100, height: 100 }).png().toBuffer();
      const { dominant } = await sharp(top).stats();
      expect(dominant.r).toBeGreaterThan(200);
    }
  });

  it("lose what was hidden behind the picture", async () => {
    const polyglot = Buffer.concat([
      await halves(50, 50).png().toBuffer(),
      Buffer.from("<script>alert(1)</script>"),
    ]);
    const kept = await media.attachment(polyglot);
    expect((await stored(kept.blob)).includes("<script>")).toBe(false);
  });

  it.each([
    ["png", "image/png"],
    ["webp", "image/webp"],
    ["avif", "image/jpeg"],
    ["gif", "image/png"],
  ] as const)("from %s become %s", async (format, mediaType) => {
    const kept = await media.attachment(await halves(64, 48).toFormat(format).toBuffer());
    expect(kept).toMatchObject({ mediaType, meta: { width: 64, height: 48 } });
  });

  it("stay transparent", async () => {
    const clear = sharp({
      create: { width: 10, height: 10, channels: 4, background: { r: 1, g: 2, b: 3, alpha: 0 } },
    });
    const kept = await media.attachment(await clear.png().toBuffer());
    expect((await sharp(await stored(kept.blob)).stats()).isOpaque).toBe(false);
  });

  it("keep moving, with a thumbnail that stands still", async () => {
    const kept = await media.attachment(await frames(5));
    expect(kept).toMatchObject({ mediaType: "image/gif", meta: { width: 60, height: 40 } });
    expect((await sharp(await stored(kept.blob)).metadata()).pages).toBe(5);
    expect((await sharp(await stored(kept.previewBlob)).metadata()).pages ?? 1).toBe(1);
  });

  it("beyond 4K are scaled down", async () => {
    const { meta } = await media.attachment(await halves(5_000, 2_500).jpeg().toBuffer());
    expect((meta.width ?? 0) * (meta.height ?? 0)).toBeLessThanOrEqual(3_840 * 2_160 * 1.001);
    expect((meta.width ?? 0) / (meta.height ?? 1)).toBeCloseTo(2, 2);
  });

  it("that are very thin have a thumbnail all the same", async () => {
    const { meta } = await media.attachment(await halves(16_000, 2).png().toBuffer());
    expect(meta).toMatchObject({ smallWidth: 16_000, smallHeight: 2 });
  });

  it("that sound or move are kept as they came", async () => {
    const video = Buffer.from("\0\0\0\x20ftypisom and so on", "latin1");
    const kept = await media.attachment(video);
    expect(kept).toMatchObject({ kind: "video", mediaType: "video/mp4", previewBlob: null, blurhash: null });
    expect(await stored(kept.blob)).toEqual(video);
    expect(await media.attachment(Buffer.from("ID3\x04", "latin1"))).toMatchObject({ kind: "audio" });
  });
});

describe("uploads are refused", () => {
  it("when they are no media", async () => {
    for (const text of ["", "<svg xmlns='http://www.w3.org/2000/svg'/>", "{}"])
      await expect(media.attachment(Buffer.from(text))).rejects.toMatchObject({ code: "unsupported_type" });
    const video = Buffer.from("\0\0\0\x20ftypisom", "latin1");
    await expect(media.avatar(video)).rejects.toMatchObject({ code: "unsupported_type" });
  });

  it("when they have too many bytes", async () => {
    const large = Buffer.concat([await halves(10, 10).png().toBuffer(), Buffer.alloc(4_000_000)]);
    await expect(media.attachment(large)).rejects.toMatchObject({ code: "too_large" });
    const video = Buffer.concat([Buffer.from("\0\0\0\x20ftypisom", "latin1"), Buffer.alloc(1_000)]);
    await expect(media.attachment(video)).rejects.toMatchObject({ code: "too_large" });
  });

  it("when they unpack to too many pixels, before anything is unpacked", async () => {
    await expect(media.attachment(pngBomb(30_000, 30_000))).rejects.toMatchObject({
      code: "too_many_pixels",
    });
    // Who began to unpack it would find nothing there to unpack.
    await expect(media.attachment(pngBomb(300, 300))).rejects.toMatchObject({ code: "corrupt" });
  });

  it("when they are cut short, or only begin like an image", async () => {
    const whole = await halves(800, 600).jpeg().toBuffer();
    for (const bytes of [whole.subarray(0, whole.length / 2), whole.subarray(0, 20), Buffer.from("GIF89a")])
      await expect(media.attachment(bytes)).rejects.toMatchObject({ code: "corrupt" });
  });
});

describe("avatars and headers", () => {
  it("are cut to their proportions", async () => {
    const photo = await halves(2_000, 1_000).jpeg().toBuffer();
    const avatar = await media.avatar(photo);
    expect(await sharp(await stored(avatar.blob)).metadata()).toMatchObject({ width: 400, height: 400 });
    expect(avatar.staticBlob).toBe(avatar.blob);
    const header = await media.header(photo);
    expect(await sharp(await stored(header.blob)).metadata()).toMatchObject({ width: 1_500, height: 500 });
  });

  it("are not blown up", async () => {
    const avatar = await media.avatar(await halves(90, 60).png().toBuffer());
    expect(await sharp(await stored(avatar.blob)).metadata()).toMatchObject({ width: 60, height: 60 });
  });

  it("have a still picture where they move", async () => {
    const avatar = await media.avatar(await frames(3, 80, 80));
    expect(avatar.mediaType).toBe("image/gif");
    expect((await sharp(await stored(avatar.blob)).metadata()).pages).toBe(3);
    expect((await sharp(await stored(avatar.staticBlob)).metadata()).pages ?? 1).toBe(1);
  });
});

/** A small file that claims to be a large picture. */
function pngBomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const frame = Buffer.alloc(4 + body.length + 4);
    frame.writeUInt32BE(data.length);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), 4 + body.length);
    return frame;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", Buffer.from("no deflated data")),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
