/** Takes in the body of a request, up to a bound. */

import type { IncomingMessage } from "node:http";
import { ApiError } from "@mastic/mastodon-api";

/**
 * Hands over what arrives, until its end. When it fails the request is left paused, and neither it nor its connection
 * is ended: the answer is still to go out.
 *
 * @param take what it throws ends the reading
 * @throws {ApiError} 413 when more than `maxBytes` are announced (Content-Length) or arrive
 * @throws {Error} when the client goes away
 */
export async function receive(
  request: IncomingMessage,
  maxBytes: number,
  take: (chunk: Buffer) => void,
): Promise<void> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge();
  if (request.readableEnded) return;
  if (request.destroyed) throw gone();
  let length = 0;
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const data = (chunk: Buffer): void => {
    length += chunk.length;
    try {
      if (length > maxBytes) throw tooLarge();
      take(chunk);
    } catch (error) {
      reject(error);
      stop();
      request.pause();
    }
  };
  const end = (): void => resolve(undefined);
  const close = (): void => reject(gone());
  const stop = (): void => {
    request.off("data", data).off("end", end).off("close", close).off("error", reject);
  };
  request.on("error", reject).on("close", close).on("end", end).on("data", data);
  try {
    await promise;
  } finally {
    stop();
  }
}

function tooLarge(): ApiError {
  return new ApiError(413, "The request is too large");
}

function gone(): Error {
  return new Error("the client went away");
}
