/** What the Node adapter keeps beside the domain: credentials, browser sessions, OAuth applications, codes and tokens. */

import {
  boolean,
  integer,
  json,
  millis,
  snowflake,
  table,
  text,
  type AnyTable,
  type Row,
} from "@mastic/core";

/** How a principal signs in here. Its rows are written before the user's, so that no user is without them. */
export const credentials = table("credentials", {
  scope: "instance",
  columns: {
    principal: text(),
    handle: text(),
    /** Lower case. */
    email: text().nullable(),
    /** Argon2id, in PHC string form; empty for who signs in with passkeys only. */
    passwordHash: text(),
    createdAt: millis(),
    /** How often everybody was signed out: a session, code or token of an earlier epoch is not good any more. */
    epoch: integer().default(0),
  },
  primaryKey: ["principal"],
  unique: { handle: ["handle"], email: ["email"] },
});

/** Browsers that are signed in. */
export const browserSessions = table("browserSessions", {
  scope: "instance",
  columns: {
    tokenHash: text(),
    principal: text(),
    createdAt: millis(),
    expiresAt: millis(),
    /** Of its principal, when it began. */
    epoch: integer().default(0),
  },
  primaryKey: ["tokenHash"],
  indexes: { byPrincipal: ["principal"], byExpiry: ["expiresAt"] },
});

export const invitations = table("invitations", {
  scope: "instance",
  columns: {
    codeHash: text(),
    usesLeft: integer(),
    expiresAt: millis().nullable(),
    createdAt: millis(),
  },
  primaryKey: ["codeHash"],
});

export const oauthApplications = table("oauthApplications", {
  scope: "instance",
  columns: {
    id: snowflake(),
    clientId: text(),
    clientSecretHash: text(),
    name: text(),
    website: text().nullable(),
    redirectUris: json<readonly string[]>(),
    scopes: json<readonly string[]>(),
    createdAt: millis(),
  },
  primaryKey: ["id"],
  unique: { clientId: ["clientId"] },
});

export const oauthCodes = table("oauthCodes", {
  scope: "instance",
  columns: {
    codeHash: text(),
    clientId: text(),
    principal: text(),
    redirectUri: text(),
    scopes: json<readonly string[]>(),
    codeChallenge: text().nullable(),
    codeChallengeMethod: text().nullable(),
    expiresAt: millis(),
    /** A used code is remembered until it expires: who shows it again has stolen it, or was stolen from. */
    usedAt: millis().nullable(),
    /** Of its principal, when it was granted. */
    epoch: integer().default(0),
  },
  primaryKey: ["codeHash"],
  indexes: { byExpiry: ["expiresAt"] },
});

export const oauthTokens = table("oauthTokens", {
  scope: "instance",
  columns: {
    tokenHash: text(),
    clientId: text(),
    /** `null` for a client's own token. */
    principal: text().nullable(),
    scopes: json<readonly string[]>(),
    createdAt: millis(),
    revoked: boolean(),
    /** The code that it was given for; `null` where there was none. */
    codeHash: text().nullable(),
    /** Given for a code with PKCE: to a client that may have no secret. */
    withPkce: boolean().default(false),
    /** Of its principal, when what it was given for was granted; 0 for a client's own token. */
    epoch: integer().default(0),
  },
  primaryKey: ["tokenHash"],
  indexes: { byPrincipal: ["principal"], byCode: ["codeHash"] },
});

export type ApplicationRow = Row<typeof oauthApplications>;
export type TokenRow = Row<typeof oauthTokens>;

export const oauthTables: readonly AnyTable[] = [
  credentials,
  browserSessions,
  invitations,
  oauthApplications,
  oauthCodes,
  oauthTokens,
];
