/** Two joined nodes in memory, for tests that need a whole network. */

import { createNodeCrypto } from "@mastic/http-signatures/node";
import { randomBytes } from "node:crypto";
import { memoryStore } from "../../memory/store.ts";
import type { JourneyHost } from "./host.ts";
import { joinedNodes } from "./joinedNodes.ts";

const crypto = createNodeCrypto();

/** @param performances how often each effect is performed */
export function memoryNodes(performances: 1 | 2 = 1): Promise<JourneyHost> {
  return joinedNodes({
    performances,
    crypto,
    keyCrypto: {
      generateKeyPair: async (algorithm) =>
        crypto.generateKeyPair(algorithm === "ed25519" ? "ed25519" : "rsa"),
    },
    random: (length) => randomBytes(length),
    open: async ({ schema, clock }) => {
      const store = memoryStore(schema, { clock });
      return { store, close: () => store.close() };
    },
  });
}
