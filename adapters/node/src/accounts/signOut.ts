/** Ends every session, code and token of a principal, and, when the account goes, the means to sign in again. */

import { INSTANCE, users, type Performer, type Row, type Store, type Turn } from "@mastic/core";
import { browserSessions, oauthCodes, oauthTokens } from "../oauth/tables.ts";
import { forgetCredentials } from "./forgetCredentials.ts";

/** How many rows of each kind one turn removes. */
const STEP = 200;

export async function signOutEverywhere(store: Store, principal: string): Promise<void> {
  // Before the tokens: a code that is kept back would be good for another one.
  let after: Place | undefined;
  do after = await store.turn(INSTANCE, (turn) => forgetCodes(turn, principal, after));
  while (after !== undefined);
  while (await store.turn(INSTANCE, (turn) => signOut(turn, principal)));
}

type Place = Pick<Row<typeof oauthCodes>, "expiresAt" | "codeHash">;

/** Codes live for minutes, so there are few of them. @returns the last one that was looked at, unless it was the last of all */
async function forgetCodes(
  turn: Turn,
  principal: string,
  after: Place | undefined,
): Promise<Place | undefined> {
  const from = after === undefined ? {} : { after };
  const { rows, next } = await turn.scan(oauthCodes, { index: "byExpiry", ...from, limit: STEP });
  for (const row of rows) if (row.principal === principal) await turn.delete(oauthCodes, row);
  const last = rows.at(-1);
  if (next === undefined || last === undefined) return undefined;
  return { expiresAt: last.expiresAt, codeHash: last.codeHash };
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
 * Removes a home with its credentials: neither the address nor the password and passkeys of someone who left are ours to keep, whoever
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
      await store.turn(INSTANCE, (turn) => forgetCredentials(turn, user.principal));
    }
    return deleteHome(effect);
  };
}
