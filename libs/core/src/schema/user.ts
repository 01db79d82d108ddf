/** What belongs to one local user. */

import { boolean, integer, json, millis, oneOf, snowflake, text } from "../store/column.ts";
import { table, type Row } from "../store/table.ts";
import { QuotePolicy, Visibility } from "./statuses.ts";

/** The owner's own view of the profile: sources and preferences. The public face is the `accounts` row of the same id. */
export const profiles = table("profiles", {
  scope: "user",
  columns: {
    accountId: snowflake(),
    handle: text(),
    /** Who may act as this user: a principal in text form. */
    principal: text(),
    /** The biography as typed. */
    bio: text(),
    defaultVisibility: oneOf(Visibility),
    defaultSensitive: boolean(),
    defaultLanguage: text().nullable(),
    /** Who may quote what this user publishes, unless a status says otherwise. */
    defaultQuotePolicy: oneOf(QuotePolicy).default("public"),
    hideCollections: boolean(),
    createdAt: millis(),
    updatedAt: millis(),
    /** When the account was last moved to another one. */
    movedAt: millis().nullable(),
    /** When what was there before search was began to be indexed; `null` before. */
    indexedAt: millis().nullable(),
  },
  primaryKey: ["accountId"],
});

/** Up to four custom fields, as typed. */
export const profileMetadata = table("profileMetadata", {
  scope: "user",
  columns: { position: integer(), name: text(), value: text() },
  primaryKey: ["position"],
});

/** The actor's key pairs. */
export const keyPairs = table("keyPairs", {
  scope: "user",
  columns: {
    /** The fragment of the key's id, such as `main-key`. */
    name: text(),
    algorithm: oneOf(["rsa-2048", "ed25519"] as const),
    /** SPKI. */
    publicKeyPem: text(),
    /** PKCS#8. */
    privateKeyPem: text(),
    createdAt: millis(),
  },
  primaryKey: ["name"],
});

/** The home timeline: which statuses stand in it. */
export const feed = table("feed", {
  scope: "user",
  columns: {
    statusId: snowflake(),
    /** Who brought it here: the author, or the booster. */
    accountId: snowflake(),
    /** For a boost, the status it shows. */
    boostOfId: snowflake().nullable(),
  },
  primaryKey: ["statusId"],
  indexes: { byAccount: ["accountId"], byBoost: ["boostOfId"] },
});

export const ActivityType = [
  "Create",
  "Update",
  "Delete",
  "Follow",
  "Accept",
  "Reject",
  "Like",
  "Announce",
  "Undo",
  "Block",
  "Add",
  "Remove",
  "Flag",
  "Move",
  "QuoteRequest",
] as const;
export type ActivityType = (typeof ActivityType)[number];

/** Activities this user has received, remembered so that each takes effect once. Their content lives in the tables it went to. */
export const inbox = table("inbox", {
  scope: "user",
  columns: {
    id: snowflake(),
    activityUri: text(),
    activityType: oneOf(ActivityType),
    actorUri: text(),
    isBoost: boolean(),
    originalStatusUri: text().nullable(),
    createdAt: millis(),
  },
  primaryKey: ["id"],
  unique: { activityUri: ["activityUri"] },
  indexes: { byTime: ["createdAt"] },
});

const relation = { actorUri: text(), accountId: snowflake(), id: snowflake(), createdAt: millis() };

/** Follows that wait for this user's word. */
export const followRequests = table("followRequests", {
  scope: "user",
  columns: { ...relation, followUri: text() },
  primaryKey: ["actorUri"],
  indexes: { byId: ["id"] },
});

export const followers = table("followers", {
  scope: "user",
  columns: {
    ...relation,
    followUri: text(),
    /** Where activities for this follower go: the shared inbox where there is one; `null` for a local follower. */
    deliveryInbox: text().nullable(),
  },
  primaryKey: ["actorUri"],
  indexes: { byId: ["id"], byAccount: ["accountId"] },
});

