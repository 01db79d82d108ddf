/** Brings a response to whoever waits for it, and closes what is done. */
import type { Canister } from "../canister/canister.ts";
import type { CallContext, Origin, Response } from "../execution/call-context.ts";
import type { Subnet } from "./subnet.ts";

/** The bytes of an empty Candid tuple, `()`. */
const emptyReply = Uint8Array.of(0x44, 0x49, 0x44, 0x4c, 0, 0);

/** @param refund cycles of the call that were not accepted */
export function respond(subnet: Subnet, origin: Origin, response: Response, refund: bigint): void {
  if (origin.kind === "ingress") {
    subnet.ingress.setStatus(origin.request, { kind: "answered", response });
  } else if (origin.kind === "canister") {
    const { canister, callback } = origin;
    subnet.queue.push({ kind: "response", canister, callback, response, refund });
  }
}

/** Responds to the call of this context and refunds what is left of its cycles. */
export function respondToContext(
  subnet: Subnet,
  context: CallContext,
  response: Response,
  refund: bigint,
): void {
  context.responded = true;
  context.cycles = 0n;
  respond(subnet, context.origin, response, refund);
}

/** Forgets a context in which nothing can happen any more, and stops a canister that waited for it. */
export function closeContext(subnet: Subnet, canister: Canister, context: CallContext): void {
  if (context.outstanding > 0 || !(context.responded || context.deleted)) return;
  canister.contexts.delete(context.id);
  finishStopping(subnet, canister);
}

/** A stopping canister in which nothing is open any more is stopped. */
export function finishStopping(subnet: Subnet, canister: Canister): void {
  const { status } = canister;
  if (status.kind !== "stopping" || !canister.isQuiet) return;
  canister.status = { kind: "stopped" };
  canister.version += 1n;
  for (const { origin, cycles } of status.waiting) {
    respond(subnet, origin, { kind: "reply", data: emptyReply }, cycles);
  }
}
