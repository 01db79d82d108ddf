/** Signing in with a handle or an e-mail address and a password. */

import { INSTANCE, users, type Store } from "@mastic/core";
import type { Passwords } from "../auth/password.ts";
import { credentials } from "../oauth/tables.ts";

/**
 * @returns the principal, or `undefined` when name and password do not go together; it takes as long either way
 */
export async function signIn(
  store: Store,
  passwords: Passwords,
  name: string,
  password: string,
): Promise<string | undefined> {
  const bare = name.trim().toLowerCase().replace(/^@/, "");
  const row = await store.view(INSTANCE, async (view) => {
    const found = bare.includes("@")
      ? await view.find(credentials, "email", { email: bare })
      : await view.find(credentials, "handle", { handle: bare });
    const user = found && (await view.find(users, "principal", { principal: found.principal }));
    return user === undefined || user.status === "DeletionPending" ? undefined : found;
  });
  const matches = await passwords.verify(password, row?.passwordHash);
  return matches && row !== undefined ? row.principal : undefined;
}
