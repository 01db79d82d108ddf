/** Signing up with a handle, and a password or a passkey: the way into the Directory on this host. */

import { randomUUID } from "node:crypto";
import { CoreError, INSTANCE, type Directory, type Store } from "@mastic/core";
import { Handle } from "@mastic/validation";
import { isCommonPassword } from "../auth/commonPassword.ts";
import type { Passwords } from "../auth/password.ts";
import type { NewPasskey } from "../passkeys/register.ts";
import { notClaimable } from "./claimable.ts";
import { forgetCredentials } from "./forgetCredentials.ts";
import { FormError } from "./formError.ts";
import { giveBackInvitation } from "./invitation.ts";
import { reserve } from "./reserve.ts";

export interface SignUpForm {
  readonly handle: string;
  /** How to sign in from then on. */
  readonly means: { readonly password: string } | { readonly passkey: NewPasskey };
  readonly email: string | null;
  /** Where registrations need one. */
  readonly invitation?: string | undefined;
}

export const PASSWORD_MIN = 8;
const PASSWORD_MAX = 128;

export interface SignUpPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly passwords: Passwords;
  /** Resolves when the user's home has been made. */
  readonly settled: (principal: string) => Promise<void>;
}

/** @param handle whose it is, in stored form @throws {FormError} */
export function checkPassword(password: string, handle: string): void {
  if (password.length < PASSWORD_MIN) {
    throw new FormError("password", "password.short", { values: { least: PASSWORD_MIN } });
  }
  if (password.length > PASSWORD_MAX) {
    throw new FormError("password", "password.long", { values: { most: PASSWORD_MAX } });
  }
  if (password.toLowerCase() === handle) {
    throw new FormError("password", "password.handle");
  }
  if (isCommonPassword(password)) {
    throw new FormError("password", "password.common");
  }
}

/** @returns the address as it is kept @throws {FormError} */
export function checkEmail(email: string | null): string | null {
  const bare = email?.trim().toLowerCase() ?? "";
  if (bare === "") return null;
  if (bare.length > 254 || !/^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>.]+$/.test(bare)) {
    throw new FormError("email", "email.invalid");
  }
  return bare;
}

/**
 * Makes an account that can sign in.
 * @param needsInvitation where registrations are by invitation; operators need none
 * @returns the principal of the new user
 * @throws {FormError}
 */
export async function signUp(
  ports: Omit<SignUpPorts, "directory"> & {
    readonly directory: { signUp(...args: Parameters<Directory["signUp"]>): Promise<unknown> };
  },
  form: SignUpForm,
  needsInvitation: boolean,
): Promise<string> {
  const handle = Handle.sanitize(form.handle);
  const email = checkEmail(form.email);
  const passkey = "passkey" in form.means ? form.means.passkey : undefined;
  // A passkey was made for a principal already.
  const principal = passkey?.principal ?? newPrincipal();
  let passwordHash = "";
  if ("password" in form.means) {
    checkPassword(form.means.password, handle);
    passwordHash = await ports.passwords.hash(form.means.password);
  }
  const invitation = needsInvitation ? (form.invitation ?? "") : undefined;
  await reserve(ports.store, { principal, handle, email, passwordHash }, passkey, invitation);
  try {
    await ports.directory.signUp({ principal }, { handle });
  } catch (error) {
    await ports.store.turn(INSTANCE, async (turn) => {
      await forgetCredentials(turn, principal);
      if (invitation !== undefined) await giveBackInvitation(turn, invitation);
    });
    throw asFormError(error, handle);
  }
  await ports.settled(principal);
  return principal;
}

export function newPrincipal(): string {
  return `local:${randomUUID()}`;
}

function asFormError(error: unknown, handle: string): unknown {
  if (!(error instanceof CoreError)) return error;
  switch (error.code) {
    case "HandleTaken":
      return new FormError("handle", "handle.taken");
    case "InvalidHandle":
      return notClaimable(handle, error);
    default:
      return error;
  }
}
