// Answers a web request by the canister that it is for (HTTP gateway protocol).
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "./body.ts";
import { resolveCanister } from "./gateway/canister-host.ts";
import { ask } from "./gateway/gateway.ts";
import { requestHeaders, responseHeaders } from "./gateway/headers.ts";
import { RequestError } from "./request-error.ts";
import type { Serving } from "./serving.ts";

/** @throws RequestError */
export async function answerWeb(
  { replica, clock, domains, verifyResponses }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET", url = "/", rawHeaders } = request;
  const { host, referer } = request.headers;
  const destination = resolveCanister({ host, url, referer }, domains);
  if (!destination)
    throw new RequestError(
      "canister_unresolved",
      "Neither the host nor ?canisterId= names a canister. The host of a canister is <canister id>.localhost.",
    );
  const body = await readBody(request);
  await clock.catchUp();
  const asked = { method: method.toUpperCase(), url, headers: requestHeaders(rawHeaders), body };
  const answered = await ask(replica, destination, asked, verifyResponses);
  const { status } = answered;
  if (status < 200 || status > 599)
    throw new RequestError("canister_response_malformed", `The canister answered with the status ${status}.`);
  const bodyless = status === 204 || status === 304 || method === "HEAD";
  const length = bodyless ? [] : ["content-length", String(answered.body.length)];
  response.writeHead(status, [...responseHeaders(answered.headers).flat(), ...length]);
  response.end(bodyless ? undefined : answered.body);
}
