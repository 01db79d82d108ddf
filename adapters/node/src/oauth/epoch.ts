/** The epochs of an account: what somebody signed in with in one ends with it, all at once, however much there is. */

import type { Turn, View } from "@mastic/core";
import { credentials } from "./tables.ts";

/** @returns what a session, code or token that is made now is marked with; none is good for an account without credentials */
export async function epochOf(view: View, principal: string): Promise<number> {
  return (await view.get(credentials, { principal }))?.epoch ?? 0;
}

/** Whether nobody has signed everybody out since. @param row a session, a code or a token */
export async function isOfThisEpoch(
  view: View,
  { principal, epoch }: { readonly principal: string | null; readonly epoch: number },
): Promise<boolean> {
  // A client's own token is nobody's.
  return principal === null || (await view.get(credentials, { principal }))?.epoch === epoch;
}

/** Signs everybody out, in the turn that changes what they sign in with: a crash leaves both done, or neither. */
export async function endEpoch(turn: Turn, principal: string): Promise<void> {
  const row = await turn.get(credentials, { principal });
  if (row !== undefined) await turn.update(credentials, { principal }, { epoch: row.epoch + 1 });
}
