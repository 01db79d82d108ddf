/** What becomes of a body that was not read when its request has been answered. */

import type { IncomingMessage, ServerResponse } from "node:http";

/** Of a longer rest nothing is waited for: the connection is closed. */
const MOST = 16 * 1_048_576;

/**
 * Answers come before bodies are read whole, where a request is refused. Many clients read an answer only after they
 * have sent everything, and bytes that nobody reads would spoil the connection for its next request: so what is left
 * is read and thrown away as it comes, within bounds (the server's `requestTimeout` bounds the time).
 */
export function discardRest(request: IncomingMessage, response: ServerResponse): void {
  // Before node:http's own listener, which would take in whatever comes, without end.
  response.prependOnceListener("finish", () => {
    if (request.complete) return;
    let length = 0;
    const count = (chunk: Buffer | null): void => {
      length += chunk?.length ?? 0;
      if (length > MOST) request.socket.destroySoon();
    };
    count(request.read() as Buffer | null); // no encoding is set
    request.on("data", count);
    request.resume();
  });
}
