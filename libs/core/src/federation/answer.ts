/** Responses of the federation boundary: JSON with its status, and nothing that a refusal could give away. */

import { ACTIVITY_JSON, type JsonObject } from "@mastic/activitypub";
import type { HttpResponse } from "../context.ts";
import { encodeText } from "./text.ts";

const none = new Uint8Array();

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers, body: none };
}

export function refuse(status: number, error: string): HttpResponse {
  return json(status, { error }, "application/json; charset=utf-8");
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
