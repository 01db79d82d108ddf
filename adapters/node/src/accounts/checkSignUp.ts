/** Whether a sign-up would be taken, without beginning it. */

import { INSTANCE, tombstones, users, type View } from "@mastic/core";
import { checkInvitation } from "./invitation.ts";
import { claimable } from "./claimable.ts";
import { FormError } from "./formError.ts";
import { rivalsOf } from "./reserve.ts";
import { checkEmail, type SignUpPorts } from "./signUp.ts";

type Ports = Pick<SignUpPorts, "store"> & { readonly now: () => number };

/**
 * @param form.invitation where registrations are by invitation
 * @returns the handle in stored form
 * @throws {FormError}
 */
export async function checkSignUp(
  { store, now }: Ports,
  form: { readonly handle: string; readonly email: string | null; readonly invitation: string | undefined },
): Promise<{ readonly handle: string }> {
  const handle = claimable(form.handle);
  const email = checkEmail(form.email);
  await store.view(INSTANCE, async (view) => {
    if (form.invitation !== undefined) await checkInvitation(view, form.invitation, now());
    await requireFree(view, { handle, email }, now());
  });
  return { handle };
}

/** The same of the name alone, while it is written. @returns the handle in stored form @throws {FormError} */
export async function checkHandle({ store, now }: Ports, text: string): Promise<string> {
  const handle = claimable(text);
  await store.view(INSTANCE, (view) => requireFree(view, { handle, email: null }, now()));
  return handle;
}

/** Neither somebody's, nor of somebody deleted not long ago. @throws {FormError} */
async function requireFree(
  view: View,
  wanted: { readonly handle: string; readonly email: string | null },
  now: number,
): Promise<void> {
  const { handle } = wanted;
  await rivalsOf(view, wanted, now);
  const had = (await view.find(users, "handle", { handle })) ?? (await view.get(tombstones, { handle }));
  if (had !== undefined) throw new FormError("handle", "handle.taken");
}
