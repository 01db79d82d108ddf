/** Responses of the federation boundary: JSON with its status, and nothing that a refusal could give away. */

import { ACTIVITY_JSON, type JsonObject } from "@mastic/activitypub";
import type { HttpResponse } from "../context.ts";
import type { Millis } from "../store/store.ts";
import { encodeText } from "./text.ts";

const none = new Uint8Array();

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers, body: none };
}

export function refuse(status: number, error: string): HttpResponse {
  return json(status, { error }, "application/json; charset=utf-8");
}

/** What could not be found out now: the same request may be answered later (RFC 9110, section 15.6.4). */
export function busy(error: string, retryAfterMillis: Millis): HttpResponse {
  const seconds = Math.ceil(retryAfterMillis / 1000).toString();
  return json(503, { error }, "application/json; charset=utf-8", { "retry-after": seconds });
}

export function json(
  status: number,
  body: unknown,
  contentType: string,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: { "content-type": contentType, "x-content-type-options": "nosniff", ...headers },
    body: encodeText(JSON.stringify(body)),
  };
}

export function activityJson(
  status: number,
  document: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return json(status, document, `${ACTIVITY_JSON}; charset=utf-8`, headers);
}
