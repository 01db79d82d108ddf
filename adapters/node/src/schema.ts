/** What this host keeps: the domain's tables and the adapter's own. */

import { coreSchema, type Schema } from "@mastic/core";
import { oauthTables } from "./oauth/tables.ts";
import { passkeyTables } from "./passkeys/tables.ts";

export const nodeSchema: Schema = {
  ...coreSchema,
  tables: [...coreSchema.tables, ...oauthTables, ...passkeyTables],
};
