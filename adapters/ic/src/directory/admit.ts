/** Which calls from outside cost the Directory a message: inspect_message, before anything is run or paid. */

import type { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/directory.did.ts";
import type { Admission } from "../frame/canister.ts";
import { isQuery } from "../frame/interface.ts";
import { callerOf, isController } from "../host/principals.ts";
import type { DirectoryParts } from "./parts.ts";
import { feeFor, isRegistered } from "./signUpFee.ts";

type Method = keyof bindings._SERVICE;

/** Of whoever has signed up, however far their home is: a deletion that has begun too. By `api_update` they ask for less than moderators do. */
const forUsers: readonly Method[] = [
  "sign_up",
  "retry_sign_up",
  "delete_profile",
  "retry_delete_profile",
  "file_report",
  "api_update",
];
/** Queries that users may ask by an update: what their home is has to be certain before they tell it something. */
const certifiedForUsers: readonly Method[] = ["whoami", "user_canister"];
const forModerators: readonly Method[] = [
  "add_moderator",
  "remove_moderator",
  "suspend",
  "unsuspend",
  "remove_profile",
  "resolve_report",
  "dismiss_report",
  "block_domain",
  "unblock_domain",
  "set_policy",
  "upload_user_module_chunk",
  "stage_app_files",
  "unstage_app_files",
  "api_update",
];
/**
 * Controllers may ask for anything, queries in an update's certified form too. What is named nowhere, such as
 * proposals and advance payments, otherwise comes from canisters only, or is a query. Strangers sign up, where that is
 * free or has been paid for; who has signed up is told so by the method.
 */
export async function admit(
  { directory, context, settings }: DirectoryParts,
  caller: Principal,
  method: Method,
): Promise<Admission> {
  const { principal } = callerOf(caller);
  if (principal === null) return "Sign in first.";
  if (isController(caller)) return true;
  const isForUsers = forUsers.includes(method) || certifiedForUsers.includes(method);
  if (isForUsers && (await isRegistered(context.store, principal))) return true;
  if (forModerators.includes(method) && (await directory.isModerator(principal))) return true;
  if (method === "sign_up") {
    const { required, provided } = await feeFor(context.store, settings, principal);
    return provided >= required || `A sign-up costs ${required} cycles, and ${provided} have been paid.`;
  }
  if (isForUsers) return "You have no account here.";
  return isQuery(bindings, method)
    ? "Ask this by a query."
    : "Only moderators, operators or canisters may do this.";
}
