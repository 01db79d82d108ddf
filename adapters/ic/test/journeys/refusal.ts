/** What canisters refuse, as the domain words it: the stories are told in the domain's codes. */

import { CoreError, type Caller, type CoreErrorCode } from "@mastic/core";
import { CanisterRuntimeError } from "@mastic/canister-runtime";

type Reply = { readonly Ok: unknown } | { readonly Err: object };
type OkOf<R> = R extends { Ok: infer T } ? T : never;

/** The names of cases that the domain spells otherwise. */
const codes: Readonly<Record<string, CoreErrorCode>> = { BadArgs: "BadArgs", LimitExceeded: "LimitExceeded" };

/**
 * Calls as somebody. A call that inspect_message turns away, or whose canister is gone, is refused as the domain
 * refuses whoever may not do that.
 * @throws {CoreError}
 */
export async function asking<R extends Reply>(caller: Caller, call: () => Promise<R>): Promise<OkOf<R>> {
  const reply = await reaching(caller, call);
  if ("Ok" in reply) return reply.Ok as OkOf<R>;
  const [name = "Internal", message] = Object.entries(reply.Err)[0] ?? [];
  if (name === "Unauthorized" && caller.principal === null) {
    throw new CoreError("AnonymousPrincipal", "Sign in first.");
  }
  throw new CoreError(codes[name] ?? (name as CoreErrorCode), `${name}: ${String(message)}`);
}

/** @throws {CoreError} */
export async function reaching<R>(caller: Caller, call: () => Promise<R>): Promise<R> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof CanisterRuntimeError)) throw error;
    if (error.code !== "not_accepted" && !/not found|IC0301/.test(error.message)) throw error;
    throw new CoreError(caller.principal === null ? "AnonymousPrincipal" : "Unauthorized", error.message);
  }
}
