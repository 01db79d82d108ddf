/** The users of this node, as the Directory tells of them: where each one's canister is, and who may be heard and shown. */

import { INSTANCE, users, type Store, type UserRow } from "@mastic/core";
import type { RegisterUserArgs, UserStanding } from "../candid/federation.did.ts";

/** Keeps what the Directory says; the last word counts. */
export async function registerUser(store: Store, args: RegisterUserArgs): Promise<void> {
  await store.turn(INSTANCE, async (turn) => {
    const known = await turn.get(users, { id: args.account_id });
    await turn.put(users, {
      id: args.account_id,
      principal: args.principal.toText(),
      handle: args.handle,
      canisterId: args.canister_id.toText(),
      status: statusOf(args.standing),
      failure: null,
      createdAt: known?.createdAt ?? turn.now,
    });
  });
}

/** The user whose canister this is. */
export async function userOfCanister(store: Store, canisterId: string): Promise<UserRow | undefined> {
  return store.view(INSTANCE, (view) => view.find(users, "canisterId", { canisterId }));
}

function statusOf(standing: UserStanding): UserRow["status"] {
  if ("Active" in standing) return "Active";
  return "Suspended" in standing ? "Suspended" : "DeletionPending";
}
