/** What the admin methods share: who may call them, and people as moderators see them. */

import {
  accounts,
  INSTANCE,
  moderators,
  users,
  type AccountRow,
  type Caller,
  type UserRow,
  type View,
} from "@mastic/core";
import { requireViewer, type Call } from "./call.ts";
import type { AdminAccountView } from "./entities/admin.ts";
import { ApiError } from "./error.ts";

/** Moderators, and the governance where there is one. @throws {ApiError} 403 */
export async function requireModerator(call: Call): Promise<Caller> {
  const { caller } = requireViewer(call);
  const { principal } = caller;
  const { directory } = call.api;
  if (principal !== null && (await directory.isModerator(principal))) return caller;
  if (principal !== null && principal === (await directory.governance())) return caller;
  throw new ApiError(403, "This action is not allowed");
}

/** Reads what belongs to the instance, as one of its moderators. @throws {ApiError} 403 */
export async function readAsModerator<R>(
  call: Call,
  reader: (view: View, governed: boolean) => Promise<R>,
): Promise<R> {
  await requireModerator(call);
  const governed = (await call.api.directory.governance()) !== undefined;
  return call.api.context.store.view(INSTANCE, (view) => reader(view, governed));
}

export async function adminAccount(
  view: View,
  account: AccountRow,
  governed: boolean,
): Promise<AdminAccountView> {
  const user = account.host === null ? await view.get(users, { id: account.id }) : undefined;
  return { account, user, moderator: await isNamedModerator(view, user), governed };
}

export async function adminAccountById(
  view: View,
  id: bigint | null,
  governed: boolean,
): Promise<AdminAccountView | undefined> {
  const account = id === null ? undefined : await view.get(accounts, { id });
  return account === undefined ? undefined : adminAccount(view, account, governed);
}

/** Also while that one is suspended, and so keeps no order. */
async function isNamedModerator(view: View, user: UserRow | undefined): Promise<boolean> {
  if (user === undefined) return false;
  return (await view.get(moderators, { principal: user.principal })) !== undefined;
}
