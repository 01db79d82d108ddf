/** Requests and responses as the gateways of the Internet Computer and the domain each write them (HTTP gateway protocol: Canister HTTP Interface). */

import type { HttpRequest } from "@mastic/core";
import type * as wire from "../candid/federation.did.ts";
import { self } from "../host/principals.ts";
import type { StreamedResponse } from "./media.ts";

/** Header names in lower case; what was sent in several lines is one (RFC 9110, section 5.3). */
export function readRequest({ method, url, headers, body }: wire.HttpRequest): HttpRequest {
  const fields: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    fields[key] = Object.hasOwn(fields, key) ? `${fields[key]}, ${value}` : value;
  }
  return { method: method.toUpperCase(), url, headers: fields, body: Uint8Array.from(body) };
}

export function writeResponse({ status, headers, body, next }: StreamedResponse): wire.HttpResponse {
  return {
    status_code: status,
    headers: Object.entries(headers),
    body,
    upgrade: [],
    streaming_strategy:
      next === undefined
        ? []
        : [{ Callback: { callback: [self(), "http_streaming_callback"], token: next } }],
  };
}

/** Asks the gateway to come again with an update call, whose answer the subnet agrees on. */
export const upgrade: wire.HttpResponse = {
  status_code: 204,
  headers: [],
  body: new Uint8Array(),
  upgrade: [true],
  streaming_strategy: [],
};
