/** Two joined nodes in memory, for tests that need a whole network. */

import { randomBytes } from "node:crypto";
import { memoryStore } from "../../memory/store.ts";
import { crypto, keyCrypto } from "../../nodeCrypto.test-support.ts";
import type { JourneyHost } from "./host.ts";
import type { User } from "../../user/user.ts";
import { joinedNodes } from "./joinedNodes.ts";

/** @param performances how often each effect is performed */
export function memoryNodes(performances: 1 | 2 = 1): Promise<JourneyHost<User>> {
  return joinedNodes({
    performances,
    crypto,
    keyCrypto,
    random: (length) => randomBytes(length),
    open: async ({ schema, clock }) => {
      const store = memoryStore(schema, { clock });
      return { store, close: () => store.close() };
    },
  });
}
