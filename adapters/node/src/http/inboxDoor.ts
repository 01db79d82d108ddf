/**
 * POST to an inbox, straight from node:http: the road on which a node gets most of its requests, without the web
 * requests, streams and middleware that the other doors have (spec 03: Shared Inbox Delivery).
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { MOST_ACTIVITY_BYTES, type HttpResponse } from "@mastic/core";
import { requestId } from "../observability/requestId.ts";
import type { Doors } from "./doors.ts";
import { CLIENT_CLOSED_REQUEST, report } from "./observe.ts";

/** In bytes. */
const DISCARDED = 16 * MOST_ACTIVITY_BYTES;
const INBOX = /^\/(?:inbox|actor\/inbox|(users)\/[^/?]+\/inbox)(?:\?|$)/;

/** @returns whether the request is for an inbox, and will be answered */
export function answerInbox(doors: Doors, request: IncomingMessage, response: ServerResponse): boolean {
  const path = request.method === "POST" ? INBOX.exec(request.url ?? "") : null;
  if (path === null) return false;
  const started = performance.now();
  const headers = joined(request.rawHeaders);
  const id = requestId(headers["x-request-id"], doors.config.trustedProxies > 0);
  const url = request.url ?? "";
  void take(doors, request, headers)
    .catch((error: unknown) => {
      // The sender went away before all of it was here: it will send it again, and nobody is left to answer.
      if (request.destroyed && !request.complete) return refusal(CLIENT_CLOSED_REQUEST, "Closed");
      doors.log.error({ err: error, requestId: id, path: url }, "request failed");
      return refusal(500, "Internal server error");
    })
    .then((answer) => {
      if (!request.complete) response.setHeader("connection", "close");
      response.writeHead(answer.status, {
        ...answer.headers,
        "x-request-id": id,
        "content-length": answer.body.length,
      });
      // Without a body, headers go out in a write of their own, and need not be gathered with an empty one.
      if (answer.body.length === 0) response.end();
      else response.end(answer.body);
      const route = path[1] === undefined ? "/inbox" : "/users/:handle/inbox";
      report(doors, { id, method: "POST", path: url, route, status: answer.status, started });
    });
  return true;
}

async function take(
  doors: Doors,
  request: IncomingMessage,
  headers: Readonly<Record<string, string>>,
): Promise<HttpResponse> {
  const counted = doors.limits.inbox(request.socket.remoteAddress ?? "unknown", headers["x-forwarded-for"]);
  if (!counted.isAllowed) return refusal(429, "Too many requests", counted.headers);
  const body = await readBody(request);
  if (body === undefined) return refusal(413, "The request is too large", { connection: "close" });
  const answer = await doors.federation.handle({ method: "POST", url: request.url ?? "", headers, body });
  return answer === undefined || "page" in answer ? refusal(404, "Not found") : answer;
}

/** @returns `undefined` when it is too large; the sender hears so only after it has sent the rest, within bounds */
function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MOST_ACTIVITY_BYTES) chunks.push(chunk);
      else if (length > DISCARDED) resolve(undefined);
    });
    request.on("end", () => {
      if (length > MOST_ACTIVITY_BYTES) resolve(undefined);
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    request.on("error", reject);
  });
}

/** Names in lower case; repeated headers joined as RFC 9110 section 5.3 has it, so that a second Host or Date is no hidden one. */
function joined(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    const known = Object.hasOwn(headers, name) ? headers[name] : undefined;
    headers[name] = known === undefined ? value : `${known}, ${value}`;
  }
  return headers;
}

function refusal(
  status: number,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: Buffer.from(JSON.stringify({ error })),
  };
}
