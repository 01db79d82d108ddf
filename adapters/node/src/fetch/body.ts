/** Reads the body of an answer within a limit that counts what it unpacks to (RFC 9110 section 8.4). */

import { pipeline } from "node:stream";
import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { FetchError } from "./error.ts";

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What we ask for in `Accept-Encoding`. */
export const acceptedEncodings = "gzip, deflate, br";

/**
 * @param encoding the Content-Encoding header.
 * @throws {FetchError} `too_large`; `invalid_response` for an encoding we did not ask for, or that does not unpack.
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Uint8Array> {
  const name = encoding.trim().toLowerCase();
  const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (decoder === undefined && name !== "" && name !== "identity") {
    body.destroy();
    throw new FetchError("invalid_response", `the answer has the content encoding ${name.slice(0, 50)}`);
  }
  if (decoder === undefined) return collect(body, maxBytes);
  const unpacked = decoder();
  let packedBytes = 0;
  body.on("data", (chunk: Uint8Array) => {
    packedBytes += chunk.byteLength;
    // Endless packed bytes that unpack to nothing.
    if (packedBytes > maxBytes) body.destroy(tooLarge(maxBytes));
  });
  pipeline(body, unpacked, () => undefined);
  try {
    return await collect(unpacked, maxBytes);
  } catch (error) {
    body.destroy();
    if (isUnpackingError(error))
      throw new FetchError("invalid_response", "the answer does not unpack", { cause: error });
    throw error;
  }
}

async function collect(stream: Readable, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop by an error destroys the stream, and with it the connection.
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size);
}

export function tooLarge(maxBytes: number): FetchError {
  return new FetchError("too_large", `the answer is larger than ${maxBytes} bytes`);
}

function isUnpackingError(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(Z_|ERR_BROTLI|ERR__?ERROR)/.test(String(error.code));
}
