/** Cryptography of Node, as tests lend it to the core. */

import { createNodeCrypto } from "@mastic/http-signatures/node";
import type { KeyCrypto } from "./context.ts";

export const crypto = createNodeCrypto();

export const keyCrypto: KeyCrypto = {
  generateKeyPair: async (algorithm) => crypto.generateKeyPair(algorithm === "ed25519" ? "ed25519" : "rsa"),
};
