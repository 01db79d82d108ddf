/** Conditional requests: whether the asker has what would be sent (RFC 9110, section 13.1.2). */

import type { Context } from "hono";

/**
 * Whether `If-None-Match` names the entity tag, weakly compared: a proxy that compresses makes a tag weak.
 * @param etag as it stands in the header, `"…"` or `W/"…"`
 */
export function hasCurrent(c: Context, etag: string): boolean {
  const known = c.req.header("if-none-match");
  if (known === undefined || known.length > 4_096) return false;
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, "");
  return known.trim() === "*" || known.split(",").some((tag) => opaque(tag) === opaque(etag));
}
