/** Mastodon: entities/Status, Context, Poll: what the app reads of them. */

import * as z from "zod/mini";
import { account, emoji } from "./account.ts";
import { filterResult } from "./filter.ts";
import { media } from "./media.ts";

export const visibility = z.enum(["public", "unlisted", "private", "direct"]);
export type Visibility = z.infer<typeof visibility>;

export const poll = z.object({
  id: z.string(),
  expires_at: z.nullable(z.string()),
  expired: z.boolean(),
  multiple: z.boolean(),
  votes_count: z.number(),
  voters_count: z.nullable(z.number()),
  options: z.array(z.object({ title: z.string(), votes_count: z.nullable(z.number()) })),
  voted: z.optional(z.boolean()),
  own_votes: z.optional(z.array(z.number())),
});
export type Poll = z.infer<typeof poll>;

const flag = z.nullish(z.boolean());

/** Who may quote what one writes. */
export const quotePolicy = z.enum(["public", "followers", "nobody"]);
export type QuotePolicy = z.infer<typeof quotePolicy>;

const plain = z.object({
  id: z.string(),
  created_at: z.string(),
  edited_at: z.nullable(z.string()),
  in_reply_to_id: z.nullable(z.string()),
  in_reply_to_account_id: z.nullable(z.string()),
  sensitive: z.boolean(),
  spoiler_text: z.string(),
  visibility,
  language: z.nullable(z.string()),
  uri: z.string(),
  url: z.nullable(z.string()),
  replies_count: z.number(),
  reblogs_count: z.number(),
  favourites_count: z.number(),
  favourited: flag,
  reblogged: flag,
  bookmarked: flag,
  /** Nothing is heard of its conversation. */
  muted: flag,
  pinned: flag,
  /** HTML */
  content: z.string(),
  account,
  media_attachments: z.array(media),
  mentions: z.array(z.object({ id: z.string(), username: z.string(), url: z.string(), acct: z.string() })),
  tags: z.array(z.object({ name: z.string() })),
  emojis: z.array(emoji),
  poll: z.nullable(poll),
  /** The filters that it meets; streams do not say. */
  filtered: z.nullish(z.array(filterResult)),
  quotes_count: z.nullish(z.number()),
  quote_approval: z.nullish(z.object({ automatic: z.array(z.string()), current_user: z.string() })),
});
export type QuotedPost = z.infer<typeof plain>;

/** A quoted post, or why it is not shown. What it quotes itself is not read. */
const quote = z.object({ state: z.string(), quoted_status: z.nullish(plain) });
export type Quote = z.infer<typeof quote>;

const bare = z.extend(plain, { quote: z.nullish(quote) });

/** A boost holds the post that it boosts; that one holds none. */
export const status = z.extend(bare, { reblog: z.nullable(bare) });
export type Post = z.infer<typeof bare>;
export type Status = z.infer<typeof status>;

export const context = z.object({ ancestors: z.array(status), descendants: z.array(status) });

/** Mastodon answers a deletion with the text as it was typed. */
export const deletedStatus = z.extend(bare, { text: z.string() });
export type DeletedStatus = z.infer<typeof deletedStatus>;

/** A version of a post. */
export const statusEdit = z.object({
  content: z.string(),
  spoiler_text: z.string(),
  sensitive: z.boolean(),
  created_at: z.string(),
  media_attachments: z.array(media),
  emojis: z.array(emoji),
});
export type StatusEdit = z.infer<typeof statusEdit>;
