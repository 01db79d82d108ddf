/** Which calls from outside cost the Directory a message: inspect_message, before anything is run or paid. */

import { INSTANCE, users } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import type { _SERVICE } from "../candid/directory.did.ts";
import { callerOf, isController } from "../host/principals.ts";
import type { DirectoryParts } from "./parts.ts";

type Method = keyof _SERVICE;

const forAnyone: readonly Method[] = ["sign_up", "retry_sign_up", "delete_profile", "retry_delete_profile"];
/** By `api_update` they ask for less than moderators do. */
const forUsers: readonly Method[] = ["file_report", "api_update"];
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
 * proposals and advance payments, otherwise comes from canisters only, or is a query.
 */
export async function admit(
  { directory, context }: DirectoryParts,
  caller: Principal,
  method: Method,
): Promise<boolean> {
  const { principal } = callerOf(caller);
  if (principal === null) return false;
  if (forAnyone.includes(method) || isController(caller)) return true;
  const isUser =
    forUsers.includes(method) &&
    (await context.store.view(INSTANCE, (view) => view.find(users, "principal", { principal }))) !==
      undefined;
  return isUser || (forModerators.includes(method) && (await directory.isModerator(principal)));
}
