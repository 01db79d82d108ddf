/**
 * What the engine, which may run in another thread, can be asked: everything that goes in and out is plain data.
 *
 * Principals travel as their bytes, times as nanoseconds since the Unix epoch.
 */
import type { Response } from "../execution/call-context.ts";
import type { Limits } from "../execution/limits.ts";
import type { Mode } from "../execution/mode.ts";
import type { OutcallRequest, OutcallResult } from "../outcalls/outcall.ts";

export interface EngineOptions {
  seed: Uint8Array;
  time: bigint;
  limits: Partial<Limits>;
}

export interface WireIngress {
  requestId: Uint8Array;
  sender: Uint8Array;
  canisterId: Uint8Array;
  effectiveCanisterId: Uint8Array;
  method: string;
  argument: Uint8Array;
  expiry: bigint;
}

export interface WireQuery {
  sender: Uint8Array;
  canisterId: Uint8Array;
  method: string;
  argument: Uint8Array;
}

export interface WireReject {
  code: number;
  message: string;
  errorCode?: string | undefined;
}

export type WireStatus =
  { kind: "unknown" | "received" | "processing" | "done" } | { kind: "answered"; response: Response };

export interface WireExecution {
  canisterId: Uint8Array;
  entry: string;
  mode: Mode;
  instructions: bigint;
  systemCalls: number;
  rehearsed: number;
  heapPages: number;
  stablePages: number;
  trap: string | undefined;
  places: readonly string[];
}

export interface WireFault {
  canisterId: Uint8Array | undefined;
  atSystemCall: number;
  entry?: string | undefined;
  skip: number;
}

export interface WireCanister {
  canisterId: Uint8Array;
  controllers: Uint8Array[];
  module:
    | {
        hash: Uint8Array;
        metadata: { name: string; visibility: "public" | "private"; content: Uint8Array }[];
      }
    | undefined;
  certifiedData: Uint8Array;
}

export interface WireIngressRecord {
  requestId: Uint8Array;
  sender: Uint8Array;
  canisterId: Uint8Array;
  effectiveCanisterId: Uint8Array;
  status: WireStatus;
}

/** What changed in the state since the last time it was asked for. */
export interface WireStateChanges {
  time: bigint;
  canisters: WireCanister[];
  removedCanisters: Uint8Array[];
  ingress: WireIngressRecord[];
  /** Request ids in hexadecimal. */
  removedIngress: string[];
}

export interface WireOutcall extends OutcallRequest {
  /** The canister that made it. */
  canisterId: Uint8Array;
}

export interface EngineApi {
  submit(message: WireIngress): WireReject | undefined;
  /**
   * Runs rounds until the message is answered or nothing is left to run, at most a thousand. `requestId` in
   * hexadecimal.
   *
   * @param forget whether nobody will ask for the answer again
   */
  settle(requestId: string, forget: boolean): WireStatus;
  query(query: WireQuery): Response;
  tick(rounds: number): void;
  /** Runs rounds until nothing is left to run, at most a thousand. */
  runUntilIdle(): void;
  getTime(): bigint;
  setTime(time: bigint): void;
  stateChanges(): WireStateChanges;
  cyclesOf(canisterId: Uint8Array): bigint | undefined;
  /** @returns the new balance */
  addCycles(canisterId: Uint8Array, amount: bigint): bigint | undefined;
  /** A copy of its own: the worker gives it away. */
  stableMemory(canisterId: Uint8Array): Uint8Array<ArrayBuffer> | undefined;
  setStableMemory(canisterId: Uint8Array, content: Uint8Array): boolean;
  takeExecutions(): WireExecution[];
  injectFault(fault: WireFault): void;
  clearFaults(): void;
  sweepFaults(known: readonly string[]): void;
  allowFaults(atMost: number, ofEach: number): void;
  rehearseTraps(on: boolean): void;
  /** The HTTP outcalls that nobody answered yet. */
  pendingOutcalls(): WireOutcall[];
  answerOutcall(id: number, results: readonly OutcallResult[]): boolean;
}

export type EngineMethod = keyof EngineApi;
