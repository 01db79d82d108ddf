/** Whether a password is somebody's: asked anew before what cannot be undone. */

import { INSTANCE, type Store } from "@mastic/core";
import type { Passwords } from "../auth/password.ts";
import { credentials } from "../oauth/tables.ts";

/** @throws {AuthError} `busy` */
export async function isPasswordOf(
  store: Store,
  passwords: Passwords,
  principal: string,
  password: string,
): Promise<boolean> {
  const known = await store.view(INSTANCE, (view) => view.get(credentials, { principal }));
  return passwords.verify(password, known?.passwordHash);
}
