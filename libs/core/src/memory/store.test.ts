import * as fc from "fast-check";
import { describe, it } from "vitest";
import { storeContract } from "../contract.ts";
import { memoryStore } from "./store.ts";

storeContract(
  { describe, it, fc },
  "memory",
  async ({ schema, clock }) => {
    const store = memoryStore(schema, { clock });
    return { store, close: () => store.close() };
  },
  { isDurable: false },
);
