/** Asks anew who it is, before what cannot be undone: the password of the account, or one of its passkeys. */

import type { Context } from "hono";
import type { Input } from "@mastic/mastodon-api";
import type { UserRow } from "@mastic/core";
import type { TextId } from "../language/english.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import { finishAuthentication } from "../passkeys/authenticate.ts";
import { PasskeyError } from "../passkeys/error.ts";
import { passkeyOf } from "../passkeys/tables.ts";
import { isPasswordOf } from "./isPasswordOf.ts";

/**
 * @param form `password`, or in `passkey` what the browser answered to `/auth/proof` in JSON
 * @returns what is wrong; undefined where it is they
 * @throws {ApiError} 429 @throws {AuthError} `busy`
 */
export async function proofFault(
  ports: OAuthPorts,
  c: Context,
  { principal }: UserRow,
  form: Input,
): Promise<TextId | undefined> {
  // Who has somebody's browser may guess no oftener than who has only their name.
  ports.attempt(c, "signIn");
  const answer = form.text("passkey") ?? "";
  ports.attempt(c, "signIn", answer === "" ? principal : passkeyOf(principal));
  if (answer === "") {
    const isIt = await isPasswordOf(ports.store, ports.passwords, principal, form.text("password") ?? "");
    return isIt ? undefined : "proof.wrong";
  }
  try {
    const of = await finishAuthentication(ports, c, "prove", answer, () => undefined);
    return of.principal === principal ? undefined : new PasskeyError("refused").text;
  } catch (error) {
    if (error instanceof PasskeyError) return error.text;
    throw error;
  }
}
