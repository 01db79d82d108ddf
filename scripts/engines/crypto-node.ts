/** The crypto ports of the published packages on Node. */

import { webcrypto } from "node:crypto";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import { createWebCrypto } from "@mastic/http-signatures/webcrypto";

export { createNodeCrypto };

export const ports = [
  ["node:crypto", createNodeCrypto()],
  ["Node's WebCrypto", createWebCrypto(webcrypto.subtle)],
] as const;
