/** Makes invitations, for nodes with `REGISTRATIONS=invite`. */

import { INSTANCE, type Millis, type Store } from "@mastic/core";
import { hashToken, newToken } from "../auth/token.ts";
import { invitations } from "../oauth/tables.ts";

/** @param wanted `expiresAt` is null for one that is good for ever @returns its code, which is kept nowhere */
export async function createInvitation(
  store: Store,
  { uses, expiresAt }: { readonly uses: number; readonly expiresAt: Millis | null },
): Promise<string> {
  const code = newToken();
  await store.turn(INSTANCE, (turn) =>
    turn.insert(invitations, {
      codeHash: hashToken(code),
      usesLeft: uses,
      expiresAt,
      createdAt: turn.now,
    }),
  );
  return code;
}
