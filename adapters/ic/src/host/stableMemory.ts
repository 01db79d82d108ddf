/** The canister's stable memory as one ordered map of bytes. */

import { ic } from "../engine/system.ts";
import type { StableMap } from "../store/stableMap.ts";

/** The engine keeps its own things in the memories 254 and 255. A memory takes 8 MiB, so that there is only this one. */
const MEMORY = 0;

/** Opens it; what an earlier version of the canister has left is there. */
export function stableMemory(): StableMap {
  ic.stableBTreeMapInit(MEMORY);
  return {
    get: (key) => ic.stableBTreeMapGet(MEMORY, key),
    containsKey: (key) => ic.stableBTreeMapContainsKey(MEMORY, key),
    insert: (key, value) => void ic.stableBTreeMapInsert(MEMORY, key, value),
    remove: (key) => void ic.stableBTreeMapRemove(MEMORY, key),
  };
}
