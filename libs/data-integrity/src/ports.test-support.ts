// The crypto ports that the tests run on: those that serve HTTP signatures serve here, as they are.

import { webcrypto } from "node:crypto";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import { createWebCrypto } from "@mastic/http-signatures/webcrypto";
import { Crypto } from "@peculiar/webcrypto";
import type { CryptoPort } from "./crypto-port.ts";

export const ports: readonly (readonly [name: string, port: CryptoPort])[] = [
  ["node:crypto", createNodeCrypto()],
  ["Node's WebCrypto", createWebCrypto(webcrypto.subtle)],
  ["@peculiar/webcrypto", createWebCrypto(new Crypto().subtle)],
];
