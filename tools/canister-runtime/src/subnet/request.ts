/** Messages on their way within the subnet. */
import type { Principal } from "@icp-sdk/core/principal";
import type { Origin, Response } from "../execution/call-context.ts";

/** A call of a canister's method, by a user or by a canister. */
export interface Request {
  readonly origin: Origin;
  readonly caller: Principal;
  readonly callee: Principal;
  readonly method: string;
  readonly argument: Uint8Array;
  /** Cycles attached. */
  readonly cycles: bigint;
  /** When the caller stops waiting, in ns; 0 without bound. */
  readonly deadline: bigint;
}

export type Task =
  | { kind: "request"; request: Request }
  /** The response to the call with this callback, and the cycles that come back. */
  | { kind: "response"; canister: string; callback: number; response: Response; refund: bigint }
  | { kind: "heartbeat" | "timer" | "low_memory"; canister: string };
