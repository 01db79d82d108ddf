/** The web app over HTTP: its files, and its page at the addresses that are its own or that it shares. */

import { Hono, type Context, type Next } from "hono";
import { getCookie } from "hono/cookie";
import type { Instance } from "@mastic/core";
import { hasCurrent } from "./conditional.ts";
import { wantsPage } from "./page.ts";
import { pageHeaders, type PagePolicy } from "./pageHeaders.ts";
import type { AppFile, WebApp } from "./webApp.ts";
import { APP_MARK } from "./webAppAddresses.ts";

/** Nothing else stands at these. */
export const OWN_PATHS = [
  "/home", "/public", "/public/local", "/notifications", "/search", "/bookmarks", "/favourites",
  "/follow_requests", "/blocks", "/mutes", "/lists", "/lists/:list", "/lists/:list/edit", "/filters", "/filters/:filter",
  "/moderation", "/moderation/accounts", "/moderation/domains", "/moderation/rules",
  "/settings", "/settings/profile", "/settings/posting", "/settings/move", "/settings/passkeys", "/about", "/sign-in", "/sign-up", "/signed-in", "/account/delete",
  // People of other servers, and their posts, have their own pages there.
  "/:address{@[^/@]+@[^/@]+}", "/:address{@[^/@]+@[^/@]+}/:rest",
  // What quotes a post is told to its author alone.
  "/:address{@[^/]+}/:status/quotes",
  "/:address{@[^/]+}/:status/favourites", "/:address{@[^/]+}/:status/reblogs",
] as const; // prettier-ignore

/** Here people sign in to other servers, and read what is there: the page may reach them (decisions/028). */
const GUEST_PATHS = ["/elsewhere", "/elsewhere/*"] as const;

/** Here everybody else finds a page that can be read without scripts. */
export const SHARED_PATHS = ["/", "/tags/:tag", "/:address{@[^/@]+}", "/:address{@[^/@]+}/:rest"] as const;

/** What decides whether it is the app's page, and in which coding. */
const VARY = "Accept, Accept-Encoding, Cookie";

const FOREVER = "public, max-age=31536000, immutable";
/** `index-DfoU2nXT.js`: another content has another name. */
const HASHED = /-[\w-]{8}\.\w+$/;

export function webAppRoutes(webApp: WebApp, instance: Instance): Hono {
  const routes = new Hono();
  const { own, guest } = policiesOf(webApp, instance);
  const page = (c: Context, policy: PagePolicy = own): Response => {
    c.header("vary", VARY);
    return send(c, webApp.page, { ...pageHeaders(policy), "cache-control": "no-cache" });
  };
  routes.get("/app/:name", async (c, next) => {
    const name = c.req.param("name");
    const file = webApp.files.get(name);
    if (file === undefined) return next();
    c.header("vary", "Accept-Encoding");
    return send(c, file, {
      "cache-control": HASHED.test(name) ? FOREVER : "public, max-age=3600",
      "x-content-type-options": "nosniff",
    });
  });
  // Beside the page, since a worker is for what lies below it; it asks this node only.
  routes.get("/service-worker.js", (c) =>
    send(c, webApp.serviceWorker, {
      "cache-control": "no-cache",
      "content-security-policy": "default-src 'none'; connect-src 'self'",
      "x-content-type-options": "nosniff",
      vary: "Accept-Encoding",
    }),
  );
  for (const path of OWN_PATHS) routes.get(path, (c, next: Next) => (wantsApp(c) ? page(c) : next()));
  for (const path of GUEST_PATHS)
    routes.get(path, (c, next: Next) => (wantsApp(c) ? page(c, guest) : next()));
  for (const path of SHARED_PATHS)
    routes.get(path, (c, next: Next) => (hasApp(c) && wantsApp(c) ? page(c) : next()));
  return routes;
}

/**
 * The app where there is nothing: it says so, with all its ways around that.
 * @returns undefined for who has no app, and for programs
 */
export function webAppNotFound(webApp: WebApp, instance: Instance): (c: Context) => Response | undefined {
  const { own } = policiesOf(webApp, instance);
  return (c) => {
    if (c.req.method !== "GET" || !hasApp(c) || !wantsApp(c)) return undefined;
    const headers = { ...pageHeaders(own), "cache-control": "no-store", vary: VARY };
    return encoded(c, webApp.page, headers, 404);
  };
}

/** Whether somebody is signed in to the app in this browser. */
function hasApp(c: Context): boolean {
  return getCookie(c, APP_MARK) !== undefined;
}

/** Servers name HTML as well, as what they would take if there were nothing better. */
function wantsApp(c: Context): boolean {
  return wantsPage(c) && !/activity\+json|ld\+json/i.test(c.req.header("accept") ?? "");
}

/** What the app says that its pages may load, and this node's WebSockets. */
function policiesOf(
  { policies }: WebApp,
  { origin }: Instance,
): Readonly<Record<"own" | "guest", PagePolicy>> {
  // Some browsers do not count WebSockets among what 'self' means.
  const sockets = origin.replace(/^http/, "ws");
  // A node without TLS is on this very device, where others may be as well.
  const local = origin.startsWith("http:") ? " http: ws:" : "";
  const connecting = (directives: Readonly<Record<string, string>>, more: string): PagePolicy => ({
    directives: { ...directives, "connect-src": `${directives["connect-src"] ?? "'self'"} ${more}` },
  });
  return {
    own: connecting(policies.home, sockets),
    guest: connecting(policies.elsewhere, sockets + local),
  };
}

function send(c: Context, file: AppFile, headers: Readonly<Record<string, string>>): Response {
  const all = { ...headers, etag: file.etag };
  return hasCurrent(c, file.etag) ? c.body(null, 304, all) : encoded(c, file, all, 200);
}

function encoded(
  c: Context,
  file: AppFile,
  headers: Readonly<Record<string, string>>,
  status: 200 | 404,
): Response {
  const coding = codingOf(c.req.header("accept-encoding") ?? "");
  return coding === undefined
    ? c.body(file.bytes, status, { ...headers, "content-type": file.type })
    : c.body(file.encoded(coding), status, {
        ...headers,
        "content-type": file.type,
        "content-encoding": coding,
      });
}

function codingOf(accepted: string): "br" | "gzip" | undefined {
  const codings = accepted.split(",").map((it) => it.trim().toLowerCase());
  return (["br", "gzip"] as const).find((coding) =>
    codings.some((it) => it === coding || (it.startsWith(`${coding};`) && !/;\s*q=0(?:\.0*)?$/.test(it))),
  );
}
