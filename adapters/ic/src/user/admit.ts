/** Which calls from outside cost a home a message: inspect_message, before anything is run or paid. */

import type { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/user.did.ts";
import type { Admission } from "../frame/canister.ts";
import { isQuery } from "../frame/interface.ts";
import type { UserParts } from "./parts.ts";

/** What canisters of the node alone call. Queries do not pass here, unless they are called as updates, for a certified answer. */
const forCanisters: readonly (keyof bindings._SERVICE)[] = [
  "receive_activity",
  "compare_follow",
  "get_activity_figures",
  "set_suspended",
  "set_domain_blocks",
  "delete_profile",
];

export function admit(
  { settings, moderators }: UserParts,
  caller: Principal,
  method: keyof bindings._SERVICE,
): Admission {
  if (caller.isAnonymous()) return "Sign in first.";
  if (forCanisters.includes(method)) return "Only canisters of the node call this.";
  const principal = caller.toText();
  if (principal === settings.owner) return true;
  // Moderators remove statuses (UC15); who they are only the Directory knows, which cannot be asked here.
  if (method === "delete_status" && moderators.mayBe(principal)) return true;
  return isQuery(bindings, method) ? "Ask this by a query." : "Only the owner may do this.";
}
