/** Documents as responses: validators, caching, and the body left out when the asker has it (RFC 9110, section 13; RFC 9111). */

import type { JsonObject } from "@mastic/activitypub";
import type { HttpRequest, HttpResponse } from "../../context.ts";
import { activityJson, empty } from "../answer.ts";
import type { HomeContext } from "../context.ts";

/**
 * 200 with an ETag, or 304.
 * @param isPublic whether anybody gets the same answer; else no cache may keep it
 */
export async function document(
  ctx: HomeContext,
  request: HttpRequest,
  body: JsonObject,
  isPublic: boolean,
): Promise<HttpResponse> {
  const full = activityJson(200, body);
  const digest = await ctx.crypto.digest("sha-256", full.body);
  const etag = `W/"${hex(digest.subarray(0, 16))}"`;
  const headers = {
    etag,
    vary: "Accept, Signature",
    "cache-control": isPublic && !ctx.instance.authorizedFetch ? "public, max-age=180" : "private, no-store",
  };
  if (knows(request.headers["if-none-match"], etag)) return empty(304, headers);
  return { ...full, headers: { ...full.headers, ...headers } };
}

/** 410, with what is left. */
export function gone(tombstone: JsonObject): HttpResponse {
  return activityJson(410, tombstone, { vary: "Accept, Signature", "cache-control": "public, max-age=180" });
}

function knows(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined || ifNoneMatch.length > 4_096) return false;
  // Weak comparison: a proxy that compresses makes the tag weak.
  const opaque = etag.slice(2);
  return ifNoneMatch.split(",").some((tag) => ["*", etag, opaque].includes(tag.trim()));
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
