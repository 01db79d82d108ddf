/** Mastodon: entities/Instance: what the app reads of it. */

import * as z from "zod/mini";

/** Mastodon: entities/Rule. */
export const rule = z.object({ id: z.string(), text: z.string() });
export type Rule = z.infer<typeof rule>;

export const instance = z.object({
  domain: z.string(),
  title: z.string(),
  description: z.string(),
  configuration: z.object({
    statuses: z.object({
      max_characters: z.number(),
      max_media_attachments: z.number(),
    }),
    media_attachments: z.object({
      supported_mime_types: z.array(z.string()),
      description_limit: z.optional(z.number()),
      /** Octets. */
      image_size_limit: z.number(),
      video_size_limit: z.optional(z.number()),
    }),
    accounts: z.object({ max_profile_fields: z.optional(z.number()) }),
    polls: z.optional(
      z.object({
        max_options: z.number(),
        max_characters_per_option: z.number(),
        /** Seconds. */
        min_expiration: z.number(),
        max_expiration: z.number(),
      }),
    ),
  }),
  rules: z.optional(z.array(rule)),
  registrations: z.object({ enabled: z.boolean() }),
});
export type Instance = z.infer<typeof instance>;
