/** A local status as Mastodon sends it: a Note, or a Question when it has a poll (spec 03: Statuses Federation). */

import {
  addressing,
  buildNote,
  buildTombstone,
  type AttachmentInput,
  type JsonObject,
} from "@mastic/activitypub";
import type { Instance } from "../context.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { MediaRow } from "../schema/media.ts";
import { isListed, type PollState, type StatusRow, type StatusTombstoneRow } from "../schema/statuses.ts";
import { documentRule } from "../status/quotePolicy.ts";
import { mediaUrl, statusParts, tagUrl, userUrls } from "./urls.ts";

/** Whom a local status is addressed to. */
export function statusAddressing(
  instance: Instance,
  status: StatusRow,
  author: AccountRow,
): { to: string[]; cc: string[] } {
  return addressing(status.visibility, {
    followers: userUrls(instance.origin, author.username).followers,
    mentions: status.mentions.map((mention) => mention.uri),
  });
}

/** @param media the attachments of the status, in their order */
export function noteDocument(
  instance: Instance,
  status: StatusRow,
  author: AccountRow,
  media: readonly MediaRow[],
): JsonObject {
  const { origin } = instance;
  const { uri, replies, likes, shares } = statusParts(status.uri);
  const isCounted = isListed(status.visibility);
  return buildNote({
    id: uri,
    attributedTo: author.uri,
    ...statusAddressing(instance, status, author),
    content: status.content,
    language: status.language,
    summary: status.spoilerText,
    sensitive: status.sensitive,
    inReplyTo: status.inReplyToUri,
    published: status.createdAt,
    updated: status.editedAt,
    url: status.url,
    tags: {
      mentions: status.mentions.map(({ uri: href, acct }) => ({ href, name: mentionName(instance, acct) })),
      hashtags: status.tags.map((tag) => ({ name: tag, href: tagUrl(origin, tag) })),
      emojis: status.emojis.map(({ shortcode, url }) => ({
        id: null,
        shortcode,
        url,
        mediaType: null,
        updated: null,
      })),
    },
    attachments: media.map((row) => attachment(origin, row)),
    poll: status.poll === null ? null : pollOf(status.poll),
    quote: status.quoteUri,
    quoteAuthorization: status.quoteState === "accepted" ? status.quoteApprovalUri : null,
    interactionPolicy: { canQuote: documentRule(status.quotePolicy, author) },
    replies: { id: replies, first: `${replies}?page=true` },
    // How many there are is nobody's business where the status itself is not public.
    likes: isCounted ? { id: likes, totalItems: status.likeCount } : null,
    shares: isCounted ? { id: shares, totalItems: status.boostCount } : null,
  });
}

/** `@alice@host` for everyone: a reader elsewhere must not take a bare name for one of its own. */
function mentionName(instance: Instance, acct: string): string {
  return acct.includes("@") ? `@${acct}` : `@${acct}@${instance.host}`;
}

function attachment(origin: string, row: MediaRow): AttachmentInput {
  const { focus, width, height } = row.meta;
  return {
    mediaType: row.mediaType,
    url: row.blob === null ? (row.remoteUrl ?? "") : mediaUrl(origin, row.blob),
    name: row.description,
    blurhash: row.blurhash,
    focalPoint: focus === undefined ? null : [focus.x, focus.y],
    width: width ?? null,
    height: height ?? null,
    thumbnail: row.previewBlob === null || row.kind === "image" ? null : mediaUrl(origin, row.previewBlob),
  };
}

function pollOf(poll: PollState) {
  const closed = poll.closed === true;
  const isHidden = poll.hideTotals === true && !closed;
  return {
    multiple: poll.multiple,
    options: poll.options.map(({ title, votes }) => ({ name: title, votes: isHidden ? null : votes })),
    endTime: poll.expiresAt,
    closed,
    closedAt: closed ? poll.expiresAt : null,
    votersCount: poll.votersCount,
  };
}

/** What is left of a deleted status; where it stood, with what it was and the time of its deletion. */
export function noteTombstone(
  uri: string,
  left?: Pick<StatusTombstoneRow, "formerType" | "deletedAt">,
): JsonObject {
  if (left === undefined) return buildTombstone({ id: uri });
  return buildTombstone({ id: uri, formerType: left.formerType, deleted: left.deletedAt });
}
