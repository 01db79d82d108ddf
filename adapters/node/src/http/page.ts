/** Pages for people in a browser: how they are sent, and which forms are taken from them. */

import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { Instance } from "@mastic/core";
import type { Html } from "../pages/html.ts";
import { hasCurrent } from "./conditional.ts";
import { pageHeaders } from "./pageHeaders.ts";
import { PageRefusal } from "./pageRefusal.ts";

export type PageStatus = 200 | 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 422 | 429 | 500 | 503;

export interface PageOptions {
  /** Where the answer to a form may redirect besides this server: a source of Content-Security-Policy. */
  readonly formTarget?: string | undefined;
  /** The page has a script of the node's own, which asks the node. */
  readonly hasScript?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** For pages that passkeys are made or used on. */
export const SCRIPTED: PageOptions = { hasScript: true };

/** Sends a page that is for this visitor only. */
export async function showPage(
  c: Context,
  body: Html,
  status: PageStatus = 200,
  { formTarget, hasScript = false, headers }: PageOptions = {},
): Promise<Response> {
  const directives = hasScript ? { "script-src": "'self'", "connect-src": "'self'" } : {};
  return c.html(await body, status, {
    ...pageHeaders({ formTarget, directives }),
    "cache-control": "no-store",
    ...headers,
  });
}

/** Servers are answered with documents, and browsers that have the app with the app (decisions/023). */
export const PAGE_VARY = "Accept, Accept-Language, Cookie";

/** Sends a page that is the same for everybody, or 304 to who has it; a server gets a document at the same address. */
export async function showPublicPage(c: Context, body: Html): Promise<Response> {
  // A choice of a language may come with a cookie, which is for nobody else.
  if (c.req.query("lang") !== undefined) return showPage(c, body, 200, { headers: { vary: PAGE_VARY } });
  const digest = createHash("sha256")
    .update((await body).toString())
    .digest("hex");
  const etag = `W/"${digest.slice(0, 32)}"`;
  const headers = { etag, vary: PAGE_VARY, "cache-control": "public, max-age=60" };
  return hasCurrent(c, etag) ? c.body(null, 304, headers) : showPage(c, body, 200, { headers });
}

/** Whether a browser asks for a page, where a program would ask for JSON. */
export function wantsPage(c: Context): boolean {
  const isForPrograms = c.req.path.startsWith("/api/") || /^\/oauth\/(?:token|revoke)$/.test(c.req.path);
  return !isForPrograms && (c.req.header("accept") ?? "").includes("text/html");
}

/** Only a path of this server may follow a form: never another site. */
export function localPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next) ? next : "/";
}

/** Forms are taken from our own pages only; the session cookie is SameSite=Lax besides. @throws {PageRefusal} 403 */
export function ownFormsOnly(c: Context, instance: Instance): void {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  const isForeign =
    (origin !== undefined && origin !== instance.origin) ||
    (site !== undefined && site !== "same-origin" && site !== "none");
  if (isForeign) throw new PageRefusal(403, "refused.foreignForm", { values: { origin: instance.origin } });
}
