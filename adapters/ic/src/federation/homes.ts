/** The homes of this node's users, as the Federation calls them: who they are, and their canisters. */

import { accounts, INSTANCE, users, type Context, type UserRow } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/user.did.ts";
import type { Arguments, Reply } from "../frame/interface.ts";
import { remote } from "../frame/remote.ts";

const call = remote<bindings._SERVICE>(bindings);

/** A user with a canister. */
export type Home = UserRow & { readonly canisterId: string };

/** Calls one method of a home. @throws {CallError} */
export function callHome<Name extends keyof bindings._SERVICE>(
  home: Home,
  method: Name,
  args: Arguments<bindings._SERVICE[Name]>,
): Promise<Reply<bindings._SERVICE[Name]>> {
  return call(Principal.fromText(home.canisterId), method, args);
}

/** The user whose canister this is, also while it goes. */
export function homeOfCanister({ store }: Context, canister: Principal): Promise<Home | undefined> {
  const canisterId = canister.toText();
  return store.view(INSTANCE, async (view) =>
    withCanister(await view.find(users, "canisterId", { canisterId })),
  );
}

/** @param id of the account */
export function homeOf({ store }: Context, id: bigint): Promise<Home | undefined> {
  return store.view(INSTANCE, async (view) => withCanister(await view.get(users, { id })));
}

/** The home of a handle, unless it goes, or is gone. */
export function homeOfHandle({ store }: Context, handle: string): Promise<Home | undefined> {
  return store.view(INSTANCE, async (view) => {
    const home = withCanister(await view.find(users, "handle", { handle }));
    return home?.status === "DeletionPending" ? undefined : home;
  });
}

/** The actor of a home, as its documents call it. */
export async function actorOf({ store }: Context, home: Home): Promise<string> {
  const account = await store.view(home.id, (view) => view.get(accounts, { id: home.id }));
  if (account === undefined) throw new Error(`${home.handle} has no account.`);
  return account.uri;
}

function withCanister(user: UserRow | undefined): Home | undefined {
  if (user === undefined) return undefined;
  const { canisterId } = user;
  return canisterId === null ? undefined : { ...user, canisterId };
}
