/** A canister that is told its rows: it fills a store as a canister of the node has it, and is then upgraded to be one. */

import "../../src/engine/globals.ts";
import { coreSchema, type AnyTable, type Schema, type Store } from "@mastic/core";
import { directorySchema } from "../../src/directory/tables.ts";
import { runMessage } from "../../src/engine/message.ts";
import { ic } from "../../src/engine/system.ts";
import { stableMemory } from "../../src/host/stableMemory.ts";
import { openStableStore } from "../../src/store/store.ts";
import { userSchema } from "../../src/user/tables.ts";
import { earlierDirectorySchema } from "./earlierDirectory.ts";
import { readRows, type Told } from "./rows.ts";

const schemas: Readonly<Record<Told["schema"], Schema>> = {
  directory: directorySchema,
  earlierDirectory: earlierDirectorySchema,
  federation: coreSchema,
  user: userSchema,
};
const stores = new Map<string, Store>();

/** Opened by the first message: until then it is not known whose store it is. */
function storeOf(name: Told["schema"]): Store {
  const open =
    stores.get(name) ??
    openStableStore({
      map: stableMemory(),
      schema: schemas[name],
      clock: () => Number(ic.time() / 1_000_000n),
      trap: (reason) => ic.trap(reason),
    });
  stores.set(name, open);
  return open;
}

const fill = () =>
  runMessage(async () => {
    const told = readRows(new TextDecoder().decode(ic.msgArgData())) as Told;
    const tables = new Map(schemas[told.schema].tables.map((table) => [table.name, table]));
    await storeOf(told.schema).turn(told.owner, async (turn) => {
      for (const [name, row] of told.rows) {
        const table = tables.get(name);
        if (table === undefined) throw new Error(`There is no table ${name}.`);
        await turn.put<AnyTable>(table, row);
      }
    });
    ic.msgReply(new Uint8Array());
  });

const nothing = () => runMessage(() => undefined);
const callbacks = { "0": fill, "1": nothing, "2": nothing, "3": () => ic.acceptMessage() };
Object.assign(globalThis, { _azleCanisterClassMeta: { callbacks } });
