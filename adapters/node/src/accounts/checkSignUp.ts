/** Whether a sign-up would be taken, without beginning it. */

import { INSTANCE, tombstones, users } from "@mastic/core";
import { parseClaimableHandle, ValidationError } from "@mastic/validation";
import { FormError } from "./formError.ts";
import { checkInvitation } from "./invitation.ts";
import { rivalsOf } from "./reserve.ts";
import { checkEmail, type SignUpPorts } from "./signUp.ts";

/**
 * @param form.invitation where registrations are by invitation
 * @returns the handle in stored form
 * @throws {FormError}
 */
export async function checkSignUp(
  { store, now }: Pick<SignUpPorts, "store"> & { readonly now: () => number },
  form: { readonly handle: string; readonly email: string | null; readonly invitation: string | undefined },
): Promise<{ readonly handle: string }> {
  const handle = claimable(form.handle);
  const email = checkEmail(form.email);
  await store.view(INSTANCE, async (view) => {
    if (form.invitation !== undefined) await checkInvitation(view, form.invitation, now());
    await rivalsOf(view, { handle, email }, now());
    const had = (await view.find(users, "handle", { handle })) ?? (await view.get(tombstones, { handle }));
    if (had !== undefined) throw new FormError("handle", "This name is taken.", true);
  });
  return { handle };
}

function claimable(handle: string): string {
  try {
    return parseClaimableHandle(handle);
  } catch (error) {
    if (error instanceof ValidationError) throw new FormError("handle", error.message);
    throw error;
  }
}
