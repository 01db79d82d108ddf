/** What has changed between two readings of the newest page of a timeline, as messages of a stream (Mastodon: methods/streaming). */

import * as z from "zod/mini";
import type { StreamMessage } from "../../ports/transport.ts";

const post = z.looseObject({
  id: z.string(),
  created_at: z.string(),
  edited_at: z.optional(z.nullable(z.string())),
});
type Post = z.infer<typeof post>;

/** The posts of a page, newest first. */
export type Seen = readonly Post[];

/**
 * @param before undefined for the first page, of which there is no news
 * @param body the page as it is now, newest first
 */
export function newsOf(before: Seen | undefined, body: unknown): { messages: StreamMessage[]; seen: Seen } {
  const seen = z.array(post).parse(body);
  if (before === undefined) return { messages: [], seen };
  const known = new Map(before.map((it) => [it.id, it]));
  const there = new Set(seen.map(({ id }) => id));
  const newest = before[0];
  const oldest = seen.at(-1);
  const messages: StreamMessage[] = [];
  for (const it of seen.toReversed()) {
    const old = known.get(it.id);
    // One that is older than what was known came in where another went out, at the end of the page.
    if (old === undefined && (newest === undefined || it.created_at >= newest.created_at))
      messages.push({ event: "update", payload: it });
    else if (old !== undefined && old.edited_at !== it.edited_at)
      messages.push({ event: "status.update", payload: it });
  }
  for (const it of before) {
    // What is older than the page may still be there, further down.
    const isInside = oldest !== undefined && it.created_at > oldest.created_at;
    if (!there.has(it.id) && (isInside || seen.length < before.length))
      messages.push({ event: "delete", payload: it.id });
  }
  return { messages, seen };
}
