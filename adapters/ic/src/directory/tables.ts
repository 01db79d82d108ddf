/** The Directory canister's own tables, beside those of the domain. */

import { blob, coreSchema, millis, oneOf, integer, snowflake, table, text, type Schema } from "@mastic/core";

/** What has been paid for principals that have not signed up yet. */
export const prepayments = table("prepayments", {
  scope: "instance",
  columns: { principal: text(), cycles: snowflake() },
  primaryKey: ["principal"],
});

/** User canisters as they were last looked at. */
export const balances = table("balances", {
  scope: "instance",
  columns: {
    canisterId: text(),
    cycles: snowflake(),
    checkedAt: millis(),
  },
  primaryKey: ["canisterId"],
  indexes: { byCycles: ["cycles"] },
});

/** The User canisters of the batch upgrade under way, or of the last one (UC17). */
export const upgrades = table("upgrades", {
  scope: "instance",
  columns: {
    canisterId: text(),
    state: oneOf(["Pending", "Completed", "Failed", "PermanentlyFailed"] as const),
    attempts: integer(),
    error: text().nullable(),
  },
  primaryKey: ["canisterId"],
  indexes: { byState: ["state"] },
});

/** Chunks of modules that were uploaded, by their SHA-256 in hexadecimal. */
export const moduleChunks = table("moduleChunks", {
  scope: "instance",
  columns: { hash: text(), uploadedAt: millis() },
  primaryKey: ["hash"],
  indexes: { byUpload: ["uploadedAt"] },
});

/** Their bytes, apart: a list of chunks reads none. */
export const moduleChunkBytes = table("moduleChunkBytes", {
  scope: "instance",
  columns: { hash: text(), bytes: blob() },
  primaryKey: ["hash"],
});

export const directorySchema: Schema = {
  ...coreSchema,
  tables: [...coreSchema.tables, prepayments, balances, upgrades, moduleChunks, moduleChunkBytes],
};
