/**
 * UC17 on this host: all homes are in one file, and a new version of the program brings it to its schema when it is
 * started. The operator is who may stop the node, start another and write to its files.
 */

import { INSTANCE, snowflake, table, users, type Schema } from "@mastic/core";
import type { HomeUpgrades } from "@mastic/core/contract";
import { statSync } from "node:fs";
import { lockDataDirectory, databaseIn } from "../../src/dataDirectory.ts";
import { CommandError } from "../../src/commands/host.ts";
import { nodeSchema } from "../../src/schema.ts";
import type { NodeHost } from "./hosts.ts";

/** What the next version keeps besides, for each user. */
const drawers = table("drawers", { scope: "user", columns: { id: snowflake() }, primaryKey: ["id"] });
const next: Schema = {
  ...nodeSchema,
  version: nodeSchema.version + 1,
  tables: [...nodeSchema.tables, drawers],
};
/** It wants to rename what was never there. */
const broken: Schema = {
  ...next,
  version: next.version + 1,
  migrations: [
    ...next.migrations,
    { to: next.version + 1, renameColumns: [{ table: "users", from: "nowhere", to: "somewhere" }] },
  ],
};

export function homeUpgrades(host: NodeHost): HomeUpgrades {
  const { store, directory } = host;
  let running = nodeSchema;
  let underWay: { readonly wanted: Schema; readonly unlock: () => void } | undefined;
  let last = { completed: 0, givenUp: 0 };
  const homes = () =>
    store.store.view(INSTANCE, async (view) => (await view.scan(users, { limit: 100 })).rows.length);

  return {
    async begin(who, version) {
      if (who === "user") {
        const isClosed = [directory, databaseIn(directory)].every(
          (path) => (statSync(path).mode & 0o077) === 0,
        );
        return isClosed ? "Refused" : "Ok";
      }
      let unlock: () => void;
      try {
        unlock = lockDataDirectory(directory);
      } catch (error) {
        if (error instanceof CommandError) return "InProgress";
        throw error;
      }
      await store.close();
      underWay = { wanted: version === "next" ? next : broken, unlock };
      return "Ok";
    },
    async finish() {
      if (underWay === undefined) throw new Error("No upgrade is under way.");
      const { wanted, unlock } = underWay;
      try {
        store.open(wanted);
        running = wanted;
      } catch {
        // What did not come up has changed nothing: the version before is started again.
        store.open(running);
      }
      unlock();
      underWay = undefined;
      const isUp = running === wanted && store.migrated.to === wanted.version;
      last = isUp ? { completed: await homes(), givenUp: 0 } : { completed: 0, givenUp: await homes() };
      await host.settle();
    },
    async status() {
      return underWay === undefined ? { done: true, ...last } : { done: false, completed: 0, givenUp: 0 };
    },
    async isUpgraded(handle) {
      const owner = await store.store.view(INSTANCE, (view) => view.find(users, "handle", { handle }));
      if (owner === undefined) throw new Error(`There is no ${handle}.`);
      const { id } = owner;
      // A version before does not know the table, and would throw.
      return store.store.turn(id, async (turn) => {
        await turn.put(drawers, { id });
        return (await turn.get(drawers, { id })) !== undefined;
      });
    },
  };
}
