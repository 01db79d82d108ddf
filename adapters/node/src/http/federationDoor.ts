/** The ActivityPub boundary over HTTP, but for what is posted to inboxes; where it says that people asked, a page is rendered. */

import type { Context, Next } from "hono";
import type { Owner } from "@mastic/core";
import { bearerToken, readAccessToken } from "../oauth/accessToken.ts";
import type { Doors } from "./doors.ts";
import { profile, status } from "./pageDoor.ts";

export async function answerFederation(doors: Doors, c: Context, next: Next): Promise<Response | undefined> {
  const raw = c.req.raw;
  // What is posted to an inbox has one way in, which counts it: another spelling of its path is no inbox.
  if (raw.method === "POST") {
    await next();
    return undefined;
  }
  const url = new URL(raw.url);
  const request = {
    method: raw.method === "HEAD" ? "GET" : raw.method,
    url: url.pathname + url.search,
    headers: Object.fromEntries(raw.headers.entries()),
  };
  const response = await doors.federation.handle(request, await signedIn(doors, c));
  if (response === undefined) {
    await next();
    return undefined;
  }
  if ("page" in response) {
    return response.page === "profile"
      ? profile(doors, c, response.handle)
      : status(doors, c, response.handle, response.statusId);
  }
  return new Response(raw.method === "HEAD" || response.body.length === 0 ? null : response.body.slice(), {
    status: response.status,
    headers: { ...response.headers },
  });
}

/** Whose token came along: it opens what its user may read, such as their own inbox (ActivityPub, section 5.2). */
async function signedIn(doors: Doors, c: Context): Promise<Owner | undefined> {
  const secret = bearerToken(c.req.header("authorization"), undefined);
  const token = secret === undefined ? null : await readAccessToken(doors.store, secret);
  if (token?.user == null || token.user.isSuspended || !token.scopes.includes("read")) return undefined;
  return token.user.owner;
}
