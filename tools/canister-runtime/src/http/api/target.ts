// Whether the sender's delegations allow for a canister (interface specification, "Authentication", `targets`).
import type { Principal } from "@icp-sdk/core/principal";
import { RequestError } from "../request-error.ts";

/** @throws RequestError `delegation_invalid` */
export function checkTarget(
  allows: (canisterId: Principal) => boolean,
  { canisterId }: { readonly canisterId: Principal },
): void {
  if (allows(canisterId)) return;
  throw new RequestError(
    "delegation_invalid",
    `The delegation of the sender is not for the canister ${canisterId.toText()}.`,
  );
}
