/** The one error of this package. */

import type { _SERVICE as DirectoryInterface } from "./candid/directory.did.ts";
import type { _SERVICE as UserInterface } from "./candid/user.did.ts";
import type { RefusalOf } from "./reply.ts";

/** What a canister may refuse with: the cases of the error variants of its interface. */
export type RefusalCode = RefusalOf<DirectoryInterface> | RefusalOf<UserInterface>;

/** Every reason for a failure: a canister's own, and these of the way to it. */
export type IcClientErrorCode =
  | RefusalCode
  /** With a reason in words and no case of its own: `validate_proposal`. */
  | "Refused"
  /** The canister did not take the call, or failed at it: the reject message is in `message`. */
  | "CallRejected"
  /** No answer came, or one that could not be verified: whether the call was executed is unknown. */
  | "NoAnswer"
  /** The User canister was not there in time: `waitForUser`. */
  | "TimedOut";

/** Where it happened. */
export interface IcClientErrorContext {
  /** The method that was called. */
  readonly method: string;
  /** What came with a refusal: `{ required, provided }` of `InsufficientCycles`, the text of `BadArgs`; else `null`. */
  readonly detail?: unknown;
  readonly cause?: unknown;
}

/** A call that did not succeed; `code` is stable, the message is for people. */
export class IcClientError extends Error {
  override readonly name = "IcClientError";
  readonly code: IcClientErrorCode;
  /** `refusal`: the canister said no, and changed nothing. `remote`: it failed. `transport`: it could not be asked. */
  readonly kind: "refusal" | "remote" | "transport";
  readonly method: string;
  readonly detail: unknown;

  constructor(
    code: IcClientErrorCode,
    message: string,
    { method, detail = null, cause }: IcClientErrorContext,
  ) {
    super(message, { cause });
    this.code = code;
    this.kind = kindOf(code);
    this.method = method;
    this.detail = detail;
  }
}

function kindOf(code: IcClientErrorCode): IcClientError["kind"] {
  if (code === "CallRejected" || code === "TimedOut") return "remote";
  return code === "NoAnswer" ? "transport" : "refusal";
}
