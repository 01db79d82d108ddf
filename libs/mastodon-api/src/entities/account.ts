/** Mastodon: entities/Account, CredentialAccount, MutedAccount, Role. */

import { shownPictureUrl, type AccountRow, type Instance, type Json, type ProfileRow } from "@mastic/core";
import { emojiEntity } from "./emoji.ts";
import { listed } from "./listed.ts";
import { roleEntity, type Standing } from "./role.ts";
import { day, time } from "./time.ts";

/** Where the node serves a blob. */
export function blobUrl(instance: Instance, key: string): string {
  return `${instance.origin}/media/${key}`;
}

function picture(instance: Instance, value: string | null, missing: string): string {
  return value === null ? `${instance.origin}/${missing}` : shownPictureUrl(instance, value);
}

export type JsonObject = { readonly [key: string]: Json };

export function accountEntity(
  instance: Instance,
  account: AccountRow,
  more: {
    readonly moved?: AccountRow;
    readonly moderator?: boolean;
    readonly hideCollections?: boolean;
  } = {},
): JsonObject {
  // Mastodon shows a suspended account as an empty shell.
  const empty = account.suspended;
  const avatar = picture(instance, empty ? null : account.avatar, "avatar.png");
  const header = picture(instance, empty ? null : account.header, "header.png");
  return {
    id: account.id.toString(),
    username: account.username,
    acct: account.acct,
    display_name: empty ? "" : account.displayName,
    locked: account.locked,
    bot: account.type === "Service" || account.type === "Application",
    group: account.type === "Group",
    discoverable: account.discoverable,
    indexable: account.indexable,
    noindex: !account.indexable,
    created_at: `${day(account.createdAt)}T00:00:00.000Z`,
    note: empty ? "" : account.note,
    url: account.url,
    uri: account.uri,
    avatar,
    avatar_static: avatar,
    avatar_description: "",
    header,
    header_static: header,
    header_description: "",
    followers_count: account.followersCount,
    following_count: account.followingCount,
    statuses_count: account.statusesCount,
    last_status_at: account.lastStatusAt === null ? null : day(account.lastStatusAt),
    hide_collections: more.hideCollections ?? (account.host === null ? false : null),
    suspended: account.suspended,
    limited: account.limited,
    memorial: account.memorial,
    moved: more.moved === undefined ? null : accountEntity(instance, more.moved),
    roles: more.moderator === true ? [{ id: "1", name: "Moderator", color: "" }] : [],
    emojis: empty ? [] : listed(account.emojis, (emoji) => emojiEntity(instance, emoji)),
    fields: empty
      ? []
      : listed(account.fields, (field) => ({
          name: field.name,
          value: field.value,
          verified_at: field.verifiedAt === null ? null : time(field.verifiedAt),
        })),
  };
}

/** The signed-in account with what only its owner sees. */
export function credentialAccountEntity(
  instance: Instance,
  account: AccountRow,
  profile: ProfileRow,
  more: {
    readonly fields: readonly { readonly name: string; readonly value: string }[];
    readonly followRequests: number;
    readonly moved?: AccountRow;
  } & Standing,
): JsonObject {
  return {
    ...accountEntity(instance, account, {
      hideCollections: profile.hideCollections,
      moderator: more.moderator,
      ...(more.moved === undefined ? {} : { moved: more.moved }),
    }),
    source: {
      privacy: profile.defaultVisibility,
      sensitive: profile.defaultSensitive,
      language: profile.defaultLanguage ?? "",
      note: profile.bio,
      fields: more.fields.map((field) => ({ name: field.name, value: field.value, verified_at: null })),
      follow_requests_count: more.followRequests,
      hide_collections: profile.hideCollections,
      discoverable: account.discoverable,
      indexable: account.indexable,
      attribution_domains: [],
      quote_policy: profile.defaultQuotePolicy,
    },
    role: roleEntity(more),
  };
}

/** @param expiresAt ms since the Unix epoch; `null` for a mute without an end */
export function mutedAccountEntity(
  instance: Instance,
  account: AccountRow,
  expiresAt: number | null,
): JsonObject {
  return {
    ...accountEntity(instance, account),
    mute_expires_at: expiresAt === null ? null : time(expiresAt),
  };
}
