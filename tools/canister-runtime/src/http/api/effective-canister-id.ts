// Which canister the URL of a request must name (interface specification, "Effective canister id" and
// "Effective subnet id").
import { Principal } from "@icp-sdk/core/principal";
import type { Subnet } from "../../certification/state-tree.ts";
import { principalField } from "../candid/principal-field.ts";
import type { CallContent } from "../envelope.ts";
import type { ReplicaState } from "../replica.ts";
import { RequestError } from "../request-error.ts";

/** What the URL of a request names. */
export type Effective = { readonly canisterId: Principal } | { readonly subnetId: Principal };

const management = Principal.managementCanister();

/** Whether an id is that of the management canister, `aaaaa-aa`. */
const isManagement = (id: Principal): boolean => same(id, management);

/** Whether two principals are the same. */
export const same = (a: Principal, b: Principal): boolean => a.compareTo(b) === "eq";

/** Methods of the management canister that are about no canister yet, or about the subnet. */
const anyCanister = new Set(["create_canister", "provisional_create_canister_with_cycles", "list_canisters"]);

/**
 * Checks that this subnet is, or may hold, what the URL names.
 *
 * @throws RequestError `canister_not_found`
 */
export function checkServed(effective: Effective, subnet: Subnet, state: ReplicaState): void {
  if ("subnetId" in effective) {
    if (same(effective.subnetId, subnet.keys.subnetId)) return;
    throw new RequestError("canister_not_found", `There is no subnet ${effective.subnetId.toText()} here.`);
  }
  const id = effective.canisterId;
  const inRange = subnet.canisterRanges.some(([first, last]) => first.ltEq(id) && id.ltEq(last));
  if (inRange || isManagement(id) || state.canisters.has(id.toText())) return;
  throw new RequestError(
    "canister_not_found",
    `canister_not_found: the canister id ${id.toText()} belongs to no subnet here.`,
  );
}

/**
 * Checks that the URL names the canister that a call or query is about.
 *
 * @throws RequestError `canister_id_mismatch`
 */
export function checkEffective(effective: Effective, content: CallContent): void {
  const wanted = isManagement(content.canisterId) ? managed(content) : content.canisterId;
  if ("subnetId" in effective) {
    if (isManagement(content.canisterId) && anyCanister.has(content.method)) return;
    throw new RequestError(
      "canister_id_mismatch",
      "Only canister creation and list_canisters of the management canister are served for a subnet.",
    );
  }
  if (!wanted || same(wanted, effective.canisterId)) return;
  throw new RequestError(
    "canister_id_mismatch",
    `The effective canister id in the URL is ${effective.canisterId.toText()}, but the call is about ${wanted.toText()}.`,
  );
}

/** The canister that a call of the management canister is about; undefined where any id will do. */
function managed({ method, argument }: CallContent): Principal | undefined {
  if (anyCanister.has(method)) return undefined;
  return principalField(argument, method === "install_chunked_code" ? "target_canister" : "canister_id");
}
