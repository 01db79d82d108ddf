/** Mastodon: methods/streaming over Server-Sent Events. */

import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { INSTANCE } from "@mastic/core";
import { mayHear, parseStream, streamLabel, streamOfPath } from "@mastic/mastodon-api";
import type { Doors } from "../http/doors.ts";
import { bearerToken, readAccessToken } from "../oauth/accessToken.ts";

const HEARTBEAT_MILLIS = 15_000;
/** Events that a slow listener may lag behind before it is let go. */
const BACKLOG = 500;

export async function streamEvents(doors: Doors, c: Context): Promise<Response> {
  const secret = bearerToken(c.req.header("authorization"), c.req.query("access_token"));
  const token = secret === undefined ? null : await readAccessToken(doors.store, secret);
  if (secret === undefined || token === null) return c.json({ error: "Missing access token" }, 401);
  if (token.user?.isSuspended === true) return c.json({ error: "Your login is currently disabled" }, 403);
  const onlyMedia = ["1", "true"].includes(c.req.query("only_media") ?? "");
  const name = streamOfPath(c.req.path, onlyMedia) ?? c.req.query("stream");
  const request = { stream: name ?? "", tag: c.req.query("tag"), list: c.req.query("list") };
  const stream = parseStream(request);
  if (stream === undefined) return c.json({ error: "Unknown stream type" }, 404);
  if (!mayHear(stream, token)) {
    return c.json({ error: "Access token does not have the required scopes" }, 403);
  }
  // Nobody listens to a HEAD, and nobody would ever end it.
  if (c.req.raw.method === "HEAD") return c.body(null, 200, { "content-type": "text/event-stream" });

  const response = streamSSE(c, async (sse) => {
    const ended = Promise.withResolvers<undefined>();
    const end = (): void => ended.resolve(undefined);
    let waiting = 0;
    const unsubscribe = doors.hub.subscribe({
      stream,
      label: streamLabel(request),
      viewer: token.user?.owner ?? INSTANCE,
      send: ({ event, payload }) => {
        waiting += 1;
        if (waiting > BACKLOG) end();
        else void sse.writeSSE({ event, data: payload }).finally(() => (waiting -= 1));
      },
    });
    const unwatch = doors.tokens.watch(secret, end);
    const heartbeat = setInterval(() => void sse.write(":thump\n"), HEARTBEAT_MILLIS);
    sse.onAbort(end);
    doors.closing.addEventListener("abort", end, { once: true });
    // A comment opens the stream for clients that wait for a first byte; the heartbeats keep it open.
    await sse.write(":)\n");
    await ended.promise;
    clearInterval(heartbeat);
    doors.closing.removeEventListener("abort", end);
    unwatch();
    unsubscribe();
  });
  response.headers.set("cache-control", "private, no-store");
  response.headers.set("x-accel-buffering", "no");
  return response;
}
