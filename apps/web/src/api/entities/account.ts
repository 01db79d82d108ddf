/** Mastodon: entities/Account, CredentialAccount, Relationship: what the app reads of them. */

import * as z from "zod/mini";

export const emoji = z.object({ shortcode: z.string(), url: z.string(), static_url: z.string() });
export type CustomEmoji = z.infer<typeof emoji>;

export const account = z.object({
  id: z.string(),
  username: z.string(),
  acct: z.string(),
  display_name: z.string(),
  locked: z.boolean(),
  bot: z.boolean(),
  created_at: z.string(),
  /** HTML */
  note: z.string(),
  url: z.string(),
  avatar: z.string(),
  header: z.string(),
  followers_count: z.number(),
  following_count: z.number(),
  statuses_count: z.number(),
  suspended: z.optional(z.boolean()),
  /** Where its owner went. */
  moved: z.nullish(z.object({ acct: z.string() })),
  emojis: z.array(emoji),
  fields: z.array(z.object({ name: z.string(), value: z.string(), verified_at: z.nullable(z.string()) })),
});
export type Account = z.infer<typeof account>;

export const credentialAccount = z.extend(account, {
  /** `permissions` are bits, as a decimal number. */
  role: z.nullish(z.object({ permissions: z.string() })),
  source: z.object({
    privacy: z.enum(["public", "unlisted", "private", "direct"]),
    quote_policy: z.optional(z.string()),
    sensitive: z.boolean(),
    language: z.nullable(z.string()),
    /** As it was typed. */
    note: z.string(),
    fields: z.array(z.object({ name: z.string(), value: z.string() })),
    follow_requests_count: z.optional(z.number()),
    /** Whether others find the public posts by their words; servers before Mastodon 4.2 do not say. */
    indexable: z.optional(z.boolean()),
  }),
});
export type CredentialAccount = z.infer<typeof credentialAccount>;

export const relationship = z.object({
  id: z.string(),
  following: z.boolean(),
  followed_by: z.boolean(),
  requested: z.boolean(),
  blocking: z.boolean(),
  blocked_by: z.boolean(),
  muting: z.boolean(),
});
export type Relationship = z.infer<typeof relationship>;
