/** Executes a call of the management canister. */
import { IDL } from "@icp-sdk/core/candid";
import { checkReadable } from "../http/candid/skip-value.ts";
import { rejection, type Rejection } from "../subnet/rejection.ts";
import type { Request } from "../subnet/request.ts";
import { respond } from "../subnet/respond.ts";
import type { Subnet } from "../subnet/subnet.ts";
import { type Answer, type ManagementCall, type ManagementMethod, Refusal } from "./method.ts";
import { managementMethods } from "./methods.ts";

export function executeManagementCall(subnet: Subnet, request: Request): void {
  const fromCanister = request.origin.kind === "canister";
  const call: ManagementCall = {
    subnet,
    request,
    callerCanister: fromCanister ? subnet.find(request.caller) : undefined,
    cycles: request.cycles,
  };
  const answer = runManagementMethod(call, managementMethods.get(request.method));
  if (answer !== undefined) respond(subnet, request.origin, answer, call.cycles);
}

/** The method's response, or why it did not run; undefined if it responds later. */
export function runManagementMethod(call: ManagementCall, method: ManagementMethod | undefined): Answer {
  const { method: name, argument } = call.request;
  if (method === undefined) return unknownMethod(name);
  try {
    const value = decodeArgument(method, name, argument);
    return method.run(call, value as never);
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.rejection;
    throw thrown;
  }
}

const unknownMethod = (name: string): Rejection =>
  rejection("IC0536", `Management canister has no method '${name}'`);

/** @throws Refusal `IC0408` */
export function decodeArgument(method: ManagementMethod, name: string, argument: Uint8Array): unknown {
  if (method.argument === undefined) return undefined;
  try {
    checkReadable(argument);
    // A copy, because the decoder looks at the buffer behind the bytes.
    return IDL.decode([method.argument], Uint8Array.from(argument))[0];
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : "unknown";
    throw new Refusal(rejection("IC0408", `Error decoding Candid of '${name}': ${reason}`));
  }
}
