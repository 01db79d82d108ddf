/** Reserving a name, and an address, for who signs up: nobody else has them, and there is a way to sign in. */

import { INSTANCE, users, type Store, type View } from "@mastic/core";
import { credentials } from "../oauth/tables.ts";
import { keepPasskey } from "../passkeys/keep.ts";
import type { NewPasskey } from "../passkeys/register.ts";
import { forgetCredentials } from "./forgetCredentials.ts";
import { FormError } from "./formError.ts";
import { useInvitation } from "./invitation.ts";

/** Credentials whose sign-up did not come to its end are given up after this long. */
const ABANDONED = 60_000;

/**
 * Writes the credentials first, so that no user is ever without; what a crash left behind is replaced. The invitation
 * is used in the same turn, so that there is never the one without the other.
 */
export async function reserve(
  store: Store,
  row: {
    readonly principal: string;
    readonly handle: string;
    readonly email: string | null;
    readonly passwordHash: string;
  },
  passkey: NewPasskey | undefined,
  invitation: string | undefined,
): Promise<void> {
  await store.turn(INSTANCE, async (turn) => {
    if (invitation !== undefined) await useInvitation(turn, invitation);
    for (const rival of await rivalsOf(turn, row, turn.now)) await forgetCredentials(turn, rival);
    await turn.insert(credentials, { ...row, createdAt: turn.now, epoch: 0 });
    if (passkey !== undefined) await keepPasskey(turn, passkey, "");
  });
}

/**
 * @returns the principals that a sign-up which came to no end has left with this name or address
 * @throws {FormError} when somebody has one of them, or signs up with it now
 */
export async function rivalsOf(
  view: View,
  wanted: { readonly handle: string; readonly email: string | null },
  now: number,
): Promise<string[]> {
  const { handle, email } = wanted;
  const rivals = [
    { field: "handle" as const, row: await view.find(credentials, "handle", { handle }) },
    {
      field: "email" as const,
      row: email === null ? undefined : await view.find(credentials, "email", { email }),
    },
  ];
  const abandoned: string[] = [];
  for (const { field, row } of rivals) {
    if (row === undefined) continue;
    const used = await view.find(users, "principal", { principal: row.principal });
    if (used !== undefined || row.createdAt > now - ABANDONED) {
      throw new FormError(field, `${field}.taken`);
    }
    abandoned.push(row.principal);
  }
  return abandoned;
}
