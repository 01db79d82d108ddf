// The certificate that a canister reads with `ic0.data_certificate_copy` while it answers a query
// (interface specification, "Certified data").
import type { Principal } from "@icp-sdk/core/principal";
import type { ReplicaState } from "../http/replica.ts";
import { certificate } from "./certificate.ts";
import { labelBytes } from "./hash-tree.ts";
import { stateTree, type Subnet } from "./state-tree.ts";

/** Certifies the time and what the canister set last with `ic0.certified_data_set`. */
export const dataCertificate = (subnet: Subnet, state: ReplicaState, canisterId: Principal): Uint8Array =>
  certificate(
    stateTree(subnet, state),
    [[labelBytes("canister"), canisterId.toUint8Array(), labelBytes("certified_data")]],
    subnet.keys,
  );
