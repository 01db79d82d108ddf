/** UC2, UC7: who the caller is, and who bears a handle (spec 05: WhoAmI, UserCanister, GetUser). */

import { Handle } from "@mastic/validation";
import type { Caller, Context } from "../context.ts";
import { CoreError } from "../error.ts";
import { users, type UserRow } from "../schema/instance.ts";
import { INSTANCE, type View } from "../store/store.ts";

/** The caller's principal. @throws {CoreError} `AnonymousPrincipal` */
export function requirePrincipal(caller: Caller): string {
  if (caller.principal === null) throw new CoreError("AnonymousPrincipal", "Sign in first.");
  return caller.principal;
}

/** The caller's own registration, whatever its state. @throws {CoreError} `NotRegistered` */
export async function whoAmI(ctx: Context, caller: Caller): Promise<UserRow> {
  return userCanister(ctx, caller, {});
}

/**
 * Where a user's home is: the caller's, or that of another principal. On the IC `canisterId` names it, elsewhere `id`.
 * @throws {CoreError} `NotRegistered`
 */
export async function userCanister(
  ctx: Context,
  caller: Caller,
  args: { readonly principal?: string | undefined },
): Promise<UserRow> {
  const principal = args.principal ?? caller.principal;
  const row =
    principal === null
      ? undefined
      : await ctx.store.view(INSTANCE, (view) => view.find(users, "principal", { principal }));
  if (row === undefined) throw new CoreError("NotRegistered", "There is no account for this principal.");
  return row;
}

/** A user who can be met: neither suspended nor still, or no longer, without a home. @throws {CoreError} `NotFound` */
export async function getUser(ctx: Context, args: { readonly handle: string }): Promise<UserRow> {
  const row = await ctx.store.view(INSTANCE, (view) => userOf(view, { handle: args.handle }));
  if (row?.status !== "Active") throw new CoreError("NotFound", `There is no ${args.handle} here.`);
  return row;
}

/** How moderators name a user. */
export type UserReference = { readonly principal: string } | { readonly handle: string };

/** The registration of a principal, or of a handle in any spelling. */
export async function userOf(view: View, reference: UserReference): Promise<UserRow | undefined> {
  return "principal" in reference
    ? view.find(users, "principal", { principal: reference.principal })
    : view.find(users, "handle", { handle: Handle.sanitize(reference.handle) });
}
