/** All rows that a canister keeps, read from its stable memory. */

import type { Schema } from "@mastic/core";
import { outbox, outboxBodies } from "@mastic/core/engine";
import type { CanisterRuntime } from "@mastic/canister-runtime";
import type { Principal } from "@icp-sdk/core/principal";
import { State } from "../../src/store/state.ts";
import type { NamedRow } from "../population/rows.ts";
import { openMap } from "./auditStore.ts";
import { mapInImage } from "./stableImage.ts";

/** In the order of their tables and keys; those of the outbox are left out unless they are asked for. */
export async function rowsOf(
  runtime: CanisterRuntime,
  canister: Principal,
  schema: Schema,
  withOutbox = false,
): Promise<NamedRow[]> {
  const map = mapInImage(await runtime.getStableMemory(canister));
  const { layout } = new State(openMap(new Map(map)), schema, [...schema.tables, outbox, outboxBodies]);
  const places = [...map.keys()].sort((a, b) => (a < b ? -1 : 1));
  const found: NamedRow[] = [];
  for (const table of layout.tables) {
    const { name } = table.table;
    if (!withOutbox && (name === outbox.name || name === outboxBodies.name)) continue;
    for (const place of places.filter((it) => it.startsWith(table.row("", ""))))
      found.push([name, table.decode(map.get(place) ?? new Uint8Array())]);
  }
  return found;
}
