/** Media of other servers under this node's own address (Mastodon: `/media_proxy`), so that they learn nothing of who looks at them. */

import { Readable } from "node:stream";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { ApiError } from "@mastic/mastodon-api";
import { MediaProxyError, type MediaProxyErrorCode } from "../mediaProxy/error.ts";
import type { ProxiedFile } from "../mediaProxy/mediaProxy.ts";
import { hasCurrent } from "./conditional.ts";
import type { Doors } from "./doors.ts";
import { CLIENT_CLOSED_REQUEST } from "./observe.ts";
import { parseRange } from "./range.ts";

/** What nobody can make a page, a script or a frame of, wherever it comes from. */
const HARMLESS = {
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
  // Web clients of any origin show it.
  "access-control-allow-origin": "*",
};

/** At the same address nearly always the same: in case it is not, it is asked for again after thirty days. */
const KEPT = "public, max-age=2592000, immutable";

const statusOf: Readonly<Record<MediaProxyErrorCode, number>> = {
  blocked: 404,
  not_found: 404,
  gone: 410,
  unreachable: 502,
  not_media: 502,
  too_large: 502,
  timeout: 504,
  busy: 503,
  unkept: 503,
  abandoned: CLIENT_CLOSED_REQUEST,
};

/** @throws {ApiError} 403 for an address that this node never made, 429 */
export async function serveProxiedMedia(
  doors: Doors,
  c: Context,
  { mac, encoded }: { readonly mac: string; readonly encoded: string },
): Promise<Response> {
  const url = doors.mediaAddresses.urlOf(mac, encoded);
  if (url === undefined) throw new ApiError(403, "This node never gave out this address.");
  const gone = goneSignal(c);
  const mayFetch = (): void => {
    const { isAllowed, headers } = doors.limits.proxy(c);
    if (!isAllowed) throw new ApiError(429, "Too many requests", { headers });
  };
  try {
    const file = await doors.mediaProxy.get(url, mayFetch, gone);
    // Until the answer is sent, or the connection has gone.
    if (gone.aborted) file.release();
    else gone.addEventListener("abort", () => file.release(), { once: true });
    return answer(c, url, file);
  } catch (error) {
    if (error instanceof MediaProxyError) return refusal(error);
    throw error;
  }
}

function answer(c: Context, url: string, file: ProxiedFile): Response {
  const etag = `"${file.tag}"`;
  const headers: Record<string, string> = {
    ...HARMLESS,
    "content-type": file.type,
    "content-disposition": `inline; filename="${fileName(url, file.type)}"`,
    "cache-control": KEPT,
    etag,
  };
  if (hasCurrent(c, etag)) return new Response(null, { status: 304, headers });
  const { size } = file;
  // How long it is may be known only at its end: then it has no parts yet.
  if (size === undefined) return send(c, file, 200, headers, [0, Number.POSITIVE_INFINITY]);
  headers["accept-ranges"] = "bytes";
  // A part of another content would not go with what the client has (RFC 9110 section 13.1.5).
  const isSame = [undefined, etag].includes(c.req.header("if-range"));
  const range = isSame ? parseRange(c.req.header("range"), size) : undefined;
  if (range === "unsatisfiable") {
    const refused = { ...HARMLESS, "content-range": `bytes */${size}` };
    return new Response(null, { status: 416, headers: refused });
  }
  const [start, end] = range ?? [0, size - 1];
  headers["content-length"] = (end - start + 1).toString();
  if (range !== undefined) headers["content-range"] = `bytes ${start}-${end}/${size}`;
  return send(c, file, range === undefined ? 200 : 206, headers, [start, end]);
}

function send(
  c: Context,
  file: ProxiedFile,
  status: number,
  headers: Record<string, string>,
  [start, end]: readonly [number, number],
): Response {
  if (c.req.method === "HEAD") return new Response(null, { status, headers });
  const stream = Readable.from(chunks(c, file.read(start, end)), { objectMode: false });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers });
}

/** Where the rest does not come, the connection ends: the browser then knows that it has not got all. */
async function* chunks(c: Context, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch {
    (c.env as HttpBindings).outgoing.destroy();
  }
}

function refusal({ code, message }: MediaProxyError): Response {
  const status = statusOf[code];
  return Response.json(
    { error: `The media cannot be shown: ${message}.` },
    {
      status,
      headers: {
        ...HARMLESS,
        "cache-control": status === 404 || status === 410 ? "public, max-age=60" : "no-store",
        ...(code === "busy" ? { "retry-after": "5" } : {}),
      },
    },
  );
}

/** Aborts when the answer has been sent, or nobody is there any more who waits for it. */
function goneSignal(c: Context): AbortSignal {
  const { outgoing } = c.env as HttpBindings;
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  if (outgoing.destroyed) gone.abort();
  return gone.signal;
}

/** The last part of the path, as a file system of any kind takes it, with the ending of what it is. */
function fileName(url: string, type: string): string {
  const path = URL.parse(url)?.pathname ?? "";
  const name = /([\w-]{1,60})(?:\.\w{1,10})?$/.exec(path)?.[1] ?? "media";
  return `${name}.${type.replace(/^.*\//, "")}`;
}
