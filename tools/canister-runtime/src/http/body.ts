// Reading the body of a request, up to a size.
import type { IncomingMessage } from "node:http";
import { RequestError } from "./request-error.ts";

/** An ingress message has at most 2 MiB. */
const maxBodyBytes = 2 * 1024 * 1024;

/**
 * @throws RequestError `too_large`, before more than `limit` bytes are kept; `request_malformed` where the
 *   client goes away
 */
export async function readBody(request: IncomingMessage, limit = maxBodyBytes): Promise<Uint8Array> {
  try {
    return await collect(request, limit);
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError("request_malformed", "The request ended before its body did.");
  }
}

async function collect(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const tooLarge = (): RequestError =>
    new RequestError("too_large", `The body of a request has at most ${limit} bytes.`);
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks, length));
}
