/** Takes from an account the means to sign in. */

import type { Turn } from "@mastic/core";
import { credentials } from "../oauth/tables.ts";
import { MOST_PASSKEYS, passkeys } from "../passkeys/tables.ts";

export async function forgetPasskeys(turn: Turn, principal: string): Promise<void> {
  const { rows } = await turn.scan(passkeys, {
    index: "byPrincipal",
    equals: { principal },
    limit: MOST_PASSKEYS,
  });
  for (const { id } of rows) await turn.delete(passkeys, { id });
}

/** The name and the address that are reserved with it, too. */
export async function forgetCredentials(turn: Turn, principal: string): Promise<void> {
  await forgetPasskeys(turn, principal);
  await turn.delete(credentials, { principal });
}
