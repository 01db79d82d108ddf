/** Signing in with a handle or an e-mail address and a password. */

import { INSTANCE, users, type Instance, type Store, type UserRow } from "@mastic/core";
import type { Passwords } from "../auth/password.ts";
import { credentials } from "../oauth/tables.ts";

export interface SignedIn {
  /** May be suspended, or about to be deleted. */
  readonly user: UserRow;
  /** Of the password that was given. */
  readonly passwordHash: string;
}

/**
 * @param name `alice`, `@alice`, `alice@this.host` or the e-mail address
 * @param count counts the attempt at this account, or at a name that nobody has; what it throws ends the attempt
 * @returns `undefined` when name and password do not go together, which takes as long
 */
export async function signIn(
  { store, passwords, instance }: { store: Store; passwords: Passwords; instance: Instance },
  name: string,
  password: string,
  count: (account: string) => void,
): Promise<SignedIn | undefined> {
  const bare = name.trim().toLowerCase().replace(/^@/, "");
  const here = `@${instance.host}`;
  const handle = bare.endsWith(here) ? bare.slice(0, -here.length) : bare;
  const found = await store.view(INSTANCE, async (view) => {
    const credential =
      (await view.find(credentials, "handle", { handle })) ??
      (await view.find(credentials, "email", { email: bare }));
    const user = credential && (await view.find(users, "principal", { principal: credential.principal }));
    if (credential === undefined || user === undefined) return undefined;
    return { credential, user };
  });
  count(found?.user.principal ?? `named ${handle.slice(0, 320)}`);
  const matches = await passwords.verify(password, found?.credential.passwordHash);
  return found !== undefined && matches
    ? { user: found.user, passwordHash: found.credential.passwordHash }
    : undefined;
}
