/** A request's fields, whatever form its body has: multipart is parsed here, everything else by the API itself. */

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import type { Context } from "hono";
import { ApiError, readInput, type ApiRequest, type Input, type UploadedFile } from "@mastic/mastodon-api";

/** Reads path, headers and body. The size of the body is bounded before (see `limits.ts`). */
export async function readRequest(c: Context): Promise<Omit<ApiRequest, "token">> {
  const raw = c.req.raw;
  const headers = Object.fromEntries(raw.headers.entries());
  const url = new URL(raw.url);
  const head = { method: raw.method, url: url.pathname + url.search, headers };
  if (raw.method === "GET" || raw.method === "HEAD" || raw.body === null) return head;
  if ((headers["content-type"] ?? "").toLowerCase().startsWith("multipart/form-data")) {
    return { ...head, form: await readMultipart(headers["content-type"] ?? "", raw.body) };
  }
  return { ...head, body: new Uint8Array(await raw.arrayBuffer()) };
}

/** Fields and files of one form, at most. */
const FIELDS = 1000;
const FILES = 8;

/** RFC 7578, as a stream: what is too much is refused before it is read whole. */
async function readMultipart(
  contentType: string,
  body: ReadableStream<Uint8Array>,
): Promise<(readonly [string, string | UploadedFile])[]> {
  const fields: (readonly [string, string | UploadedFile])[] = [];
  try {
    const parser = new Busboy({
      headers: { "content-type": contentType },
      limits: { fields: FIELDS, files: FILES, fieldSize: 1_048_576, headerPairs: 50 },
    });
    parser.on("field", (name, value) => {
      fields.push([name, value]);
    });
    parser.on("file", (name, stream, fileName, _encoding, type) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        fields.push([name, { name: fileName, type, bytes: new Uint8Array(Buffer.concat(chunks)) }]);
      });
    });
    await pipeline(Readable.fromWeb(body), parser);
  } catch (error) {
    // The bound on the body's size speaks for itself.
    if (error instanceof Error && error.name === "BodyLimitError") throw error;
    throw new ApiError(400, "The form cannot be read");
  }
  return fields;
}

export async function readBody(c: Context): Promise<Input> {
  return readInput({ ...(await readRequest(c)), token: null });
}
