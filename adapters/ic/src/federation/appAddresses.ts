/** Where browsers find the web app: at every address that is not something else's (decisions/023, decisions/027). */

import { prefersActivityPub } from "@mastic/activitypub";
import type { HttpRequest } from "@mastic/core";
import { hasPage } from "./pageAddresses.ts";

/** The cookie of a browser in which somebody is signed in to the app. */
const MARK = /(?:^|;\s*)mastic_app=1(?:;|$)/;
/** What is asked for by name, and found or not. */
const FILES = /^\/(?:app|assets|media|\.well-known|nodeinfo|api|oauth)(?:\/|$)|^\/[^/?]+\.[a-z]+$/;

/** Whether a request wants the page of the app: a person does not ask as servers and programs do. */
export function isForApp({ method, url, headers }: HttpRequest): boolean {
  const { accept = "", cookie = "" } = headers;
  if (method !== "GET" && method !== "HEAD") return false;
  const [path = ""] = url.split("?", 1);
  if (!accept.includes("text/html") || prefersActivityPub(accept) || FILES.test(path)) return false;
  // Servers name HTML as well, as what they would take if there were nothing better.
  if (/activity\+json|ld\+json/i.test(accept)) return false;
  return MARK.test(cookie) || !hasPage(url);
}
