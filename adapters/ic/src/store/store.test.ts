import { storeContract } from "@mastic/core/contract";
import * as fc from "fast-check";
import { describe, it } from "vitest";
import { TestMap, trap } from "./stableMap.test-support.ts";
import { openStableStore } from "./store.ts";

storeContract(
  { describe, it, fc },
  "stable memory",
  async ({ schema, clock }) => {
    const map = new TestMap();
    const open = () => openStableStore({ map, schema, clock, trap });
    let store = open();
    return {
      store,
      reopen: async () => {
        await store.close();
        store = open();
        return store;
      },
      close: () => store.close(),
    };
  },
  { isDurable: true },
);
