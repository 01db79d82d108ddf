/**
 * Turns what people publish elsewhere into what a status row holds: Note, Question, and, as Mastodon does, Article,
 * Page, Image, Audio, Video and Event (spec 03: Payloads, Status Properties).
 */

import {
  htmlToText,
  isWebUrl,
  sanitizeHtml,
  visibilityOf,
  type Attachment,
  type ContentObject,
} from "@mastic/activitypub";
import { Hashtag } from "@mastic/validation";
import type { AccountRow } from "../schema/accounts.ts";
import type { MediaKind, MediaRow } from "../schema/media.ts";
import type { PollState, StatusMention, StatusRow } from "../schema/statuses.ts";
import { bounds, cut } from "./bounds.ts";
import { toEmojis } from "./toAccount.ts";

export type MediaDraft = Pick<
  MediaRow,
  "kind" | "mediaType" | "remoteUrl" | "description" | "blurhash" | "meta" | "position"
>;

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
  | "createdAt"
  | "editedAt"
> & { readonly media: readonly MediaDraft[] };

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
    createdAt,
    editedAt: edited,
    media: toMedia(object),
  };
}

/** An Article, a Video and the like carry a title, and their summary is an abstract rather than a warning. */
function hasTitle(object: ContentObject): boolean {
  return object.type !== "Note" && object.type !== "Question" && (object.name ?? "") !== "";
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
      title: plain(option.name, bounds.pollOption),
      votes: option.votes,
    })),
    multiple: poll.multiple,
    expiresAt: poll.closedAt ?? poll.endTime,
    votersCount: poll.votersCount,
  };
}

const KINDS: Readonly<Record<string, MediaKind>> = { image: "image", video: "video", audio: "audio" };

function toMedia(object: ContentObject): MediaDraft[] {
  const attachments = object.attachments.filter((attachment) => attachment.type !== "Link");
  return [...own(object), ...attachments]
    .filter((attachment) => isWebUrl(attachment.url))
    .slice(0, bounds.media)
    .map((attachment, position) => ({
      kind: kindOf(attachment),
      mediaType: cut(attachment.mediaType ?? "application/octet-stream", 100),
      remoteUrl: attachment.url,
      description: attachment.name === null ? null : cut(attachment.name, bounds.description),
      blurhash:
        attachment.blurhash !== null && attachment.blurhash.length <= 200 ? attachment.blurhash : null,
      meta: metaOf(attachment),
      position,
    }));
}

/** An Image, an Audio or a Video is its own attachment: the first link of its media type. */
function own(object: ContentObject): Attachment[] {
  const kind = object.type.toLowerCase();
  if (KINDS[kind] === undefined) return [];
  const link = object.links.find(({ mediaType }) => mediaType?.startsWith(`${kind}/`) === true);
  if (link === undefined) return [];
  const { href, mediaType, width, height } = link;
  return [
    {
      type: object.type,
      url: href,
      mediaType,
      width,
      height,
      name: null,
      blurhash: null,
      focalPoint: null,
      thumbnail: object.image,
      sensitive: null,
    },
  ];
}

function kindOf(attachment: Attachment): MediaKind {
  const type = attachment.mediaType?.split("/", 1)[0] ?? attachment.type.toLowerCase();
  return Object.hasOwn(KINDS, type) ? (KINDS[type] ?? "unknown") : "unknown";
}

function metaOf({ width, height, focalPoint }: Attachment): MediaRow["meta"] {
  const pixels = (value: number | null): number | undefined =>
    value !== null && Number.isInteger(value) && value > 0 && value < 100_000 ? value : undefined;
  const [w, h] = [pixels(width), pixels(height)];
  return {
    ...(w === undefined ? {} : { width: w }),
    ...(h === undefined ? {} : { height: h }),
    ...(focalPoint === null ? {} : { focus: { x: focalPoint[0], y: focalPoint[1] } }),
  };
}
