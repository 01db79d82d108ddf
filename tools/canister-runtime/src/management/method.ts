/** What a method of the management canister is to the dispatcher. */
import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import type { Canister } from "../canister/canister.ts";
import type { ChangeOrigin } from "../canister/history.ts";
import type { Response } from "../execution/call-context.ts";
import { notController, notFound, rejection, type Rejection } from "../subnet/rejection.ts";
import type { Request } from "../subnet/request.ts";
import type { Subnet } from "../subnet/subnet.ts";

export interface ManagementCall {
  readonly subnet: Subnet;
  readonly request: Request;
  /** The canister that calls; undefined for users. */
  readonly callerCanister: Canister | undefined;
  /** Cycles of the call that were not used; methods take theirs from it. */
  cycles: bigint;
}

/** `undefined`: somebody else responds later. */
export type Answer = Response | undefined;

export interface ManagementMethod {
  readonly argument: IDL.Type | undefined;
  /** Whether users may call it. */
  readonly ingress: boolean;
  readonly run: (call: ManagementCall, argument: never) => Answer;
}

/** A refusal on the way; the dispatcher makes it the response. */
export class Refusal extends Error {
  readonly rejection: Rejection;

  constructor(reject: Rejection) {
    super(reject.message);
    this.rejection = reject;
  }
}

export function refuse(...reason: Parameters<typeof rejection>): never {
  throw new Refusal(rejection(...reason));
}

export function reply(type?: IDL.Type, value?: unknown): Response {
  return { kind: "reply", data: type === undefined ? IDL.encode([], []) : IDL.encode([type], [value]) };
}

/** @throws Refusal `IC0301` */
export function existing(subnet: Subnet, id: Principal): Canister {
  const canister = subnet.find(id);
  if (canister === undefined) throw new Refusal(notFound(id));
  return canister;
}

/** The canister, if the caller controls it. @throws Refusal `IC0301`, `IC0512` */
export function controlled(call: ManagementCall, id: Principal): Canister {
  const canister = existing(call.subnet, id);
  const { caller } = call.request;
  if (!canister.isControlledBy(caller)) throw new Refusal(notController(canister, caller));
  return canister;
}

export function changeOrigin(call: ManagementCall, version?: bigint): ChangeOrigin {
  const { caller } = call.request;
  return call.callerCanister === undefined
    ? { kind: "user", user: caller }
    : { kind: "canister", canister: caller, version };
}
