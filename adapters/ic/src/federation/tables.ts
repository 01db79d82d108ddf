/** The Federation's own tables, beside those of the domain: which homes have which files, whose follows wait, and the web app. */

import { blob, coreSchema, json, millis, snowflake, table, text, type Schema } from "@mastic/core";

/** The same file may be in several homes. */
export const fileHomes = table("fileHomes", {
  scope: "instance",
  columns: { sha256: text(), userId: snowflake() },
  primaryKey: ["sha256", "userId"],
  indexes: { byUser: ["userId"] },
});

/** Of the subscriptions that follow: whose requests wait for an answer. */
export const waitingFollows = table("waitingFollows", {
  scope: "instance",
  columns: { actorUri: text(), userId: snowflake() },
  primaryKey: ["actorUri", "userId"],
  indexes: { byUser: ["userId"] },
});

/** The web app, as it was deployed. */
export const appFiles = table("appFiles", {
  scope: "instance",
  columns: { path: text(), headers: json<Readonly<Record<string, string>>>(), body: blob() },
  primaryKey: ["path"],
});

/**
 * What each uploader has staged of a web app: of each path what goes into the hash, and how long its file is; and the
 * hash of all of it, in hexadecimal.
 */
export const appStagings = table("appStagings", {
  scope: "instance",
  columns: {
    uploader: text(),
    files: json<Readonly<Record<string, { readonly line: string; readonly bytes: number }>>>(),
    changedAt: millis(),
    hash: text().default(""),
  },
  primaryKey: ["uploader"],
  indexes: { byHash: ["hash"] },
});

/** The files themselves. */
export const stagedAppFiles = table("stagedAppFiles", {
  scope: "instance",
  columns: {
    uploader: text(),
    path: text(),
    headers: json<Readonly<Record<string, string>>>(),
    body: blob(),
  },
  primaryKey: ["uploader", "path"],
});

export const federationSchema: Schema = {
  ...coreSchema,
  tables: [...coreSchema.tables, fileHomes, waitingFollows, appFiles, appStagings, stagedAppFiles],
};
