/** The Federation's own table, beside those of the domain: which homes have which files. */

import { coreSchema, snowflake, table, text, type Schema } from "@mastic/core";

/** The same file may be in several homes. */
export const fileHomes = table("fileHomes", {
  scope: "instance",
  columns: { sha256: text(), userId: snowflake() },
  primaryKey: ["sha256", "userId"],
  indexes: { byUser: ["userId"] },
});

export const federationSchema: Schema = { ...coreSchema, tables: [...coreSchema.tables, fileHomes] };
