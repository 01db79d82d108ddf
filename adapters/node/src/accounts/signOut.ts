/** Ends every session and token of a principal, and, when the account goes, the means to sign in again. */

import { INSTANCE, users, type Performer, type Store, type Turn } from "@mastic/core";
import { browserSessions, credentials, oauthTokens } from "../oauth/tables.ts";

/** How many rows of each kind one turn removes. */
const STEP = 200;

export async function signOutEverywhere(store: Store, principal: string): Promise<void> {
  while (await store.turn(INSTANCE, (turn) => signOut(turn, principal)));
}

/** @returns whether there is more */
async function signOut(turn: Turn, principal: string): Promise<boolean> {
  const named = { index: "byPrincipal", equals: { principal }, limit: STEP } as const;
  const sessions = await turn.scan(browserSessions, named);
  for (const { tokenHash } of sessions.rows) await turn.delete(browserSessions, { tokenHash });
  const tokens = await turn.scan(oauthTokens, named);
  for (const { tokenHash } of tokens.rows) await turn.delete(oauthTokens, { tokenHash });
  return sessions.next !== undefined || tokens.next !== undefined;
}

/**
 * Removes a home with its credentials: neither the address nor the password of someone who left is ours to keep, whoever
 * deleted the account. They go before the Directory's row, so that a crash in between leaves nobody behind.
 */
export function withCredentials(store: Store, deleteHome: Performer): Performer {
  return async (effect) => {
    const { payload } = effect;
    const userId =
      typeof payload === "object" && payload !== null && "userId" in payload ? payload.userId : undefined;
    const user =
      typeof userId === "string"
        ? await store.view(INSTANCE, (view) => view.get(users, { id: BigInt(userId) }))
        : undefined;
    if (user !== undefined) {
      await signOutEverywhere(store, user.principal);
      await store.turn(INSTANCE, (turn) => turn.delete(credentials, { principal: user.principal }));
    }
    return deleteHome(effect);
  };
}
