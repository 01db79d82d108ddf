/** What the Federation is given besides the domain's context: the network, and the cryptography of HTTP signatures. */

import type { CryptoPort } from "@mastic/http-signatures";
import type { Context, KeyCrypto, RemoteFetch } from "../context.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { Owner } from "../store/store.ts";

export interface FederationContext extends HomeContext {
  readonly fetch: RemoteFetch;
  /** Makes the key pair of the instance actor. */
  readonly keyCrypto: KeyCrypto;
}

/** What homes are given, which reach others through the Federation only. */
export interface HomeContext extends Context {
  /** Verifies, signs and hashes; `@mastic/http-signatures/node` and `/webcrypto` implement it. */
  readonly crypto: CryptoPort;
  /**
   * Whether each user has a store of their own (a canister). Then what an activity does to shared tables is done in
   * each of them again; where all share one store it is done there once.
   */
  readonly separateStores?: boolean;
  /** The one user whose store this is, where each has one: the other users of this node are elsewhere too. */
  readonly home?: Owner;
  /**
   * Whether every call is a message of its own (a canister). Then nothing may wait for what another call has under
   * way: it would go on in the message that settles it, and answer the wrong caller.
   */
  readonly separateMessages?: boolean;
}

/** Whether this store is where the account's own turns happen: what its activities do to shared tables is done then. */
export function livesHere(ctx: Pick<HomeContext, "home">, account: AccountRow): boolean {
  return ctx.home === undefined ? account.host === null : account.id === ctx.home;
}
