/** The store of this host: SQLite, and a call after each commit, so that its effects need not wait for a timer. */

import { coreSchema, type Schema, type Store } from "@mastic/core";
import { oauthTables } from "./oauth/tables.ts";

/** The domain's tables and the adapter's own. */
export const nodeSchema: Schema = {
  ...coreSchema,
  tables: [...coreSchema.tables, ...oauthTables],
};

/** The same store; `committed` is called after every turn that was committed. */
export function afterCommit(store: Store, committed: () => void): Store {
  return {
    view: (owner, read) => store.view(owner, read),
    async turn(owner, change) {
      const result = await store.turn(owner, change);
      committed();
      return result;
    },
    async turns(changes) {
      const results = await store.turns(changes);
      committed();
      return results;
    },
    effects: store.effects,
    listen: (listener) => store.listen(listener),
    close: () => store.close(),
  };
}
