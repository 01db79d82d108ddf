/** The tables that the Directory had before reports were found by who made them. */

import { reports, type Schema } from "@mastic/core";
import { directorySchema } from "../../src/directory/tables.ts";

const { byState, byTarget, byTime } = reports.indexes;
const reportsThen = { ...reports, indexes: { byState, byTarget, byTime } };

export const earlierDirectorySchema: Schema = {
  ...directorySchema,
  tables: directorySchema.tables.map((table) => (table.name === reports.name ? reportsThen : table)),
};
