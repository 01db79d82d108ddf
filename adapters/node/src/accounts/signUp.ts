/** Signing up with a handle and a password: the way into the Directory on this host. */

import { randomUUID } from "node:crypto";
import { CoreError, INSTANCE, users, type Directory, type Store, type Turn } from "@mastic/core";
import { Handle } from "@mastic/validation";
import { isCommonPassword } from "../auth/commonPassword.ts";
import type { Passwords } from "../auth/password.ts";
import { hashToken } from "../auth/token.ts";
import { credentials, invitations } from "../oauth/tables.ts";

export interface SignUpForm {
  readonly handle: string;
  readonly password: string;
  readonly email: string | null;
  /** Where registrations need one. */
  readonly invitation?: string | undefined;
}

/** What is wrong with a form, by field. */
export class FormError extends Error {
  override readonly name = "FormError";
  readonly field: "handle" | "password" | "email" | "invitation";
  /** Somebody else has it. */
  readonly isTaken: boolean;

  constructor(field: FormError["field"], message: string, isTaken = false) {
    super(message);
    this.field = field;
    this.isTaken = isTaken;
  }
}

const PASSWORD_MIN = 8;
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
    throw new FormError("password", `Use at least ${PASSWORD_MIN} characters.`);
  }
  if (password.length > PASSWORD_MAX) {
    throw new FormError("password", `Use at most ${PASSWORD_MAX} characters.`);
  }
  if (password.toLowerCase() === handle) {
    throw new FormError("password", "Use another password than the name of the account.");
  }
  if (isCommonPassword(password)) {
    throw new FormError("password", "This password is among the first that others would try: use another.");
  }
}

/** @throws {FormError} */
function checkEmail(email: string | null): string | null {
  const bare = email?.trim().toLowerCase() ?? "";
  if (bare === "") return null;
  if (bare.length > 254 || !/^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>.]+$/.test(bare)) {
    throw new FormError("email", "This is not an e-mail address.");
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
  checkPassword(form.password, handle);
  const email = checkEmail(form.email);
  const principal = `local:${randomUUID()}`;
  const passwordHash = await ports.passwords.hash(form.password);
  const invitation = needsInvitation ? (form.invitation ?? "") : undefined;
  await reserve(ports.store, { principal, handle, email, passwordHash }, invitation);
  try {
    await ports.directory.signUp({ principal }, { handle });
  } catch (error) {
    await ports.store.turn(INSTANCE, async (turn) => {
      await turn.delete(credentials, { principal });
      if (invitation !== undefined) await changeUses(turn, invitation, 1);
    });
    throw asFormError(error);
  }
  await ports.settled(principal);
  return principal;
}

function asFormError(error: unknown): unknown {
  if (!(error instanceof CoreError)) return error;
  switch (error.code) {
    case "HandleTaken":
      return new FormError("handle", "This name is taken.", true);
    case "InvalidHandle":
      return new FormError("handle", error.message);
    default:
      return error;
  }
}

/** Credentials whose sign-up did not come to its end are given up after this long. */
const ABANDONED = 60_000;

/**
 * Writes the credentials first, so that no user is ever without; what a crash left behind is replaced. The invitation
 * is used in the same turn, so that there is never the one without the other.
 */
async function reserve(
  store: Store,
  row: {
    readonly principal: string;
    readonly handle: string;
    readonly email: string | null;
    readonly passwordHash: string;
  },
  invitation: string | undefined,
): Promise<void> {
  await store.turn(INSTANCE, async (turn) => {
    if (invitation !== undefined) await changeUses(turn, invitation, -1);
    const rivals = [
      { field: "handle" as const, row: await turn.find(credentials, "handle", { handle: row.handle }) },
      {
        field: "email" as const,
        row: row.email === null ? undefined : await turn.find(credentials, "email", { email: row.email }),
      },
    ];
    for (const rival of rivals) {
      if (rival.row === undefined) continue;
      const { principal, createdAt } = rival.row;
      const used = await turn.find(users, "principal", { principal });
      if (used !== undefined || createdAt > turn.now - ABANDONED) {
        throw new FormError(
          rival.field,
          rival.field === "handle" ? "This name is taken." : "This e-mail address is in use.",
          true,
        );
      }
      await turn.delete(credentials, { principal });
    }
    await turn.insert(credentials, { ...row, createdAt: turn.now });
  });
}

/** Takes one use of an invitation, or gives it back. @throws {FormError} when there is none to take */
async function changeUses(turn: Turn, code: string, change: -1 | 1): Promise<void> {
  const codeHash = hashToken(code.trim());
  const row = await turn.get(invitations, { codeHash });
  const isSpent = row === undefined || row.usesLeft < 1 || (row.expiresAt ?? Infinity) < turn.now;
  if (change < 0 && isSpent) throw new FormError("invitation", "This invitation is not valid.");
  if (row !== undefined) await turn.update(invitations, { codeHash }, { usesLeft: row.usesLeft + change });
}
