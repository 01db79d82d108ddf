/** Answers an outcall: limits, the transform function, agreement of the nodes (interface specification, "IC method http_request"). */
import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { newContext, type Response } from "../execution/call-context.ts";
import { outcallResult, transformArgument } from "../management/candid.ts";
import { begin, execute, exported, rollBack } from "../subnet/execute.ts";
import { notReplied, rejection, trapRejection } from "../subnet/rejection.ts";
import { respond } from "../subnet/respond.ts";
import type { Subnet } from "../subnet/subnet.ts";
import {
  headerBytes,
  headerFault,
  type OutcallResponse,
  type OutcallResult,
  type PendingOutcall,
} from "./outcall.ts";

/**
 * @param results one for all nodes, or several where the nodes got different answers
 * @returns false if no such outcall waits
 */
export function answerOutcall(subnet: Subnet, id: number, results: readonly OutcallResult[]): boolean {
  const pending = subnet.outcalls.get(id);
  if (pending === undefined) return false;
  subnet.outcalls.delete(id);
  respond(subnet, pending.request.origin, agree(subnet, pending, results), pending.refund);
  return true;
}

function agree(subnet: Subnet, pending: PendingOutcall, results: readonly OutcallResult[]): Response {
  const responses = results.map((result) => process(subnet, pending, result));
  const [first = rejection("IC0207", "Canister http request timed out")] = responses;
  const same = responses.every((response) => isSame(response, first));
  return same
    ? first
    : {
        kind: "reject",
        code: 2,
        message: "No consensus could be reached. Replicas had different responses.",
      };
}

function isSame(one: Response, other: Response): boolean {
  if (one.kind === "reply" && other.kind === "reply") return Buffer.compare(one.data, other.data) === 0;
  return one.kind === "reject" && other.kind === "reject" && one.message === other.message;
}

const fatal = (message: string): Response => ({ kind: "reject", code: 1, message });

function process(subnet: Subnet, pending: PendingOutcall, result: OutcallResult): Response {
  if ("error" in result) return { kind: "reject", code: result.rejectCode, message: result.error };
  const { maxResponseBytes } = pending.outcall;
  if (headerBytes(result.headers) + result.body.length > maxResponseBytes) {
    return fatal(`Http body exceeds size limit of ${maxResponseBytes} bytes.`);
  }
  const fault = headerFault(result.headers);
  if (fault !== undefined) return fatal(`Http response is not valid: ${fault}`);
  const encoded = IDL.encode([outcallResult], [describe(result)]);
  if (pending.transform === undefined) return { kind: "reply", data: encoded };
  const transformed = transform(subnet, pending, pending.transform, result);
  return transformed.kind === "reply" && transformed.data.length > maxResponseBytes
    ? fatal(`Transformed http response exceeds limit: ${maxResponseBytes}`)
    : transformed;
}

const describe = ({ status, headers, body }: OutcallResponse): unknown => ({
  status: BigInt(status),
  headers: headers.map(([name, value]) => ({ name, value })),
  body,
});

function transform(
  subnet: Subnet,
  { request }: PendingOutcall,
  { method, context }: { method: string; context: Uint8Array },
  response: OutcallResponse,
): Response {
  const canister = subnet.find(request.caller);
  const kind = canister?.instance?.module.interface.methods.get(method);
  if (canister?.instance === undefined || kind !== "query") {
    return rejection(
      "IC0536",
      `Error from Canister ${request.caller.toText()}: Canister has no query method '${method}'`,
    );
  }
  const argument = IDL.encode([transformArgument], [{ response: describe(response), context }]);
  begin(canister, canister.instance);
  const { execution, trap } = execute(
    subnet,
    canister,
    canister.instance,
    exported(`canister_query ${method}`),
    {
      mode: "TQ",
      caller: Principal.managementCanister(),
      argument,
      instructionLimit: subnet.limits.queryInstructions,
      context: newContext({ caller: Principal.managementCanister(), method }),
    },
  );
  rollBack(canister, canister.instance);
  if (trap !== undefined) return trapRejection(canister, trap);
  return execution.response ?? notReplied(canister);
}
