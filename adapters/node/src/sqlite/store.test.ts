import { storeContract } from "@mastic/core/contract";
import * as fc from "fast-check";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "vitest";
import { openSqliteStore, type SqliteStore } from "./store.ts";

storeContract(
  { describe, it, fc },
  "SQLite",
  async ({ schema, clock }) => {
    const directory = await mkdtemp(join(tmpdir(), "mastic-store-"));
    const open = (): SqliteStore =>
      openSqliteStore({ path: join(directory, "mastic.sqlite"), schema, clock });
    let store = open();
    return {
      store,
      reopen: async () => {
        await store.close();
        store = open();
        return store;
      },
      close: async () => {
        await store.close();
        await rm(directory, { recursive: true });
      },
    };
  },
  { isDurable: true },
);
