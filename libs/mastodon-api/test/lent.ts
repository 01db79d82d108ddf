/** What tests lend a node of their engine: cryptography of Node, and one key pair for everybody, since making them takes long. */

import { createNodeCrypto } from "@mastic/http-signatures/node";
import { randomBytes } from "node:crypto";
import type { Lent } from "../src/node.test-support.ts";

const crypto = createNodeCrypto();
const pairs = { "rsa-2048": crypto.generateKeyPair("rsa"), ed25519: crypto.generateKeyPair("ed25519") };

export const lent: Lent = {
  crypto,
  keyCrypto: { generateKeyPair: (algorithm) => pairs[algorithm] },
  random: (length) => new Uint8Array(randomBytes(length)),
};
