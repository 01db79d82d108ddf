/** The node's HTTP side: every door in one place, from the narrowest path to the widest. */

import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { errorResponse } from "@mastic/mastodon-api";
import { oauthRoutes } from "../oauth/routes.ts";
import { pageHeaders } from "../pages/layout.ts";
import { messagePage } from "../pages/message.ts";
import { answerApi } from "./apiDoor.ts";
import { asset } from "./assets.ts";
import type { Doors } from "./doors.ts";
import { answerFederation } from "./federationDoor.ts";
import { answerMetrics } from "./metricsDoor.ts";
import { serveMedia } from "./mediaDoor.ts";
import { landing } from "./pageDoor.ts";
import { observe } from "./observe.ts";
import { streamEvents } from "../streaming/sse.ts";

const JSON_LIMIT = 1_048_576;

/** Mastodon: what browsers of web clients may send and read. */
const apiCors = cors({
  origin: "*",
  allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
  allowHeaders: ["Authorization", "Idempotency-Key", "Content-Type"],
  exposeHeaders: [
    "Link",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-Request-Id",
    "Mastodon-Async-Refresh",
  ],
  maxAge: 7200,
});

export function createApp(doors: Doors): Hono {
  const app = new Hono();
  app.use(observe(doors));
  app.onError((error, c) => refuse(doors, error, c));

  const upload = bodyLimit({
    maxSize: Math.max(doors.config.imageMaxBytes, doors.config.videoMaxBytes) + JSON_LIMIT,
    onError: tooLarge,
  });
  const form = bodyLimit({ maxSize: JSON_LIMIT, onError: tooLarge });

  app.get("/health", (c) => c.json({ status: "ok" }));
  app.get("/metrics", (c) => answerMetrics(doors, c));
  app.get("/assets/pages.css", (c) => asset(c, "pages.css"));
  app.get("/avatar.png", (c) => asset(c, "avatar.png"));
  app.get("/header.png", (c) => asset(c, "header.png"));
  app.get("/media/:key", (c) => serveMedia(doors, c, c.req.param("key")));

  for (const path of ["/api/*", "/oauth/*", "/.well-known/*", "/nodeinfo/*"]) app.use(path, apiCors);
  for (const path of ["/oauth/*", "/auth/*", "/api/v1/apps", "/api/v1/accounts"]) app.use(path, form);
  app.route("/", oauthRoutes(doors));

  app.get("/api/v1/streaming/health", (c) => c.text("OK"));
  app.get("/api/v1/streaming", (c) => streamEvents(doors, c));
  app.get("/api/v1/streaming/*", (c) => streamEvents(doors, c));
  app.use("/api/*", upload);
  app.all("/api/*", (c) => answerApi(doors, c));

  app.get("/", (c) => landing(doors, c));
  app.get("/tags/:tag", (c) => c.redirect("/"));
  app.use("*", form, (c, next) => answerFederation(doors, c, next));
  app.notFound(async (c) => {
    if (!(c.req.header("accept") ?? "").includes("text/html")) return c.json({ error: "Not found" }, 404);
    const body = messagePage(doors.instance, "Not found", "There is nothing at this address.");
    return c.html(await body, 404, { ...pageHeaders });
  });
  return app;
}

function tooLarge(c: Context): Response {
  return c.json({ error: "The request is too large" }, 413);
}

/** Refusals become what they say; everything else is a defect: logged whole, answered with nothing of it. */
async function refuse(doors: Doors, error: unknown, c: Context): Promise<Response> {
  const response = errorResponse(error);
  if (response !== undefined) {
    return c.json(response.body, response.status as ContentfulStatusCode, { ...response.headers });
  }
  doors.log.error(
    { err: error, requestId: c.res.headers.get("x-request-id"), path: c.req.path },
    "request failed",
  );
  if ((c.req.header("accept") ?? "").includes("text/html")) {
    const body = messagePage(
      doors.instance,
      "Something went wrong",
      "It is not your fault. Please try again.",
    );
    return c.html(await body, 500, { ...pageHeaders });
  }
  return c.json({ error: "Internal server error" }, 500);
}
