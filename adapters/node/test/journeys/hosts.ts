/** The hosts that the user stories are played on: each opens two new, empty nodes that can reach each other. */

import { joinedNodes, type OpenJourneyHost } from "@mastic/core/contract";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyCrypto, nodeCrypto } from "../../src/crypto.ts";
import { openSqliteStore } from "../../src/sqlite/store.ts";

const lent = { crypto: nodeCrypto, keyCrypto, random: (length: number) => randomBytes(length) };

/** By the names that `reports/journeys.json` gives them. */
export const hosts: Readonly<Record<string, OpenJourneyHost>> = {
  "node-sqlite": () =>
    joinedNodes({
      ...lent,
      open: async ({ schema, clock }) => {
        const folder = mkdtempSync(join(tmpdir(), "mastic-journey-"));
        const store = openSqliteStore({ path: join(folder, "mastic.sqlite"), schema, clock });
        return {
          store,
          close: async () => {
            await store.close();
            rmSync(folder, { recursive: true, force: true });
          },
        };
      },
    }),
};
