/** Ends every session, code and token of a principal, and, when the account goes, the means to sign in again. */

import { INSTANCE, users, type Performer, type Store, type Turn } from "@mastic/core";
import { endEpoch, isOfThisEpoch } from "../oauth/epoch.ts";
import { browserSessions, oauthTokens } from "../oauth/tables.ts";
import { forgetCredentials } from "./forgetCredentials.ts";

/** How many rows of one kind one turn reads. */
const STEP = 200;

export async function signOutEverywhere(store: Store, principal: string): Promise<void> {
  await store.turn(INSTANCE, (turn) => endEpoch(turn, principal));
  await forgetSignedOut(store, principal);
}

/**
 * Removes the sessions and tokens of epochs that have ended. They are good for nothing already, and there may be many: this
 * takes as many turns as it needs, and what a crash leaves behind goes the next time. Codes expire within minutes.
 */
export async function forgetSignedOut(store: Store, principal: string): Promise<void> {
  for (const table of [browserSessions, oauthTokens]) {
    let after: string | undefined;
    do after = await store.turn(INSTANCE, (turn) => forgetStep(turn, table, principal, after));
    while (after !== undefined);
  }
}

/** @returns the `tokenHash` that was looked at last, unless it was the last of all */
async function forgetStep(
  turn: Turn,
  table: typeof browserSessions | typeof oauthTokens,
  principal: string,
  after: string | undefined,
): Promise<string | undefined> {
  const from = after === undefined ? {} : { after: { tokenHash: after } };
  const named = { index: "byPrincipal", equals: { principal }, ...from, limit: STEP } as const;
  const { rows, next } = await turn.scan(table, named);
  for (const row of rows) if (!(await isOfThisEpoch(turn, row))) await turn.delete(table, row);
  return next === undefined ? undefined : rows.at(-1)?.tokenHash;
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
