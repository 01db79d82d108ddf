/** Every account this store knows, local or remote: the public face of an ActivityPub actor. */

import { boolean, integer, json, millis, oneOf, snowflake, text } from "../store/column.ts";
import { table, type Row } from "../store/table.ts";

export const ActorType = ["Person", "Service", "Application", "Group", "Organization"] as const;
export type ActorType = (typeof ActorType)[number];

/** A custom emoji as clients draw it. */
export type Emoji = { readonly shortcode: string; readonly url: string; readonly staticUrl: string };

/** A profile field; `value` is sanitised HTML. */
export type ProfileField = {
  readonly name: string;
  readonly value: string;
  /** ms since the Unix epoch, when the link's page was seen to link back; `null` when it was not. */
  readonly verifiedAt: number | null;
};

/** A public key as its actor's document lists it. */
export type AccountKey = { readonly id: string; readonly publicKeyPem: string };

/** A key for proofs as its actor's document lists it (FEP-521a). */
export type AssertionKey = {
  readonly id: string;
  readonly publicKeyMultibase: string;
  /** When it ends, or was revoked: ms since the Unix epoch. */
  readonly expires?: number;
};

export const accounts = table("accounts", {
  scope: "shared",
  columns: {
    /** For a local account also the owner of its rows. */
    id: snowflake(),
    /** The actor's id, as its own server writes it. */
    uri: text(),
    /** `alice` for a local account, `bob@host` (A-label) for a remote one; lower case. */
    acct: text(),
    /** The name in `acct`, as its actor writes it (`preferredUsername`). */
    username: text(),
    /** The canonical host of `uri`; `null` for a local account. */
    host: text().nullable(),
    type: oneOf(ActorType),
    displayName: text(),
    /** Sanitised HTML. */
    note: text(),
    /** The profile page for people. */
    url: text(),
    /** Where the picture is fetched: absolute for remote accounts, a blob key for local ones. */
    avatar: text().nullable(),
    header: text().nullable(),
    inbox: text(),
    sharedInbox: text().nullable(),
    outbox: text().nullable(),
    followersUri: text().nullable(),
    followingUri: text().nullable(),
    featuredUri: text().nullable(),
    keys: json<readonly AccountKey[]>(),
    /** A remote account's keys for proofs. */
    assertionMethods: json<readonly AssertionKey[]>().default([]),
    fields: json<readonly ProfileField[]>(),
    emojis: json<readonly Emoji[]>(),
    alsoKnownAs: json<readonly string[]>(),
    movedToUri: text().nullable(),
    /** manuallyApprovesFollowers. */
    locked: boolean(),
    discoverable: boolean(),
    indexable: boolean(),
    memorial: boolean(),
    /** By its own server for a remote account, by our moderators for a local one, or by them for a remote one. */
    suspended: boolean(),
    /** Suspended for its domain's sake: that ends with the domain block. */
    suspendedWithDomain: boolean().default(false),
    /** Silenced with its domain: out of public timelines, and out of the way of those who do not follow it. */
    limited: boolean().default(false),
    followersCount: integer(),
    followingCount: integer(),
    statusesCount: integer(),
    lastStatusAt: millis().nullable(),
    createdAt: millis(),
    /** When a remote actor document was last read. */
    fetchedAt: millis(),
  },
  primaryKey: ["id"],
  unique: { uri: ["uri"] },
  indexes: { byAcct: ["acct"], byHost: ["host"] },
});
export type AccountRow = Row<typeof accounts>;

/** What an account has of itself when all that is known of it is who it is. */
export const BLANK_ACCOUNT = {
  type: "Person",
  displayName: "",
  note: "",
  avatar: null,
  header: null,
  keys: [],
  assertionMethods: [],
  fields: [],
  emojis: [],
  alsoKnownAs: [],
  movedToUri: null,
  locked: false,
  // As in Mastodon, being listed and being searched are wishes that a person states.
  discoverable: false,
  indexable: false,
  memorial: false,
  suspended: false,
  suspendedWithDomain: false,
  limited: false,
  followersCount: 0,
  followingCount: 0,
  statusesCount: 0,
  lastStatusAt: null,
} as const satisfies Partial<AccountRow>;
