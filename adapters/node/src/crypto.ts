/** The crypto ports on node:crypto: signatures for HTTP, and key pairs for new actors. */

import type { KeyCrypto } from "@mastic/core";
import { createNodeCrypto } from "@mastic/http-signatures/node";

export const nodeCrypto = createNodeCrypto();

export const keyCrypto: KeyCrypto = {
  async generateKeyPair(algorithm) {
    const { publicKeyPem, privateKeyPem } = await nodeCrypto.generateKeyPair(
      algorithm === "ed25519" ? "ed25519" : "rsa",
    );
    return { publicKeyPem, privateKeyPem };
  },
};
