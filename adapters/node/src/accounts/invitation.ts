/** Invitations: codes that are good for so many sign-ups, of which a hash is kept. */

import type { Row, Turn, View } from "@mastic/core";
import { hashToken } from "../auth/token.ts";
import { invitations } from "../oauth/tables.ts";
import { FormError } from "./formError.ts";

/** @returns the row of a code that somebody gave, if there is one @throws {FormError} when it is not good (any longer) */
export async function checkInvitation(
  view: View,
  code: string,
  now: number,
): Promise<Row<typeof invitations>> {
  const row = await view.get(invitations, { codeHash: hashToken(code.trim()) });
  if (row === undefined || row.usesLeft < 1 || (row.expiresAt ?? Infinity) < now) {
    throw new FormError("invitation", "invitation.invalid");
  }
  return row;
}

/** @throws {FormError} when there is none to use */
export async function useInvitation(turn: Turn, code: string): Promise<void> {
  const { codeHash, usesLeft } = await checkInvitation(turn, code, turn.now);
  await turn.update(invitations, { codeHash }, { usesLeft: usesLeft - 1 });
}

/** For a sign-up that came to nothing. */
export async function giveBackInvitation(turn: Turn, code: string): Promise<void> {
  const codeHash = hashToken(code.trim());
  const row = await turn.get(invitations, { codeHash });
  if (row !== undefined) await turn.update(invitations, { codeHash }, { usesLeft: row.usesLeft + 1 });
}
