/** The hosts that the user stories are played on: each opens two new, empty nodes that can reach each other. */

import { joinedNodes, type JourneyHost, type OpenJourneyHost } from "@mastic/core/contract";
import type { Schema, Store, User } from "@mastic/core";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyCrypto, nodeCrypto } from "../../src/crypto.ts";
import { databaseIn } from "../../src/dataDirectory.ts";
import { nodeSchema } from "../../src/schema.ts";
import { openSqliteStore } from "../../src/sqlite/store.ts";
import { Restartable } from "./restartable.ts";

const lent = { crypto: nodeCrypto, keyCrypto, random: (length: number) => randomBytes(length) };

/** What this host's operator has in hand. */
export interface NodeHost extends JourneyHost<User> {
  /** Of `here`. */
  readonly store: Restartable;
  /** Of `here`: `DATA_DIR`. */
  readonly directory: string;
}

/** Two nodes, each on a file that can be closed and opened again with another schema. */
export async function sqliteNodes(): Promise<NodeHost> {
  const opened: { readonly store: Restartable; readonly directory: string }[] = [];
  const host = await joinedNodes({
    ...lent,
    open: async ({ clock }) => {
      const directory = mkdtempSync(join(tmpdir(), "mastic-journey-"));
      const path = databaseIn(directory);
      const store = new Restartable(nodeSchema, (schema: Schema) => openSqliteStore({ path, schema, clock }));
      opened.push({ store, directory });
      return {
        store: store.store satisfies Store,
        close: async () => {
          await store.close();
          rmSync(directory, { recursive: true, force: true });
        },
      };
    },
  });
  const [here] = opened;
  if (here === undefined) throw new Error("No store was opened.");
  return { ...host, ...here };
}

/** By the names that `reports/journeys.json` gives them. */
export const hosts: Readonly<Record<string, OpenJourneyHost>> = { "node-sqlite": sqliteNodes };
