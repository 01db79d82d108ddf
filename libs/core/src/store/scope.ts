/** Who may touch which table: the scope rule that every engine enforces. */

import { StoreError } from "./error.ts";
import { INSTANCE, type Owner } from "./store.ts";
import type { AnyTable } from "./table.ts";

/** @throws {StoreError} `scope_mismatch` when a turn or view of `owner` has no business with `table`. */
export function checkScope(table: AnyTable, owner: Owner): void {
  if (table.scope === "shared" || (table.scope === "instance") === (owner === INSTANCE)) return;
  throw new StoreError("scope_mismatch", `${table.name} is a table of scope ${table.scope}`, {
    table: table.name,
  });
}
