/** Mastodon: entities/MediaAttachment. */

import * as z from "zod/mini";

const size = z.object({ width: z.number(), height: z.number() });
/** From the middle of a picture: -1 to 1, to the right and upwards. */
const focus = z.object({ x: z.number(), y: z.number() });
export type Focus = z.infer<typeof focus>;

export const media = z.object({
  id: z.string(),
  type: z.enum(["image", "gifv", "video", "audio", "unknown"]),
  url: z.nullable(z.string()),
  preview_url: z.nullable(z.string()),
  remote_url: z.nullable(z.string()),
  description: z.nullable(z.string()),
  blurhash: z.nullable(z.string()),
  meta: z.nullable(
    z.object({
      original: z.optional(size),
      small: z.optional(size),
      focus: z.optional(focus),
    }),
  ),
});
export type Media = z.infer<typeof media>;
