// Runs canisters in Node.js by the Internet Computer's interface specification, for tests and for browsers.

export { dataCertificate } from "./certification/data-certificate.ts";
export type { Subnet } from "./certification/state-tree.ts";
export { subnetKeys, type NodeKey, type SubnetKeys } from "./certification/subnet-keys.ts";
export type * from "./http/replica.ts";
export { serve, type ServedReplica, type ServeOptions } from "./http/server.ts";
export type { Actor, ActorMethod } from "./actor.ts";
export type * from "./canister-host.ts";
export {
  CanisterRuntimeError,
  type CanisterRuntimeErrorCode,
  type CanisterRuntimeErrorContext,
} from "./error.ts";
export type { Limits } from "./execution/limits.ts";
export type { Mode } from "./execution/mode.ts";
export { CanisterRuntime, type CanisterRuntimeOptions, type Fault } from "./runtime.ts";
export type { ExecutionRecord } from "./subnet/execution-record.ts";
export { loopbackOutcalls, type LoopbackOptions, type OutcallHandler } from "./outcalls/handler.ts";
export type {
  OutcallFailure,
  OutcallHeader,
  OutcallMethod,
  OutcallRequest,
  OutcallResponse,
  OutcallResult,
} from "./outcalls/outcall.ts";
export type { CanisterOutcall } from "./outcalls/outcall-driver.ts";
export type { CanisterLogRecord, CanisterStatusResult } from "./management-client.ts";
