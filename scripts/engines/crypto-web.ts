/** The crypto port of a browser, also for tests that ask for Node's. */

import { createWebCrypto } from "@mastic/http-signatures/webcrypto";

export const createNodeCrypto = () => createWebCrypto(globalThis.crypto.subtle);

export const ports = [["WebCrypto", createNodeCrypto()]] as const;
