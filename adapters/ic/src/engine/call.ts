/** Calls to other canisters (Internet Computer interface specification: Inter-canister calls). */

import { awaitSettling } from "./pendingCalls.ts";
import { enterCleanUp, enterMessage, inCleanUp } from "./message.ts";
import { ic } from "./system.ts";

/** Why a call has no reply. */
export type CallErrorCode =
  /** Rejected by the system for good: no such canister, or no such method. */
  | "destination_invalid"
  /** It may work later: the canister is stopped, a queue is full, cycles are short. */
  | "transient"
  /** The canister called trapped, or does not answer as it must. */
  | "canister_error"
  /** The canister called refused. */
  | "canister_reject"
  /** Nobody knows whether the call had an effect. */
  | "unknown"
  /** The code behind a call has trapped: this is its clean-up. */
  | "trapped";

export class CallError extends Error {
  override readonly name = "CallError";
  readonly code: CallErrorCode;

  constructor(code: CallErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Calls a method with encoded arguments. What was written before the first await is committed by then.
 * @param cycles attached; what is not accepted comes back
 * @returns the encoded reply
 * @throws {CallError}
 */
export function callRaw(
  canister: Uint8Array,
  method: string,
  argument: Uint8Array,
  cycles = 0n,
): Promise<Uint8Array> {
  if (inCleanUp()) return Promise.reject(new CallError("trapped", "A clean-up calls nobody."));
  return new Promise((resolve, reject) => {
    const id = awaitSettling({
      resolve(reply) {
        enterMessage();
        resolve(reply);
      },
      reject(failure) {
        const error = readFailure(failure);
        if (error.code === "trapped") enterCleanUp();
        else enterMessage();
        reject(error);
      },
    });
    ic.callRaw(id, id, canister, method, argument, cycles.toString());
  });
}

/** Reject codes of the interface specification. */
const codes: Readonly<Record<number, CallErrorCode>> = {
  1: "transient",
  2: "transient",
  3: "destination_invalid",
  4: "canister_reject",
  5: "canister_error",
  6: "unknown",
};

function readFailure(failure: unknown): CallError {
  if (!(failure instanceof Error)) return new CallError("unknown", String(failure));
  const type = "type" in failure ? failure.type : undefined;
  if (type === "CleanupCallback") return new CallError("trapped", failure.message);
  const code = "rejectCode" in failure ? codes[Number(failure.rejectCode)] : undefined;
  const message = "rejectMessage" in failure ? String(failure.rejectMessage) : failure.message;
  return new CallError(code ?? "transient", message);
}
