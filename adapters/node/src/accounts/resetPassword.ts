/** Gives an account back to its owner: a new password, and nothing of who had it before is good any more (decisions/029). */

import { INSTANCE, type Store } from "@mastic/core";
import type { Passwords } from "../auth/password.ts";
import { endEpoch } from "../oauth/epoch.ts";
import { credentials } from "../oauth/tables.ts";
import { forgetPasskeys } from "./forgetCredentials.ts";
import { forgetSignedOut } from "./signOut.ts";

/** @param password that has been checked */
export async function resetPassword(
  { store, passwords }: { readonly store: Store; readonly passwords: Passwords },
  principal: string,
  password: string,
): Promise<void> {
  const passwordHash = await passwords.hash(password);
  await store.turn(INSTANCE, async (turn) => {
    await turn.update(credentials, { principal }, { passwordHash });
    // Whoever had taken the account may have left a passkey behind; from here on none of their tokens adds another.
    await forgetPasskeys(turn, principal);
    await endEpoch(turn, principal);
  });
  await forgetSignedOut(store, principal);
}