/** The distinct inboxes behind this user's remote followers, counted, so that a fan-out costs what it sends. */
export const followerInboxes = table("followerInboxes", {
  scope: "user",
  columns: { inbox: text(), followers: integer() },
  primaryKey: ["inbox"],
});

export const FollowStatus = ["Pending", "Accepted"] as const;

export const following = table("following", {
  scope: "user",
  columns: {
    ...relation,
    followUri: text(),
    status: oneOf(FollowStatus),
    showReblogs: boolean(),
    notify: boolean(),
    languages: json<readonly string[]>().nullable(),
  },
  primaryKey: ["actorUri"],
  unique: { followUri: ["followUri"] },
  indexes: { byId: ["status", "id"], byAccount: ["accountId"] },
});

/** The statuses this user likes. */
export const liked = table("liked", {
  scope: "user",
  columns: {
    statusUri: text(),
    statusId: snowflake(),
    id: snowflake(),
    likeUri: text(),
    createdAt: millis(),
  },
  primaryKey: ["statusUri"],
  indexes: { byId: ["id"], byStatus: ["statusId"] },
});

/** The statuses this user has boosted; one Snowflake names the boost, its wrapper status and its Announce. */
export const boosts = table("boosts", {
  scope: "user",
  columns: {
    id: snowflake(),
    statusId: snowflake(),
    originalStatusUri: text(),
    originalStatusId: snowflake(),
    createdAt: millis(),
  },
  primaryKey: ["id"],
  unique: { originalStatusUri: ["originalStatusUri"] },
  indexes: { byOriginal: ["originalStatusId"], byTime: ["createdAt"] },
});

export const bookmarks = table("bookmarks", {
  scope: "user",
  columns: { statusUri: text(), statusId: snowflake(), id: snowflake(), createdAt: millis() },
  primaryKey: ["statusUri"],
  indexes: { byId: ["id"], byStatus: ["statusId"] },
});

/** Conversations that make no notifications, by their first status. */
export const conversationMutes = table("conversationMutes", {
  scope: "user",
  columns: { conversationId: snowflake(), createdAt: millis() },
  primaryKey: ["conversationId"],
});

/** Up to five statuses at the top of the profile. */
export const pinnedStatuses = table("pinnedStatuses", {
  scope: "user",
  columns: { statusId: snowflake(), position: integer(), pinnedAt: millis() },
  primaryKey: ["statusId"],
  indexes: { byPosition: ["position"] },
});

/** Up to four hashtags at the top of the profile. */
export const featuredTags = table("featuredTags", {
  scope: "user",
  columns: { tag: text(), position: integer(), createdAt: millis() },
  primaryKey: ["tag"],
  unique: { position: ["position"] },
});

export const blocks = table("blocks", {
  scope: "user",
  columns: { ...relation, blockUri: text() },
  primaryKey: ["actorUri"],
  indexes: { byId: ["id"], byAccount: ["accountId"] },
});

/** Who blocks this user: a Block received. */
export const blockedBy = table("blockedBy", {
  scope: "user",
  columns: { ...relation, blockUri: text() },
  primaryKey: ["actorUri"],
  indexes: { byAccount: ["accountId"] },
});

export const mutes = table("mutes", {
  scope: "user",
  columns: {
    ...relation,
    notifications: boolean(),
    /** ms since the Unix epoch; `null` for ever. */
    expiresAt: millis().nullable(),
  },
  primaryKey: ["actorUri"],
  indexes: { byId: ["id"], byAccount: ["accountId"] },
});

export const NotificationType = [
  "mention",
  "status",
  "reblog",
  "follow",
  "follow_request",
  "favourite",
  "poll",
  "update",
  "admin.report",
  "quote",
  "quoted_update",
] as const;
export type NotificationType = (typeof NotificationType)[number];

export const notifications = table("notifications", {
  scope: "user",
  columns: {
    id: snowflake(),
    type: oneOf(NotificationType),
    /** Who did it. */
    accountId: snowflake(),
    statusId: snowflake().nullable(),
    /** One notification for each thing that happened, however often it is told. */
    about: text(),
    createdAt: millis(),
  },
  primaryKey: ["id"],
  unique: { about: ["about"] },
  indexes: { byAccount: ["accountId"], byStatus: ["statusId"], byType: ["type"] },
});

