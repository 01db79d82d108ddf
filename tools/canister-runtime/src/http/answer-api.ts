// Answers a request to the public HTTP interface, also from pages of any origin.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Route } from "./api/router.ts";
import { readBody } from "./body.ts";
import { RequestError } from "./request-error.ts";
import type { Serving } from "./serving.ts";

/** Any page may use the interface: its requests are signed, and carry no cookies. */
const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, HEAD, OPTIONS",
  "access-control-allow-headers": "Accept, Authorization, Content-Type, Range, X-Requested-With",
  "access-control-max-age": "7200",
};

/** @throws RequestError */
export async function answerApi(
  serving: Serving,
  named: Route,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
  if (request.method === "OPTIONS") {
    response.writeHead(204).end();
    return;
  }
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (method !== named.method) {
    response.setHeader("allow", `${named.method}, OPTIONS`);
    throw new RequestError("method_not_allowed", `This endpoint takes ${named.method}.`);
  }
  if (named.method === "POST" && request.headers["content-type"] !== "application/cbor")
    throw new RequestError("content_type_unsupported", "The content type must be application/cbor.");
  const body = named.method === "POST" ? await readBody(request) : new Uint8Array();
  const { replica, clock, settings, onError } = serving;
  await clock.catchUp();
  const answered =
    named.method === "GET"
      ? named.answer(replica)
      : await named.endpoint(replica, named.effective, body, settings);
  answered.unfinished?.catch(onError);
  if (answered.body.length > 0) response.setHeader("content-type", "application/cbor");
  response.setHeader("x-content-type-options", "nosniff");
  response.writeHead(answered.status).end(answered.body);
}
