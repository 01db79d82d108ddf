/** What the Federation is given besides the domain's context: the network, and the cryptography of HTTP signatures. */

import type { CryptoPort } from "@mastic/http-signatures";
import type { Context, KeyCrypto, RemoteFetch } from "../context.ts";

export interface FederationContext extends Context {
  readonly fetch: RemoteFetch;
  /** Verifies and signs; `@mastic/http-signatures/node` and `/webcrypto` implement it. */
  readonly crypto: CryptoPort;
  /** Makes the key pair of the instance actor. */
  readonly keyCrypto: KeyCrypto;
  /**
   * Whether each user has a store of their own (a canister). Then what an activity does to shared tables is done in
   * each of them again; where all share one store it is done there once.
   */
  readonly separateStores?: boolean;
}
