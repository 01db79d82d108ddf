/** The methods of the User canister: decode, authorise, call the domain, encode (candid/user.did). */

import { accounts, CoreError, deleteActorActivity, sayGoodbye, setSuspended } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import type { _SERVICE } from "../candid/user.did.ts";
import type { Handlers } from "../frame/canister.ts";
import { isSame } from "../host/principals.ts";
import { toUserProfile } from "./answers.ts";
import type { UserParts } from "./parts.ts";

/** @param parts read anew by each call: they are there once the canister is installed */
export function methods(parts: () => UserParts): Partial<Handlers<_SERVICE>> {
  return {
    async get_profile() {
      const account = await ownAccount(parts());
      if (account.suspended) throw new CoreError("NotFound", "There is no such account.");
      return toUserProfile(parts().context.instance.origin, account);
    },
    async set_suspended(caller, { suspended, version }) {
      const { context, owner, directory } = parts();
      requireCanister(caller, directory);
      await setSuspended(context, owner, suspended, version);
    },
    async delete_profile(caller) {
      const { context, directory } = parts();
      requireCanister(caller, directory);
      const account = await ownAccount(parts());
      await sayGoodbye(context, account, deleteActorActivity(account.uri));
    },
  };
}

async function ownAccount({ context, owner }: UserParts) {
  const account = await context.store.view(owner, (view) => view.get(accounts, { id: owner }));
  if (account === undefined) throw new CoreError("NotFound", "There is no such account.");
  return account;
}

/** @throws {CoreError} `Unauthorized` */
function requireCanister(caller: Principal, canister: Principal): void {
  if (!isSame(caller, canister))
    throw new CoreError("Unauthorized", "Only canisters of this node may do this.");
}
