/** Whose an id is: the origin that it belongs to, by the one canonical host function (CVE-2023-42451). */

import { tryParseUrl } from "@mastic/validation";
import type { Instance } from "../context.ts";

/** The canonical host, with its port unless it is the default; `undefined` for anything but an http(s) URL. */
export function hostOf(uri: string): string | undefined {
  return tryParseUrl(uri)?.host;
}

/** The URL as it goes over the wire, which is what a signature covers: an international host in A-labels. */
export function asSent(url: string): string {
  return tryParseUrl(url)?.href ?? url;
}

/** Whether this id is of our own host, however it is spelt: nothing from elsewhere may speak for it. */
export function isOurs(instance: Instance, uri: string): boolean {
  return hostOf(uri) === instance.host;
}

/** Whether a document at this URL may be fetched: https, and http only where this node itself speaks http. */
export function mayFetch(instance: Instance, url: string): boolean {
  const parsed = tryParseUrl(url);
  if (parsed === undefined || parsed.host === instance.host) return false;
  return parsed.scheme === "https" || instance.origin.startsWith("http:");
}

/** The URL that a `Location` names: absolute, or a path on the host that sent it. */
export function resolveLocation(base: string, location: string): string | undefined {
  const parsed = tryParseUrl(base);
  if (parsed === undefined) return undefined;
  if (location.startsWith("//")) return tryParseUrl(`${parsed.scheme}:${location}`)?.href;
  if (location.startsWith("/")) return tryParseUrl(parsed.origin + location)?.href;
  return tryParseUrl(location)?.href;
}

/** The URL without its fragment: what is asked for when an id is fetched, a key's or any other. */
export { keyDocumentUrl as withoutFragment } from "@mastic/http-signatures";
