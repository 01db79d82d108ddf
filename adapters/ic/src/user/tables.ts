/** The User canister's own tables, beside those of the domain: the bytes of its media. */

import { blob, coreSchema, integer, millis, table, text, type Schema } from "@mastic/core";

/** Files, whole or still coming in, by the SHA-256 of the whole, in chunks of at most `CHUNK` bytes. */
export const chunks = table("chunks", {
  scope: "instance",
  columns: { sha256: text(), index: integer(), bytes: blob() },
  primaryKey: ["sha256", "index"],
});

/** Files of which every chunk is here, and whose hash has been found right. */
export const files = table("files", {
  scope: "instance",
  columns: { sha256: text(), chunks: integer(), bytes: integer(), mediaType: text() },
  primaryKey: ["sha256"],
});

/** When a file, or a part of one, came in last. */
export const uploads = table("uploads", {
  scope: "instance",
  columns: { sha256: text(), at: millis() },
  primaryKey: ["sha256"],
});

export const userSchema: Schema = { ...coreSchema, tables: [...coreSchema.tables, chunks, files, uploads] };
