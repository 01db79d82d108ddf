/**
 * Turns what people publish elsewhere into what a status row holds: Note, Question, and, as Mastodon does, Article,
 * Page, Image, Audio, Video and Event (spec 03: Payloads, Status Properties).
 */

import { htmlToText, isWebUrl, sanitizeHtml, visibilityOf, type ContentObject } from "@mastic/activitypub";
import { Hashtag } from "@mastic/validation";
import type { AccountRow } from "../schema/accounts.ts";
import type { PollState, StatusMention, StatusRow } from "../schema/statuses.ts";
import { readRule } from "../status/quotePolicy.ts";
import { bounds, cut } from "./bounds.ts";
import { toEmojis } from "./toAccount.ts";
import { toMedia, type MediaDraft } from "./toMedia.ts";

/** What the document says of a status; ids, counters and the thread are ours. */
export type StatusDraft = Pick<
  StatusRow,
  | "uri"
  | "url"
  | "content"
  | "spoilerText"
  | "sensitive"
  | "language"
  | "visibility"
  | "inReplyToUri"
  | "mentions"
  | "tags"
  | "emojis"
  | "poll"
  | "quotePolicy"
  | "quoteUri"
  | "createdAt"
  | "editedAt"
> & {
  readonly media: readonly MediaDraft[];
  /** The QuoteAuthorization that the author names; nobody has verified it yet. */
  readonly quoteAuthorization: string | null;
};

/**
 * @param mentioned accounts known here by their URI, for the Mention tags
 * @returns `undefined` for an object without an id, or of a type that only appears attached
 */
export function toStatus(
  object: ContentObject,
  author: AccountRow,
  mentioned: ReadonlyMap<string, AccountRow>,
  now: number,
): StatusDraft | undefined {
  if (object.id === null || object.type === "Document") return undefined;
  const createdAt = Math.min(object.published ?? now, now);
  const edited = object.updated !== null && object.updated > createdAt ? Math.min(object.updated, now) : null;
  const spoilerText = object.summary === null ? null : plain(object.summary, bounds.spoilerText);
  return {
    uri: object.id,
    url: object.url ?? object.id,
    content: contentOf(object),
    spoilerText: spoilerText === "" || hasTitle(object) ? null : spoilerText,
    sensitive: object.sensitive ?? (spoilerText !== null && spoilerText !== "" && !hasTitle(object)),
    language: object.language === null || object.language.length > bounds.language ? null : object.language,
    visibility: visibilityOf({
      to: object.to,
      cc: object.cc,
      mentions: object.tags.mentions.map((mention) => mention.href),
      followers: author.followersUri,
    }),
    inReplyToUri: object.inReplyTo,
    mentions: toMentions(object, mentioned),
    tags: toTags(object),
    emojis: toEmojis(object.tags.emojis),
    poll: toPoll(object),
    quotePolicy: readRule(object.interactionPolicy?.canQuote, author),
    quoteUri: quoteOf(object),
    quoteAuthorization: object.quoteAuthorization,
    createdAt,
    editedAt: edited,
    media: toMedia(object),
  };
}

/** An Article, a Video and the like carry a title, and their summary is an abstract rather than a warning. */
function hasTitle(object: ContentObject): boolean {
  return object.type !== "Note" && object.type !== "Question" && (object.name ?? "") !== "";
}

/** A link that no status can be at is no quote. */
function quoteOf({ quote, id }: ContentObject): string | null {
  return quote !== null && quote !== id && isWebUrl(quote) && quote.length <= bounds.uri ? quote : null;
}

function contentOf(object: ContentObject): string {
  const isText = object.mediaType !== null && object.mediaType !== "text/html";
  const content = isText ? paragraph(object.content ?? "") : (object.content ?? "");
  if (!hasTitle(object)) {
    return sanitizeHtml(content === "" ? paragraph(object.name ?? "") : content, {
      maxLength: bounds.content,
    });
  }
  const title = `<h2>${escapeHtml(object.name ?? "")}</h2>`;
  const body = content === "" ? (object.summary ?? "") : content;
  const page = object.url ?? object.id ?? "";
  const link = isWebUrl(page) ? `<p><a href="${escapeHtml(page)}">${escapeHtml(page)}</a></p>` : "";
  return sanitizeHtml(title + cut(body, bounds.content) + link, { maxLength: bounds.content + 4_096 });
}

function paragraph(text: string): string {
  return text === "" ? "" : `<p>${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function plain(html: string, length: number): string {
  return cut(htmlToText(cut(html, bounds.content)).trim(), length);
}

function toMentions(object: ContentObject, mentioned: ReadonlyMap<string, AccountRow>): StatusMention[] {
  const found = new Map<string, StatusMention>();
  for (const { href } of object.tags.mentions) {
    const account = mentioned.get(href);
    if (account === undefined || found.size >= bounds.mentions) continue;
    found.set(href, {
      accountId: account.id.toString(),
      uri: account.uri,
      acct: account.acct,
      url: account.url,
    });
  }
  return [...found.values()];
}

function toTags(object: ContentObject): string[] {
  const tags = new Set<string>();
  for (const { name } of object.tags.hashtags) {
    const tag = Hashtag.sanitize(name);
    if (tags.size < bounds.tags && Hashtag.fault(tag) === undefined) tags.add(tag);
  }
  return [...tags];
}

function toPoll(object: ContentObject): PollState | null {
  const { poll } = object;
  if (poll === null || poll.options.length === 0) return null;
  return {
    options: poll.options.slice(0, bounds.pollOptions).map((option) => ({
      // Plain text, and as it stands the name of a vote for it.
      title: cut(option.name, bounds.pollOption),
      votes: option.votes,
    })),
    multiple: poll.multiple,
    expiresAt: poll.closedAt ?? poll.endTime,
    votersCount: poll.votersCount,
  };
}
