/** Blobs over HTTP: immutable, sniffed when they came in, never run as anything but media. */

import type { Context } from "hono";
import { Readable } from "node:stream";
import { INSTANCE, media } from "@mastic/core";
import { hasCurrent } from "./conditional.ts";
import type { Doors } from "./doors.ts";
import { parseRange } from "./range.ts";

/** Uploads are served as these types only. */
const SAFE =
  /^(?:image\/(?:png|jpeg|gif|webp|avif)|video\/(?:mp4|webm|quicktime|ogg)|audio\/(?:mpeg|mp4|ogg|wav|webm|flac|aac|x-wav))$/;

export async function serveMedia(doors: Doors, c: Context, key: string): Promise<Response> {
  if (!/^[0-9a-f]{64}$/.test(key)) return c.notFound();
  const stat = await doors.blobs.stat(key);
  if (stat === undefined) return c.notFound();
  const type = await mediaType(doors, key);
  const etag = `"${key}"`;
  const headers: Record<string, string> = {
    "content-type": SAFE.test(type) ? type : "application/octet-stream",
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
    "accept-ranges": "bytes",
    etag,
  };
  if (hasCurrent(c, etag)) return new Response(null, { status: 304, headers });
  const range = parseRange(c.req.header("range"), stat.size);
  if (range === "unsatisfiable") {
    return new Response(null, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${stat.size}` },
    });
  }
  const [start, end] = range ?? [0, stat.size - 1];
  headers["content-length"] = (end - start + 1).toString();
  if (range !== undefined) headers["content-range"] = `bytes ${start}-${end}/${stat.size}`;
  const status = range === undefined ? 200 : 206;
  if (c.req.method === "HEAD") return new Response(null, { status, headers });
  const found = await doors.blobs.get(key, { start, end });
  if (found === undefined) return c.notFound();
  return new Response(Readable.toWeb(found.stream) as ReadableStream<Uint8Array>, { status, headers });
}

async function mediaType(doors: Doors, key: string): Promise<string> {
  const row = await doors.store.view(INSTANCE, async (view) => {
    const { rows } = await view.scan(media, { index: "byBlob", equals: { blob: key }, limit: 1 });
    return rows[0];
  });
  // Previews and profile pictures have no row of their own: all are written as WebP.
  return row?.mediaType ?? "image/webp";
}
