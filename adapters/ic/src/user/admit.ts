/** Which calls from outside cost a home a message: inspect_message, before anything is run or paid. */

import type { Principal } from "@icp-sdk/core/principal";
import type { _SERVICE } from "../candid/user.did.ts";
import type { Admission } from "../frame/canister.ts";
import type { UserParts } from "./parts.ts";

/** What canisters of the node alone call; queries, which cost nobody anything, do not pass here. */
const forCanisters: readonly (keyof _SERVICE)[] = [
  "receive_activity",
  "compare_follow",
  "set_suspended",
  "set_domain_blocks",
  "delete_profile",
];

export function admit(
  { settings, moderators }: UserParts,
  caller: Principal,
  method: keyof _SERVICE,
): Admission {
  if (caller.isAnonymous()) return "Sign in first.";
  if (forCanisters.includes(method)) return "Only canisters of the node call this.";
  const principal = caller.toText();
  if (principal === settings.owner) return true;
  // Moderators remove statuses (UC15); who they are only the Directory knows, which cannot be asked here.
  return (method === "delete_status" && moderators.mayBe(principal)) || "Only the owner may do this.";
}
