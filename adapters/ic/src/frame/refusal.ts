/**
 * Errors of the domain as Candid variants, for every method in one table: a `CoreError` becomes the case of the
 * method's error variant that bears its code.
 */

import { CoreError, type CoreErrorCode } from "@mastic/core";
import { IDL } from "@icp-sdk/core/candid";

/** An error variant that carries more than a text, or has no `CoreErrorCode`: given as it is to be answered. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly variant: object | string;

  constructor(variant: object | string) {
    super(typeof variant === "string" ? variant : Object.keys(variant).join());
    this.variant = variant;
  }
}

/** What a code is answered as where the method has no case of its own name, first match first. */
const kin: Partial<Record<CoreErrorCode, readonly string[]>> = {
  AnonymousPrincipal: ["Unauthorized", "NotRegistered"],
  Suspended: ["Unauthorized"],
  NotRegistered: ["Unauthorized"],
  Gone: ["NotFound", "NotFollowing"],
  // Nobody is followed who is not there.
  NotFound: ["NotFollowing"],
  LimitExceeded: ["BadArgs"],
  Forbidden: ["Unauthorized"],
  Rejected: ["ProcessingFailed"],
};
const anything = ["Internal", "InternalError"];

/**
 * @param reply the method's reply type
 * @returns `{ Err: … }` as the method declares it; `undefined` when it has no case for this error
 */
export function refuse(reply: IDL.Type | undefined, error: unknown): { Err: object | string } | undefined {
  // Where nothing can be answered, the message traps: an execution that was refused is none that went well.
  if (error instanceof Refusal) return hasErrors(reply) ? { Err: error.variant } : undefined;
  if (!(error instanceof CoreError)) return undefined;
  const cases = errorCases(reply);
  for (const name of [error.code, ...(kin[error.code] ?? []), ...anything]) {
    const payload = cases.get(name);
    if (payload === undefined) continue;
    if (payload instanceof IDL.NullClass) return { Err: { [name]: null } };
    if (payload instanceof IDL.TextClass) return { Err: { [name]: error.message } };
  }
  return undefined;
}

function errorCases(reply: IDL.Type | undefined): ReadonlyMap<string, IDL.Type> {
  return casesOf(casesOf(reply).get("Err"));
}

/** The cases of a variant, and none of anything else. */
function casesOf(type: IDL.Type | undefined): ReadonlyMap<string, IDL.Type> {
  return new Map(type !== undefined && type instanceof IDL.VariantClass ? type._fields : []);
}

/** Whether the reply of a method is `variant { Ok; Err }`. */
export function hasErrors(reply: IDL.Type | undefined): boolean {
  return casesOf(reply).has("Err");
}
