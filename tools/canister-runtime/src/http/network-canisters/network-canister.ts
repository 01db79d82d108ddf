// Canisters of the network itself, of which the `icp` command expects some wherever it deploys. Here they
// are functions: as much of them as the command asks for.
import type { Principal } from "@icp-sdk/core/principal";
import type { AuthenticatedCall, QueryAnswer } from "../replica.ts";

/** What a method of such a canister can do. */
export interface Network {
  readonly subnetId: Principal;
  /** Calls a method of the management canister, as the caller. */
  readonly manage: (sender: Principal, method: string, argument: Uint8Array) => Promise<QueryAnswer>;
}

/** A method: gives the reply. Methods that are no queries are called once for each ingress message. */
export type NetworkMethod = (call: AuthenticatedCall, network: Network) => Uint8Array | Promise<Uint8Array>;

/** A canister of the network: its id, and its methods by name. */
export interface NetworkCanister {
  readonly canisterId: Principal;
  readonly queries: ReadonlyMap<string, NetworkMethod>;
  readonly updates: ReadonlyMap<string, NetworkMethod>;
}
