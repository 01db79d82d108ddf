/** What belongs to the Directory and the Federation. */

import { boolean, json, millis, oneOf, snowflake, text, type Json } from "../store/column.ts";
import { table, type Row } from "../store/table.ts";

/** The lifecycle of a user's home: a canister on the Internet Computer, an owner scope elsewhere. */
export const UserStatus = [
  "Active",
  "CreationPending",
  "CreationFailed",
  "DeletionPending",
  "Suspended",
] as const;
export type UserStatus = (typeof UserStatus)[number];

export const users = table("users", {
  scope: "instance",
  columns: {
    /** The account id, and the owner of the user's rows. */
    id: snowflake(),
    /** A principal in text form: an Internet Identity on the IC, an id of the adapter's own elsewhere. */
    principal: text(),
    handle: text(),
    /** The canister that is the user's home, on the IC. */
    canisterId: text().nullable(),
    status: oneOf(UserStatus),
    /** What went wrong when the status is CreationFailed. */
    failure: text().nullable(),
    createdAt: millis(),
  },
  primaryKey: ["id"],
  unique: { principal: ["principal"], handle: ["handle"], canisterId: ["canisterId"] },
  indexes: { byStatus: ["status"] },
});

/** Every ending of every handle, so that a search for a substring walks an index. */
export const handleSuffixes = table("handleSuffixes", {
  scope: "instance",
  columns: { suffix: text(), userId: snowflake() },
  primaryKey: ["suffix", "userId"],
  indexes: { byUser: ["userId"] },
});

export const moderators = table("moderators", {
  scope: "instance",
  columns: { principal: text(), createdAt: millis() },
  primaryKey: ["principal"],
});

/** Handles of deleted users, blocked until `expiresAt`, and what remains to be said about them. */
export const tombstones = table("tombstones", {
  scope: "instance",
  columns: {
    handle: text(),
    principal: text(),
    accountId: snowflake(),
    /** The actor document's id and public key, so that its Delete can still be verified. */
    actor: json<{ readonly [key: string]: Json }>(),
    deletedAt: millis(),
    expiresAt: millis(),
  },
  primaryKey: ["handle"],
  indexes: { byExpiry: ["expiresAt"] },
});
export type TombstoneRow = Row<typeof tombstones>;

export const ReportState = ["Open", "Resolved", "Dismissed"] as const;
export type ReportState = (typeof ReportState)[number];
/** A rule of the instance: rules may be numbered otherwise later. */
export type BrokenRule = { readonly id: string; readonly text: string };
export const ReportCategory = ["spam", "legal", "violation", "other"] as const;

export const reports = table("reports", {
  scope: "instance",
  columns: {
    id: snowflake(),
    /** The reporter: a local principal, or the actor URI of a remote server. */
    reporter: text(),
    reporterAccountId: snowflake().nullable(),
    targetAccountId: snowflake(),
    targetActorUri: text(),
    targetStatusUris: json<readonly string[]>(),
    category: oneOf(ReportCategory),
    reason: text(),
    /** The rules that were broken, as they were then. */
    brokenRules: json<readonly BrokenRule[]>().default([]),
    forwarded: oneOf(["yes", "no"] as const),
    /** The Flag activity that brought it, for a report from elsewhere. */
    activityUri: text().nullable(),
    state: oneOf(ReportState),
    createdAt: millis(),
    resolvedAt: millis().nullable(),
    resolvedBy: text().nullable(),
  },
  primaryKey: ["id"],
  unique: { activityUri: ["activityUri"] },
  indexes: {
    byState: ["state", "id"],
    byReporter: ["reporter", "state"],
    byTarget: ["targetAccountId"],
    byTime: ["createdAt"],
  },
});

/**
 * Which local users have to do with which actor: what routes a shared inbox. `follows` marks those who follow, or have
 * asked to; the others have that actor among their followers, and hear of its changes only. Users check again.
 */
export const subscriptions = table("subscriptions", {
  scope: "instance",
  columns: { actorUri: text(), userId: snowflake(), follows: boolean() },
  primaryKey: ["actorUri", "userId"],
  indexes: { byActor: ["actorUri", "follows"], byUser: ["userId"] },
});

/** Ids of activities received over HTTP, kept as long as their signature could be replayed. */
export const receivedActivities = table("receivedActivities", {
  scope: "instance",
  columns: { activityUri: text(), receivedAt: millis() },
  primaryKey: ["activityUri"],
  indexes: { byTime: ["receivedAt"] },
});

/** Which signature other servers have accepted, for so long and for so many as `rememberSignature` keeps. */
export const hosts = table("hosts", {
  scope: "instance",
  columns: {
    host: text(),
    signature: oneOf(["cavage", "rfc9421"] as const),
    updatedAt: millis(),
  },
  primaryKey: ["host"],
  indexes: { byTime: ["updatedAt"] },
});

/** Mastodon's words: `silence` keeps the accounts of a domain out of sight, `suspend` ends all exchange with it. */
export const DomainBlockSeverity = ["silence", "suspend"] as const;
export type DomainBlockSeverity = (typeof DomainBlockSeverity)[number];

/** What moderators have decided about other servers. */
export const domainBlocks = table("domainBlocks", {
  scope: "instance",
  columns: {
    /** A canonical host; everything below it is meant too. */
    domain: text(),
    severity: oneOf(DomainBlockSeverity),
    createdAt: millis(),
  },
  primaryKey: ["domain"],
});
export type DomainBlockRow = Row<typeof domainBlocks>;

export const settings = table("settings", {
  scope: "instance",
  columns: { key: text(), value: json<Json>() },
  primaryKey: ["key"],
});
export type UserRow = Row<typeof users>;
export type ReportRow = Row<typeof reports>;
