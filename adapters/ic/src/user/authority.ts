/** Who may call what only canisters of the node call. */

import { CoreError } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import { isSame } from "../host/principals.ts";

/** @throws {CoreError} `Unauthorized` */
export function requireCanister(caller: Principal, canister: Principal): void {
  if (!isSame(caller, canister))
    throw new CoreError("Unauthorized", "Only canisters of this node may do this.");
}
