/** Refusing a request before its body has been read. */

import type { Context } from "hono";

/** Of a longer body the rest is not waited for: the connection is closed. */
const MOST = 16 * 1_048_576;

/**
 * Reads what is left of the body and throws it away. A client hears the answer only after it has sent everything, and
 * bytes that nobody reads would spoil the connection for its next request.
 */
export async function discardBody(c: Context): Promise<void> {
  const body: ReadableStream<Uint8Array> | null = c.req.raw.body;
  if (body === null || body.locked) return;
  const reader = body.getReader();
  for (let length = 0; length < MOST;) {
    const { done, value } = await reader.read();
    if (done) return;
    length += value.length;
  }
}
