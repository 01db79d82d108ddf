/** Keeps a passkey that was made. */

import type { Turn } from "@mastic/core";
import { PasskeyError } from "./error.ts";
import type { NewPasskey } from "./register.ts";
import { MOST_PASSKEYS, passkeys } from "./tables.ts";

/**
 * @param name as its owner calls it
 * @throws {PasskeyError} `refused` where the id is one that somebody has (WebAuthn section 7.1, step 26); `too_many`
 */
export async function keepPasskey(turn: Turn, made: NewPasskey, name: string): Promise<void> {
  if ((await turn.get(passkeys, { id: made.id })) !== undefined) throw new PasskeyError("refused");
  const { principal } = made;
  const own = { index: "byPrincipal", equals: { principal }, limit: MOST_PASSKEYS } as const;
  const { rows } = await turn.scan(passkeys, own);
  if (rows.length >= MOST_PASSKEYS) throw new PasskeyError("too_many");
  await turn.insert(passkeys, { ...made, name, createdAt: turn.now, lastUsedAt: null });
}
