/**
 * Every status this store knows, local or remote, boosts included.
 *
 * One table for all: a status is kept once, whoever wrote it and however many read it, and threads, timelines and
 * counters need no second way for remote ones. What only its author may see lives in `user` tables.
 */

import { boolean, integer, json, millis, oneOf, snowflake, text } from "../store/column.ts";
import { table, type Row } from "../store/table.ts";
import { accounts } from "./accounts.ts";

/** Mastodon's words for the specification's Public, Unlisted, FollowersOnly and Direct. */
export const Visibility = ["public", "unlisted", "private", "direct"] as const;
export type Visibility = (typeof Visibility)[number];

/** Whether anybody may see what has this visibility, and collections list it. */
export const isListed = (visibility: Visibility): boolean =>
  visibility === "public" || visibility === "unlisted";

/** Somebody mentioned: `href` is the actor's id. */
export type StatusMention = {
  readonly accountId: string;
  readonly uri: string;
  readonly acct: string;
  readonly url: string;
};
/** Whom people let quote what they write (Mastodon: `quote_approval_policy`). */
export const QuotePolicy = ["public", "followers", "nobody"] as const;
export type QuotePolicy = (typeof QuotePolicy)[number];
/** Mastodon's words for whom a rule speaks of: who follows the author, whom the author follows, or what we do not know. */
export type QuoteAudience = "public" | "followers" | "following" | "unsupported_policy";
/** Whose quotes stand at once, and whose wait for the author's word; nobody else's are allowed (FEP-044f). */
export type QuoteRule = {
  readonly automatic: readonly QuoteAudience[];
  readonly manual: readonly QuoteAudience[];
};
/** Whether a status may show what it quotes, as far as this store has heard. */
export const QuoteState = ["pending", "accepted", "rejected", "revoked"] as const;
export type QuoteState = (typeof QuoteState)[number];
export type StatusEmoji = { readonly shortcode: string; readonly url: string; readonly staticUrl: string };
export type PollState = {
  readonly options: readonly { readonly title: string; readonly votes: number | null }[];
  readonly multiple: boolean;
  /** ms since the Unix epoch. */
  readonly expiresAt: number | null;
  readonly votersCount: number | null;
  /** Nobody sees how the votes fall before the end. */
  readonly hideTotals?: boolean;
  /** Its end has been told. */
  readonly closed?: boolean;
};

export const statuses = table("statuses", {
  scope: "shared",
  columns: {
    id: snowflake(),
    /** The object's id; for a boost, the id of its Announce activity. */
    uri: text(),
    /** The page for people. */
    url: text(),
    accountId: snowflake(),
    /** Written on this node. */
    local: boolean(),
    /** Sanitised HTML; empty for a boost, which shows the status it boosts as that is now. */
    content: text(),
    /** What the author typed, for local statuses. */
    source: text().nullable(),
    spoilerText: text().nullable(),
    sensitive: boolean(),
    /** BCP 47. */
    language: text().nullable(),
    visibility: oneOf(Visibility),
    /** The uri of the status this one answers, known here or not. */
    inReplyToUri: text().nullable(),
    /** Its row and its author, once known. */
    inReplyToId: snowflake().nullable(),
    inReplyToAccountId: snowflake().nullable(),
    /** For a boost: the status boosted. */
    boostOfId: snowflake().nullable(),
    /** The first status of the thread, as far as it is known; its own id for one that answers nothing. */
    conversationId: snowflake(),
    mentions: json<readonly StatusMention[]>(),
    tags: json<readonly string[]>(),
    emojis: json<readonly StatusEmoji[]>(),
    poll: json<PollState>().nullable(),
    /** The client that posted it, for local statuses. */
    application: json<{ readonly name: string; readonly website: string | null }>().nullable(),
    likeCount: integer(),
    boostCount: integer(),
    replyCount: integer(),
    /**
     * In which public timeline it stands: `null` for none (unlisted and below, replies to others, boosts, suspended
     * authors). Readers pass over those of limited authors, for as long as these are limited.
     */
    timeline: oneOf(["local", "remote"] as const).nullable(),
    /** Who may quote it; `null` where its author has said nothing, which allows nobody. */
    quotePolicy: json<QuoteRule>().nullable(),
    /** The uri of the status that this one quotes, known here or not. */
    quoteUri: text().nullable(),
    /** Its row, once known; what it shows is deleted when there is no such row any more. */
    quotedId: snowflake().nullable(),
    quoteState: oneOf(QuoteState).nullable(),
    /** The id of the QuoteAuthorization that was verified, where the two have different authors. */
    quoteApprovalUri: text().nullable(),
    /** How many accepted quotes of it this store knows. */
    quoteCount: integer().default(0),
    editedAt: millis().nullable(),
    /** `published`. */
    createdAt: millis(),
  },
  primaryKey: ["id"],
  unique: { uri: ["uri"] },
  indexes: {
    /** What an account has written, apart by visibility: whoever pages through it walks over nothing hidden. */
    byAccount: ["accountId", "visibility"],
    byReply: ["inReplyToId"],
    /** Finds answers that arrived before what they answer. */
    byReplyUri: ["inReplyToUri"],
    byBoost: ["boostOfId"],
    /** Finds an account's boost of a status, of which there is one. */
    byBooster: ["boostOfId", "accountId"],
    byTimeline: ["timeline"],
    /** What quotes a status, apart by whether it may. */
    byQuoted: ["quotedId", "quoteState"],
    byQuoteApproval: ["quoteApprovalUri"],
  },
  foreignKeys: [{ columns: ["accountId"], references: () => accounts, onDelete: "cascade" }],
});

