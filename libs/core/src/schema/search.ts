/** The index of words: which statuses hold a word. Only what somebody here may search for is in it. */

import { boolean, snowflake, text } from "../store/column.ts";
import { table, type Row } from "../store/table.ts";

/**
 * Under each word the statuses that hold it, newest last; under the empty word all of them. It says nothing of who may
 * see them: every answer asks.
 */
export const statusWords = table("statusWords", {
  scope: "shared",
  columns: {
    word: text(),
    /** Local and public: what others may search for, too, where its author lets them. */
    isPublic: boolean(),
    statusId: snowflake(),
  },
  primaryKey: ["word", "isPublic", "statusId"],
});

/** The words under which a status stands, so that each is found again when it changes or goes. */
export const wordsOfStatus = table("wordsOfStatus", {
  scope: "shared",
  columns: {
    statusId: snowflake(),
    isPublic: boolean(),
    /** With a blank before each. */
    words: text(),
  },
  primaryKey: ["statusId"],
});

export type WordsOfStatusRow = Row<typeof wordsOfStatus>;
