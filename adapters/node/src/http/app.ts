/** The node's HTTP side: every door in one place, from the narrowest path to the widest. */

import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { cors } from "hono/cors";
import { errorResponse } from "@mastic/mastodon-api";
import { changePasswordRoutes } from "../accounts/changePasswordRoutes.ts";
import { deleteAccountRoutes } from "../accounts/deleteAccountRoutes.ts";
import { moveAccountRoutes } from "../accounts/moveAccountRoutes.ts";
import { ownPasskeyRoutes } from "../accounts/ownPasskeyRoutes.ts";
import { signInRoutes } from "../accounts/signInRoutes.ts";
import { signUpRoutes } from "../accounts/signUpRoutes.ts";
import { MEDIA_PROXY_PATH } from "../mediaProxy/address.ts";
import { oauthRoutes } from "../oauth/routes.ts";
import { messagePage } from "../pages/message.ts";
import { streamEvents } from "../streaming/sse.ts";
import { answerApi } from "./apiDoor.ts";
import { webAppNotFound, webAppRoutes } from "./appDoor.ts";
import { asset } from "./assets.ts";
import type { Doors } from "./doors.ts";
import { answerFederation } from "./federationDoor.ts";
import { answerMetrics } from "./metricsDoor.ts";
import { authorizeInteraction, INTERACTION_PATH } from "./interactionDoor.ts";
import { showTag } from "./tagPage.ts";
import { serveMedia } from "./mediaDoor.ts";
import { serveProxiedMedia } from "./mediaProxyDoor.ts";
import { showNotFound } from "./notFound.ts";
import { landing } from "./pageDoor.ts";
import { CLIENT_CLOSED_REQUEST, observe, requestIdOf } from "./observe.ts";
import { showPage, wantsPage } from "./page.ts";
import { asRefusal, refusalIn } from "./pageRefusal.ts";
import { pageSetting } from "./pageSetting.ts";
import { APP_DOOR } from "./webAppAddresses.ts";
import { leadToProfile, PROFILE_TAB } from "./profileTabs.ts";

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

/** What web clients of any origin call. */
const API_PATHS = [
  "/api/*", "/oauth/token", "/oauth/revoke", "/oauth/userinfo", "/.well-known/*", "/nodeinfo/*",
]; // prettier-ignore

export function createApp(doors: Doors): Hono {
  const app = new Hono();
  app.use(observe(doors));
  app.onError((error, c) => refuse(doors, error, c));

  app.get("/health", (c) => {
    const failure = doors.failure();
    return failure === undefined
      ? c.json({ status: "ok" })
      : c.json({ status: "failed", error: failure.message }, 503);
  });
  app.get("/metrics", (c) => answerMetrics(doors, c));
  app.get("/assets/pages.css", (c) => asset(c, "pages.css"));
  app.get("/assets/handle.js", (c) => asset(c, "handle.js"));
  app.get("/assets/passkeys.js", (c) => asset(c, "passkeys.js"));
  app.get("/avatar.png", (c) => asset(c, "avatar.png"));
  app.get("/header.png", (c) => asset(c, "header.png"));
  app.get("/media/:key", (c) => serveMedia(doors, c, c.req.param("key")));
  app.get(`${MEDIA_PROXY_PATH}/:mac/:encoded`, (c) => serveProxiedMedia(doors, c, c.req.param()));

  for (const path of API_PATHS) app.use(path, apiCors);
  app.route("/", oauthRoutes(doors));
  app.route("/", signUpRoutes(doors));
  app.route("/", signInRoutes(doors));
  app.route("/", changePasswordRoutes(doors));
  app.route("/", deleteAccountRoutes(doors));
  app.route("/", moveAccountRoutes(doors));
  app.route("/", ownPasskeyRoutes(doors));

  app.get("/api/v1/streaming/health", (c) => c.text("OK"));
  app.get("/api/v1/streaming", (c) => streamEvents(doors, c));
  app.get("/api/v1/streaming/*", (c) => streamEvents(doors, c));
  app.all("/api/*", (c) => answerApi(doors, c));

  if (doors.webApp !== undefined) app.route("/", webAppRoutes(doors.webApp, doors.instance));
  else app.get(APP_DOOR, (c) => c.redirect("/"));
  app.get("/", (c) => landing(doors, c));
  app.get("/tags/:tag", (c) => showTag(doors, c, c.req.param("tag")));
  app.get(INTERACTION_PATH, (c) => authorizeInteraction(doors, c));
  app.get(PROFILE_TAB, leadToProfile);
  app.use("*", (c: Context, next) => answerFederation(doors, c, next));
  const inApp = doors.webApp && webAppNotFound(doors.webApp, doors.instance);
  app.notFound((c) => {
    if (!wantsPage(c)) return c.json({ error: "Not found" }, 404);
    return inApp?.(c) ?? showNotFound(doors.instance, c);
  });
  return app;
}

/** Refusals become what they say; everything else is a defect: logged whole, answered with nothing of it. */
async function refuse(doors: Doors, thrown: unknown, c: Context): Promise<Response> {
  // Nobody is left to answer: the client went away, or the node stops.
  if ((c.env as HttpBindings).outgoing.destroyed)
    return new Response(null, { status: CLIENT_CLOSED_REQUEST });
  const error = asRefusal(thrown);
  const refusal = errorResponse(error);
  if (refusal === undefined) {
    doors.log.error({ err: error, requestId: requestIdOf(c), path: c.req.path }, "request failed");
  }
  const status = refusal?.status ?? 500;
  const headers = refusal?.headers ?? {};
  if (!wantsPage(c))
    return c.json(refusal?.body ?? { error: "Internal server error" }, status, { ...headers });
  const setting = pageSetting(c, doors.instance);
  const { language } = setting;
  const body =
    refusal === undefined
      ? messagePage(setting, language.text("failed.title"), language.text("failed.text"))
      : messagePage(setting, language.text("refused.title"), refusalIn(language, error, status));
  return showPage(c, body, status, { headers });
}