/** Who has voted for which option, by its index, as far as this store has heard. */
export const pollVotes = table("pollVotes", {
  scope: "shared",
  columns: { statusId: snowflake(), accountId: snowflake(), choice: integer(), createdAt: millis() },
  primaryKey: ["statusId", "accountId", "choice"],
  indexes: { byAccount: ["accountId"] },
  foreignKeys: [
    { columns: ["statusId"], references: () => statuses, onDelete: "cascade" },
    { columns: ["accountId"], references: () => accounts, onDelete: "cascade" },
  ],
});

/** Whom here a status names, so that they find it: among its author's where it is not for everybody, and when they search. */
export const addressees = table("addressees", {
  scope: "shared",
  columns: { accountId: snowflake(), authorId: snowflake(), statusId: snowflake() },
  primaryKey: ["accountId", "authorId", "statusId"],
  indexes: { byStatus: ["statusId"], byAccount: ["accountId", "statusId"] },
  foreignKeys: [{ columns: ["statusId"], references: () => statuses, onDelete: "cascade" }],
});

/** Deleted statuses of local authors that everybody could see: their addresses answer that they are gone. */
export const statusTombstones = table("statusTombstones", {
  scope: "shared",
  columns: {
    id: snowflake(),
    accountId: snowflake(),
    visibility: oneOf(Visibility),
    formerType: oneOf(["Note", "Question"] as const).default("Note"),
    deletedAt: millis(),
  },
  primaryKey: ["id"],
  indexes: { byTime: ["deletedAt"], byAccount: ["accountId"] },
  foreignKeys: [{ columns: ["accountId"], references: () => accounts, onDelete: "cascade" }],
});
export type StatusTombstoneRow = Row<typeof statusTombstones>;

/** Public statuses under each hashtag, newest last. */
export const statusHashtags = table("statusHashtags", {
  scope: "shared",
  columns: { tag: text(), statusId: snowflake() },
  primaryKey: ["tag", "statusId"],
  indexes: { byStatus: ["statusId"] },
  foreignKeys: [{ columns: ["statusId"], references: () => statuses, onDelete: "cascade" }],
});

/** Hashtags seen here. */
export const hashtags = table("hashtags", {
  scope: "shared",
  columns: { tag: text(), lastUsedAt: millis(), createdAt: millis() },
  primaryKey: ["tag"],
});

/** What a status said before each edit, and at first. */
export const editHistory = table("editHistory", {
  scope: "shared",
  columns: {
    id: snowflake(),
    statusId: snowflake(),
    content: text(),
    spoilerText: text().nullable(),
    sensitive: boolean(),
    mediaIds: json<readonly string[]>(),
    emojis: json<readonly StatusEmoji[]>(),
    /** When this version was written: ms since the Unix epoch. */
    createdAt: millis(),
  },
  primaryKey: ["id"],
  indexes: { byStatus: ["statusId"] },
  foreignKeys: [{ columns: ["statusId"], references: () => statuses, onDelete: "cascade" }],
});

/** Who likes which status, as far as this store has heard: the received side of Like. */
export const likes = table("likes", {
  scope: "shared",
  columns: {
    statusId: snowflake(),
    accountId: snowflake(),
    /** For paging. */
    id: snowflake(),
    /** The Like activity's id, by which it is undone. */
    uri: text().nullable(),
    createdAt: millis(),
  },
  primaryKey: ["statusId", "accountId"],
  unique: { uri: ["uri"] },
  indexes: { byStatus: ["statusId", "id"] },
  foreignKeys: [
    { columns: ["statusId"], references: () => statuses, onDelete: "cascade" },
    { columns: ["accountId"], references: () => accounts, onDelete: "cascade" },
  ],
});
export type StatusRow = Row<typeof statuses>;
