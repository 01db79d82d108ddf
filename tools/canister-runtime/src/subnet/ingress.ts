/** Takes messages from outside (interface specification, "Request: Call", "Ingress message inspection"). */
import { Principal } from "@icp-sdk/core/principal";
import type { Canister } from "../canister/canister.ts";
import { freezingLimit } from "../cycles/balance.ts";
import { executionPrice, prices } from "../cycles/prices.ts";
import { inspectManagementCall } from "../management/inspect.ts";
import { begin, execute, exported, rollBack } from "./execute.ts";
import { notFound, outOfCycles, type Rejection, rejection, trapRejection } from "./rejection.ts";
import type { Subnet } from "./subnet.ts";

export interface IngressMessage {
  requestId: Uint8Array;
  sender: Principal;
  canisterId: Principal;
  effectiveCanisterId: Principal;
  method: string;
  argument: Uint8Array;
  /** Nanoseconds since the Unix epoch; the status is kept until then. */
  expiry: bigint;
}

/** @returns why the message is not accepted; nothing happened then, but for the cycles of the inspection */
export function submit(subnet: Subnet, message: IngressMessage): Rejection | undefined {
  const key = Buffer.from(message.requestId).toString("hex");
  if (subnet.ingress.entries.has(key)) return undefined;
  const bytes = message.argument.length + message.method.length;
  if (bytes > subnet.limits.ingressBytes) {
    return rejection("IC0408", `The message is larger than ${subnet.limits.ingressBytes} bytes`);
  }
  const toManagement = message.canisterId.compareTo(Principal.managementCanister()) === "eq";
  const canister = subnet.find(toManagement ? message.effectiveCanisterId : message.canisterId);
  const refused = toManagement
    ? inspectManagementCall(subnet, message)
    : canister === undefined
      ? notFound(message.canisterId)
      : inspect(subnet, canister, message);
  if (refused !== undefined) return refused;
  if (canister !== undefined) {
    const fee = prices.ingressMessage + prices.ingressByte * BigInt(bytes);
    if (!toManagement) {
      if (canister.cycles < fee + freezingLimit(canister)) return outOfCycles(canister, fee);
      canister.cycles -= fee;
    }
  }
  const { requestId, sender, canisterId, effectiveCanisterId, expiry } = message;
  subnet.ingress.add(key, {
    requestId,
    sender,
    canisterId,
    effectiveCanisterId,
    expiry,
    status: { kind: "received" },
  });
  subnet.queue.push({
    kind: "request",
    request: {
      origin: { kind: "ingress", request: key },
      caller: sender,
      callee: canisterId,
      method: message.method,
      argument: message.argument,
      cycles: 0n,
      deadline: 0n,
    },
  });
  return undefined;
}

function inspect(subnet: Subnet, canister: Canister, message: IngressMessage): Rejection | undefined {
  const name = canister.id.toText();
  if (canister.status.kind === "stopped") return rejection("IC0508", `Canister ${name} is stopped`);
  if (canister.status.kind === "stopping") return rejection("IC0509", `Canister ${name} is stopping`);
  const { instance } = canister;
  if (instance === undefined) {
    return rejection("IC0537", `Error from Canister ${name}: the canister contains no Wasm module`);
  }
  const price = executionPrice(subnet.limits.updateInstructions);
  if (canister.cycles < price + freezingLimit(canister)) return outOfCycles(canister, price);
  if (!instance.has("canister_inspect_message")) return undefined;
  begin(canister, instance);
  const { execution, trap } = execute(subnet, canister, instance, exported("canister_inspect_message"), {
    mode: "F",
    caller: message.sender,
    argument: message.argument,
    methodName: message.method,
    instructionLimit: subnet.limits.inspectInstructions,
  });
  rollBack(canister, instance);
  if (trap !== undefined) return trapRejection(canister, trap);
  return execution.accepted
    ? undefined
    : rejection("IC0406", `Error from Canister ${name}: Canister rejected the message`);
}
