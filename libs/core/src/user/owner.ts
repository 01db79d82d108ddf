/** Who may act as a user: its owner, signed in and not suspended. */

import type { Caller } from "../context.ts";
import { CoreError } from "../error.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { profiles, type ProfileRow } from "../schema/user.ts";
import type { View } from "../store/store.ts";

/**
 * The owner's account and profile, once the caller has shown to be the owner.
 * @throws {CoreError} `AnonymousPrincipal`, `Unauthorized`, `Suspended`
 */
export async function requireOwner(
  view: View,
  owner: bigint,
  caller: Caller,
): Promise<{ account: AccountRow; profile: ProfileRow }> {
  if (caller.principal === null) throw new CoreError("AnonymousPrincipal", "Sign in first.");
  const profile = await view.get(profiles, { accountId: owner });
  if (profile?.principal !== caller.principal) {
    throw new CoreError("Unauthorized", "Only its owner may do this.");
  }
  const account = await view.get(accounts, { id: owner });
  if (account === undefined) throw new CoreError("NotRegistered", "This account is no longer here.");
  if (account.suspended) throw new CoreError("Suspended", "This account is suspended.");
  return { account, profile };
}
