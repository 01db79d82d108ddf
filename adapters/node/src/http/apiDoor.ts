/** The Mastodon API over HTTP: tokens in, rate limits, JSON out. */

import type { Context } from "hono";
import { handleApi, refusalOf, routeOf, type AccessToken, type ApiResponse } from "@mastic/mastodon-api";
import { bearerToken, readAccessToken } from "../oauth/accessToken.ts";
import type { Doors } from "./doors.ts";
import { BODY_BYTES, readHead, readRequest } from "./readBody.ts";

export async function answerApi(doors: Doors, c: Context): Promise<Response> {
  const secret = bearerToken(c.req.header("authorization"), c.req.query("access_token"));
  const token: AccessToken | null = secret === undefined ? null : await readAccessToken(doors.store, secret);
  const route = routeOf(c.req.raw.method, c.req.path);
  // Counted and refused before the body is read: neither strangers nor the impatient can make the node take in uploads.
  const limit = doors.limits.api(c, route?.rate ?? "default", token?.user?.owner ?? null);
  const refuse = (status: number, error: string): Response =>
    toResponse({ status, headers: {}, body: { error } }, limit.headers);
  if (!limit.isAllowed) return refuse(429, "Too many requests");
  if (token === null && secret !== undefined) return refuse(401, "The access token is invalid");
  const refused = refusalOf({ ...readHead(c), token });
  if (refused !== undefined) return toResponse(refused, limit.headers);
  const request = await readRequest(c, route?.takesFiles === true ? uploadBytes(doors) : BODY_BYTES);
  const response = await handleApi(doors.api, { ...request, token });
  return response === undefined ? refuse(404, "Record not found") : toResponse(response, limit.headers);
}

/** A file, and the fields and pictures beside it. */
function uploadBytes({ config }: Doors): number {
  return Math.max(config.imageMaxBytes, config.videoMaxBytes) + BODY_BYTES;
}

function toResponse(response: ApiResponse, more: Readonly<Record<string, string>>): Response {
  return new Response(JSON.stringify(response.body), {
    status: response.status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      ...response.headers,
      ...more,
    },
  });
}
