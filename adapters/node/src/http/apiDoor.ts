/** The Mastodon API over HTTP: tokens in, rate limits, JSON out. */

import type { Context } from "hono";
import { handleApi, routeOf, type AccessToken, type ApiResponse } from "@mastic/mastodon-api";
import { bearerToken, readAccessToken } from "../oauth/accessToken.ts";
import type { Doors } from "./doors.ts";
import { readRequest } from "./readBody.ts";

export async function answerApi(doors: Doors, c: Context): Promise<Response> {
  const request = await readRequest(c);
  const secret = bearerToken(c.req.header("authorization"), c.req.query("access_token"));
  const token: AccessToken | null = secret === undefined ? null : await readAccessToken(doors.store, secret);
  if (secret !== undefined && token === null) {
    return toResponse({ status: 401, headers: {}, body: { error: "The access token is invalid" } }, {});
  }
  const route = routeOf(request.method, request.url);
  const limit = doors.limits.api(c, route?.rate ?? "default", token?.user?.owner ?? null);
  if (!limit.isAllowed) {
    return toResponse({ status: 429, headers: {}, body: { error: "Too many requests" } }, limit.headers);
  }
  const response = await handleApi(doors.api, { ...request, token });
  return toResponse(
    response ?? { status: 404, headers: {}, body: { error: "Record not found" } },
    limit.headers,
  );
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
