// The cycles minting canister, as far as it says where canisters can be created.
import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import type { NetworkCanister, NetworkMethod } from "./network-canister.ts";

const defaultSubnets: NetworkMethod = (_, { subnetId }) => IDL.encode([IDL.Vec(IDL.Principal)], [[subnetId]]);

/** `rkp4c-7iaaa-aaaaa-aaaca-cai` */
export const cyclesMintingCanister: NetworkCanister = {
  canisterId: Principal.fromText("rkp4c-7iaaa-aaaaa-aaaca-cai"),
  queries: new Map([["get_default_subnets", defaultSubnets]]),
  updates: new Map(),
};