export const RepliesPolicy = ["followed", "list", "none"] as const;

/** Lists of accounts that this user follows, each with a timeline of its own (Mastodon: entities/List). */
export const lists = table("lists", {
  scope: "user",
  columns: {
    id: snowflake(),
    title: text(),
    /** Which answers to others stand in it: to anybody followed, to members, or none. */
    repliesPolicy: oneOf(RepliesPolicy),
    /** Its members' posts stay out of the home timeline. */
    exclusive: boolean(),
    createdAt: millis(),
  },
  primaryKey: ["id"],
});
export type ListRow = Row<typeof lists>;

export const listMembers = table("listMembers", {
  scope: "user",
  columns: {
    listId: snowflake(),
    accountId: snowflake(),
    /** For paging. */
    id: snowflake(),
    createdAt: millis(),
  },
  primaryKey: ["listId", "accountId"],
  indexes: { byId: ["listId", "id"], byAccount: ["accountId"] },
  foreignKeys: [{ columns: ["listId"], references: () => lists, onDelete: "cascade" }],
});

/** The timelines of lists: which statuses stand in them, as in `feed`. */
export const listFeed = table("listFeed", {
  scope: "user",
  columns: {
    listId: snowflake(),
    statusId: snowflake(),
    accountId: snowflake(),
    boostOfId: snowflake().nullable(),
  },
  primaryKey: ["listId", "statusId"],
  indexes: { byAccount: ["listId", "accountId"], byBoost: ["listId", "boostOfId"] },
  foreignKeys: [{ columns: ["listId"], references: () => lists, onDelete: "cascade" }],
});

export const FilterContext = ["home", "notifications", "public", "thread", "account"] as const;
export type FilterContext = (typeof FilterContext)[number];
export const FilterAction = ["warn", "hide", "blur"] as const;

/** What this user does not want to read, and where (Mastodon: entities/Filter). Clients act on what matches. */
export const filters = table("filters", {
  scope: "user",
  columns: {
    id: snowflake(),
    title: text(),
    context: json<readonly FilterContext[]>(),
    action: oneOf(FilterAction),
    /** ms since the Unix epoch; `null` for ever. */
    expiresAt: millis().nullable(),
    createdAt: millis(),
  },
  primaryKey: ["id"],
});
export type FilterRow = Row<typeof filters>;

export const filterKeywords = table("filterKeywords", {
  scope: "user",
  columns: { id: snowflake(), filterId: snowflake(), keyword: text(), wholeWord: boolean() },
  primaryKey: ["id"],
  indexes: { byFilter: ["filterId"] },
  foreignKeys: [{ columns: ["filterId"], references: () => filters, onDelete: "cascade" }],
});
export type FilterKeywordRow = Row<typeof filterKeywords>;

export const filterStatuses = table("filterStatuses", {
  scope: "user",
  columns: { id: snowflake(), filterId: snowflake(), statusId: snowflake() },
  primaryKey: ["id"],
  unique: { status: ["filterId", "statusId"] },
  foreignKeys: [{ columns: ["filterId"], references: () => filters, onDelete: "cascade" }],
});
export type FilterStatusRow = Row<typeof filterStatuses>;

/** How far this user has read each timeline. */
export const markers = table("markers", {
  scope: "user",
  columns: {
    timeline: oneOf(["home", "notifications"] as const),
    lastReadId: text(),
    version: integer(),
    updatedAt: millis(),
  },
  primaryKey: ["timeline"],
});

/** Idempotency-Key values of the last hour. */
export const idempotencyKeys = table("idempotencyKeys", {
  scope: "user",
  columns: { key: text(), statusId: snowflake(), createdAt: millis() },
  primaryKey: ["key"],
  indexes: { byTime: ["createdAt"] },
});
export type ProfileRow = Row<typeof profiles>;
export type NotificationRow = Row<typeof notifications>;
export type FollowingRow = Row<typeof following>;
export type FollowerRow = Row<typeof followers>;
