/** The one error of this package: every failure that a caller can act on has a `code` of a closed list. */

/**
 * - `rejected`: the call was rejected; `rejectCode` and `errorCode` are those of the interface specification.
 * - `not_accepted`: the ingress message was refused before it was executed (`canister_inspect_message`, frozen, too large).
 * - `not_answered`: nothing is left to execute and the call still has no answer.
 * - `invalid_module`: the bytes are no WebAssembly module that a canister may have.
 * - `invalid_argument`: an argument of this package's own functions is out of its range.
 * - `engine`: a bug of this runtime.
 * - `torn_down`: the runtime was used after `tearDown`.
 */
export type CanisterRuntimeErrorCode =
  | "rejected"
  | "not_accepted"
  | "not_answered"
  | "invalid_module"
  | "invalid_argument"
  | "engine"
  | "torn_down";

/** What a {@link CanisterRuntimeError} knows besides its message. */
export interface CanisterRuntimeErrorContext {
  /** Reject code 1 to 6 of the interface specification, section "Reject codes". */
  rejectCode?: number;
  /** Error code such as `IC0503`. */
  errorCode?: string;
  /** The reject message, without the wrapping of `message`. */
  rejectMessage?: string;
  cause?: unknown;
}

export class CanisterRuntimeError extends Error {
  override readonly name = "CanisterRuntimeError";
  readonly code: CanisterRuntimeErrorCode;
  readonly kind: "input" | "remote";
  readonly rejectCode: number | undefined;
  readonly errorCode: string | undefined;
  readonly rejectMessage: string | undefined;

  constructor(code: CanisterRuntimeErrorCode, message: string, context: CanisterRuntimeErrorContext = {}) {
    super(message, context.cause === undefined ? undefined : { cause: context.cause });
    this.code = code;
    this.kind =
      code === "rejected" || code === "not_accepted" || code === "not_answered" ? "remote" : "input";
    this.rejectCode = context.rejectCode;
    this.errorCode = context.errorCode;
    this.rejectMessage = context.rejectMessage;
  }
}
