/** Every implementation of the crypto port that the tests run on. */

import { webcrypto } from "node:crypto";
import { Crypto } from "@peculiar/webcrypto";
import type { CryptoPort } from "./index.ts";
import { createNobleCrypto } from "./noble.test-support.ts";
import { createNodeCrypto } from "./node.ts";
import { createWebCrypto } from "./webcrypto.ts";

export const ports: readonly (readonly [name: string, port: CryptoPort])[] = [
  ["node:crypto", createNodeCrypto()],
  ["Node's WebCrypto", createWebCrypto(webcrypto.subtle)],
  ["@peculiar/webcrypto", createWebCrypto(new Crypto().subtle)],
  ["noble", createNobleCrypto()],
];
