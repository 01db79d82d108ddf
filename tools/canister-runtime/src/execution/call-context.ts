/** Who waits for the response to a call, and what is still open of it (interface specification, "Call contexts"). */
import type { Principal } from "@icp-sdk/core/principal";

/** Where a response goes. */
export type Origin =
  /** An ingress message, by its request id in hexadecimal. */
  | { kind: "ingress"; request: string }
  /** A callback of a canister; `canister` is the key of its id. */
  | { kind: "canister"; canister: string; callback: number }
  /** A heartbeat or timer: nobody waits. */
  | { kind: "system" };

export interface CallContext {
  readonly id: number;
  readonly origin: Origin;
  readonly caller: Principal;
  readonly method: string;
  /** When the caller stops waiting, in ns; 0 if it waits without bound. */
  readonly deadline: bigint;
  /** Cycles of the call that were neither accepted nor refunded. */
  cycles: bigint;
  responded: boolean;
  /** Calls made in this context whose callbacks did not run yet. */
  outstanding: number;
  /** Instructions of all executions in this context. */
  instructions: bigint;
  /** The code was uninstalled: the context is answered, and its callbacks will not run. */
  deleted: boolean;
}

/** A context in which nothing has happened yet; without an origin, nobody outside waits for it, as for that of a query. */
export function newContext(
  call: Pick<CallContext, "caller" | "method"> &
    Partial<Pick<CallContext, "id" | "origin" | "deadline" | "cycles">>,
): CallContext {
  const { id = 0, origin = { kind: "system" }, deadline = 0n, cycles = 0n, caller, method } = call;
  return {
    id,
    origin,
    caller,
    method,
    deadline,
    cycles,
    responded: false,
    outstanding: 0,
    instructions: 0n,
    deleted: false,
  };
}

/** A function of the canister's table and the value it is called with. */
export interface Closure {
  index: number;
  environment: number;
}

/** A call that the canister made and that was not answered yet. */
export interface Callback {
  readonly id: number;
  readonly context: number;
  readonly reply: Closure;
  readonly reject: Closure;
  readonly cleanup: Closure | undefined;
  /** The key of the callee's id. */
  readonly callee: string;
  readonly method: string;
  readonly cycles: bigint;
  /** Cycles that were set aside for executing the callback and for transmitting the response. */
  readonly prepaidExecution: bigint;
  readonly prepaidTransmission: bigint;
  readonly deadline: bigint;
}

export type Response =
  | { kind: "reply"; data: Uint8Array }
  | { kind: "reject"; code: number; message: string; errorCode?: string | undefined };
