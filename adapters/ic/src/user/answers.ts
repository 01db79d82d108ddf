/** Rows of the domain as the User canister's Candid interface shows them. */

import {
  accounts,
  mediaOf,
  mediaUrl,
  pictureUrl,
  statuses,
  type AccountRow,
  type FeedItem as FeedEntry,
  type MediaRow,
  type StatusRow,
  type View,
  type Visibility as DomainVisibility,
} from "@mastic/core";
import type { FeedItem, MediaAttachment, Status, UserProfile, Visibility } from "../candid/user.did.ts";

const NS = 1_000_000n;

/** @param origin of the instance, where local pictures are */
export function toUserProfile(origin: string, account: AccountRow): UserProfile {
  const { username, displayName, note, avatar, createdAt } = account;
  return {
    handle: username,
    display_name: displayName === "" ? [] : [displayName],
    bio: note === "" ? [] : [note],
    avatar_url: avatar === null ? [] : [pictureUrl(origin, avatar)],
    created_at: BigInt(createdAt) * NS,
  };
}

const visibilities: Readonly<Record<DomainVisibility, Visibility>> = {
  public: { Public: null },
  unlisted: { Unlisted: null },
  private: { FollowersOnly: null },
  direct: { Direct: null },
};

export function readVisibility(visibility: Visibility): DomainVisibility {
  if ("Public" in visibility) return "public";
  if ("Unlisted" in visibility) return "unlisted";
  return "FollowersOnly" in visibility ? "private" : "direct";
}

/** A status with its author and media; a boost shows what it boosts (spec 01: Boost Flow). */
export async function toStatus(view: View, origin: string, row: StatusRow): Promise<Status> {
  const shown = (row.boostOfId === null ? undefined : await view.get(statuses, { id: row.boostOfId })) ?? row;
  const author = await view.get(accounts, { id: row.accountId });
  return toShown(origin, row, shown, author?.uri ?? "", await mediaOf(view, shown.id));
}

/** The feed has read what its entries show. */
export function toFeedItem(origin: string, entry: FeedEntry): FeedItem {
  const { status, author, boostedBy, liked, boosted, media } = entry;
  return {
    status: toShown(origin, status, status, author, media),
    boosted_by: boostedBy === null ? [] : [boostedBy],
    liked,
    boosted,
  };
}

/** @param shown what a boost boosts, `row` itself for another status @param author of `row`, its actor URI */
function toShown(
  origin: string,
  row: StatusRow,
  shown: StatusRow,
  author: string,
  attached: readonly MediaRow[],
): Status {
  return {
    id: row.id,
    content: shown.content,
    author,
    created_at: BigInt(row.createdAt),
    visibility: visibilities[row.visibility],
    like_count: BigInt(row.likeCount),
    boost_count: BigInt(row.boostCount),
    spoiler_text: shown.spoilerText === null ? [] : [shown.spoilerText],
    sensitive: shown.sensitive,
    uri: row.uri,
    in_reply_to: row.inReplyToUri === null ? [] : [row.inReplyToUri],
    media: attached.length === 0 ? [] : attached.map((it) => toMediaAttachment(origin, it)),
  };
}

export function toMediaAttachment(origin: string, row: MediaRow): MediaAttachment {
  return {
    id: row.id,
    media_type: row.mediaType,
    description: row.description === null ? [] : [row.description],
    blurhash: row.blurhash === null ? [] : [row.blurhash],
    url: row.blob === null ? (row.remoteUrl ?? "") : mediaUrl(origin, row.blob),
  };
}
