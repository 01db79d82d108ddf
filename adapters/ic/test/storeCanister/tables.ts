/** The tables of the canister that has nothing but the store. */

import { integer, json, millis, snowflake, table, text, type Schema } from "@mastic/core";

/** Like a user's posts: an index in the order of time, and one in no order. */
export const notes = table("notes", {
  scope: "user",
  columns: { id: snowflake(), content: text(), topic: integer(), replies: integer(), createdAt: millis() },
  primaryKey: ["id"],
  indexes: { byTime: ["createdAt"], byTopic: ["topic"] },
});

/** Texts of any kind, as values, as keys and in documents. */
export const words = table("words", {
  scope: "shared",
  columns: { word: text(), copy: text(), document: json<readonly string[]>() },
  primaryKey: ["word"],
  unique: { copy: ["copy"] },
});

export const schema: Schema = { version: 1, tables: [notes, words], migrations: [] };

export const OWNER = 116_301_527_915_219_032n;
