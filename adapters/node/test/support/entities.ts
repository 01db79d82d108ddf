/** The parts of Mastodon's entities that the proof reads. */

import { z } from "zod";

export const accountEntity = z.object({
  id: z.string(),
  username: z.string(),
  acct: z.string(),
  uri: z.string(),
  url: z.string(),
  display_name: z.string(),
  note: z.string(),
  locked: z.boolean(),
  followers_count: z.number(),
  following_count: z.number(),
  statuses_count: z.number(),
});
export type AccountEntity = z.infer<typeof accountEntity>;

const bareStatus = z.object({
  id: z.string(),
  uri: z.string(),
  url: z.string().nullable(),
  content: z.string(),
  visibility: z.enum(["public", "unlisted", "private", "direct"]),
  spoiler_text: z.string(),
  in_reply_to_id: z.string().nullable(),
  in_reply_to_account_id: z.string().nullable(),
  favourites_count: z.number(),
  reblogs_count: z.number(),
  replies_count: z.number(),
  favourited: z.boolean().optional(),
  reblogged: z.boolean().optional(),
  created_at: z.string(),
  edited_at: z.string().nullable(),
  account: accountEntity,
  mentions: z.array(z.object({ id: z.string(), acct: z.string() })),
  media_attachments: z.array(z.object({ id: z.string(), type: z.string(), url: z.string().nullable() })),
});
const quoteEntity = z.object({ state: z.string(), quoted_status: bareStatus.nullable().optional() });
export const statusEntity = bareStatus.extend({
  reblog: bareStatus.nullable(),
  quote: quoteEntity.nullable(),
  quotes_count: z.number(),
});
export type StatusEntity = z.infer<typeof statusEntity>;

export const relationshipEntity = z.object({
  id: z.string(),
  following: z.boolean(),
  requested: z.boolean(),
  requested_by: z.boolean(),
  followed_by: z.boolean(),
  blocking: z.boolean(),
  blocked_by: z.boolean(),
  muting: z.boolean(),
});
export type RelationshipEntity = z.infer<typeof relationshipEntity>;

export const notificationEntity = z.object({
  id: z.string(),
  type: z.string(),
  account: accountEntity,
  status: statusEntity.nullish(),
});
export type NotificationEntity = z.infer<typeof notificationEntity>;

export const contextEntity = z.object({
  ancestors: z.array(statusEntity),
  descendants: z.array(statusEntity),
});

export const searchEntity = z.object({
  accounts: z.array(accountEntity),
  statuses: z.array(statusEntity),
  hashtags: z.array(z.object({ name: z.string() })),
});
