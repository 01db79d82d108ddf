/** Principals that may be given an office, which the wrong one would hold for nobody: moderators and the governance. */

import { CoreError } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import { isCanisterId, isManagementCanister } from "../host/principals.ts";

/** A moderator, in text. @throws {CoreError} `BadArgs` for who never calls in a name of its own */
export function nameModerator(principal: Principal): string {
  if (principal.isAnonymous() || isManagementCanister(principal)) {
    throw new CoreError("BadArgs", "The anonymous principal and the management canister cannot moderate.", {
      field: "principal",
    });
  }
  return principal.toText();
}

/** A governance, in text: it is set for good. @throws {CoreError} `BadArgs` for what is no canister that could decide */
export function nameGovernance(principal: Principal): string {
  if (!isCanisterId(principal)) {
    throw new CoreError("BadArgs", "A governance is a canister.", { field: "principal" });
  }
  return principal.toText();
}
