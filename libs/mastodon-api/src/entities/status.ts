/** Mastodon: entities/Status, StatusEdit, StatusSource. */

import { filterResults } from "./filter.ts";
import type { AccountRow, Instance, MediaRow, StatusEmoji, StatusRow, StatusView } from "@mastic/core";
import { accountEntity, type JsonObject } from "./account.ts";
import { emojiEntity } from "./emoji.ts";
import { listed } from "./listed.ts";
import { mediaEntity } from "./media.ts";
import { pollEntity } from "./poll.ts";
import { quoteApprovalEntity, quoteEntity, shallowQuoteEntity } from "./quote.ts";
import { time } from "./time.ts";

export function tagUrl(instance: Instance, tag: string): string {
  return `${instance.origin}/tags/${encodeURIComponent(tag)}`;
}

/** By the row: a page has statuses of few people, whose rows were read once. */
const authors = new WeakMap<AccountRow, { readonly instance: Instance; readonly entity: JsonObject }>();

function authorEntity(instance: Instance, account: AccountRow): JsonObject {
  const known = authors.get(account);
  if (known?.instance === instance) return known.entity;
  const entity = accountEntity(instance, account);
  authors.set(account, { instance, entity });
  return entity;
}

/**
 * @param now ms since the Unix epoch: tells whether a poll has ended
 * @param isQuoted whether it stands in another one: what it quotes itself is only named there
 */
export function statusEntity(
  instance: Instance,
  view: StatusView,
  now: number,
  isQuoted = false,
): JsonObject {
  const { status, account, marks } = view;
  return {
    id: status.id.toString(),
    created_at: time(status.createdAt),
    in_reply_to_id: status.inReplyToId?.toString() ?? null,
    in_reply_to_account_id: status.inReplyToAccountId?.toString() ?? null,
    sensitive: status.sensitive,
    spoiler_text: status.spoilerText ?? "",
    visibility: status.visibility,
    language: status.language,
    uri: status.uri,
    url: status.url,
    replies_count: status.replyCount,
    reblogs_count: status.boostCount,
    favourites_count: status.likeCount,
    quotes_count: status.quoteCount,
    edited_at: status.editedAt === null ? null : time(status.editedAt),
    favourited: marks?.liked ?? null,
    reblogged: marks?.boosted ?? null,
    muted: marks?.muted ?? null,
    bookmarked: marks?.bookmarked ?? null,
    pinned: marks?.pinned ?? null,
    filtered: filterResults(view.filtered, now),
    content: status.content,
    reblog: view.boostOf === null ? null : statusEntity(instance, view.boostOf, now),
    application: status.application === null ? null : { ...status.application },
    account: authorEntity(instance, account),
    media_attachments: listed(view.media, (media) => mediaEntity(instance, media)),
    mentions: listed(status.mentions, (mention) => ({
      id: mention.accountId,
      username: mention.acct.split("@")[0] ?? mention.acct,
      url: mention.url,
      acct: mention.acct,
    })),
    tags: listed(status.tags, (tag) => ({ name: tag, url: tagUrl(instance, tag) })),
    emojis: listed(status.emojis, (emoji) => emojiEntity(instance, emoji)),
    card: null,
    poll: pollOf(view, now),
    quote: quoteOf(instance, view, now, isQuoted),
    quote_approval: quoteApprovalEntity(view.quoteApproval),
    text: null,
  };
}

function quoteOf(
  instance: Instance,
  { quote }: StatusView,
  now: number,
  isQuoted: boolean,
): JsonObject | null {
  if (quote === null) return null;
  return isQuoted
    ? shallowQuoteEntity(quote)
    : quoteEntity(quote, (quoted) => statusEntity(instance, quoted, now, true));
}

/** The poll of a status as its viewer sees it; `null` where there is none. */
export function pollOf({ status, marks }: StatusView, now: number): JsonObject | null {
  if (status.poll === null) return null;
  return pollEntity(
    status,
    status.poll,
    now,
    marks === null ? null : { votes: marks.votes, isAuthor: marks.own },
  );
}

/** A status deleted by its author is answered with its text, so that it can be written again. */
export function deletedStatusEntity(instance: Instance, view: StatusView, now: number): JsonObject {
  return { ...statusEntity(instance, view, now), text: view.status.source ?? "" };
}

export function statusSourceEntity(status: StatusRow): JsonObject {
  return {
    id: status.id.toString(),
    text: status.source ?? "",
    spoiler_text: status.spoilerText ?? "",
  };
}

/** One version of a status. */
export function statusEditEntity(
  instance: Instance,
  view: StatusView,
  version: {
    readonly content: string;
    readonly spoilerText: string | null;
    readonly sensitive: boolean;
    readonly createdAt: number;
    readonly emojis: readonly StatusEmoji[];
    readonly media: readonly MediaRow[];
  },
): JsonObject {
  return {
    account: accountEntity(instance, view.account),
    content: version.content,
    created_at: time(version.createdAt),
    emojis: version.emojis.map((emoji) => emojiEntity(instance, emoji)),
    sensitive: version.sensitive,
    spoiler_text: version.spoilerText ?? "",
    media_attachments: version.media.map((media) => mediaEntity(instance, media)),
    poll: null,
    // What a status quotes stays through its edits.
    quote: view.quote === null ? null : shallowQuoteEntity(view.quote),
  };
}
