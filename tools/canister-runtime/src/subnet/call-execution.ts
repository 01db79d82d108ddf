/** Executes a call of a canister's update or query method (interface specification, "Message execution"). */
import type { Canister } from "../canister/canister.ts";
import { freezingLimit } from "../cycles/balance.ts";
import { executionPrice } from "../cycles/prices.ts";
import { type CallContext, newContext } from "../execution/call-context.ts";
import type { Execution } from "../execution/execution.ts";
import type { Trap } from "../execution/trap.ts";
import type { MethodKind } from "../wasm/validate.ts";
import { applyEffects } from "./effects.ts";
import { executeAndCommit, exported } from "./execute.ts";
import { notFound, notReplied, outOfCycles, type Rejection, rejection, trapRejection } from "./rejection.ts";
import type { Request } from "./request.ts";
import { closeContext, respond, respondToContext } from "./respond.ts";
import type { Subnet } from "./subnet.ts";

export function executeCall(subnet: Subnet, request: Request): void {
  const canister = subnet.find(request.callee);
  if (canister !== undefined && request.origin.kind === "canister") canister.waiting -= 1;
  const refused =
    canister === undefined ? notFound(request.callee) : refusal(subnet, canister, request.method);
  if (canister?.instance === undefined || refused !== undefined) {
    respond(subnet, request.origin, refused ?? notFound(request.callee), request.cycles);
    return;
  }
  if (request.origin.kind === "ingress")
    subnet.ingress.setStatus(request.origin.request, { kind: "processing" });
  const kind = canister.instance.module.interface.methods.get(request.method);
  const context = openContext(subnet, canister, request);
  const price = executionPrice(subnet.limits.updateInstructions);
  const { execution, trap } = executeAndCommit(
    subnet,
    canister,
    canister.instance,
    exported(`canister_${kind ?? "update"} ${request.method}`),
    {
      mode: kind === "query" ? "RQ" : "U",
      caller: request.caller,
      argument: request.argument,
      instructionLimit: subnet.limits.updateInstructions,
      context,
      balance: canister.cycles - price,
    },
  );
  settleBalance(canister, execution, trap, price);
  settleContext(subnet, execution, trap, context);
}

/** Why the call cannot be executed at all. */
function refusal(subnet: Subnet, canister: Canister, method: string): Rejection | undefined {
  const name = canister.id.toText();
  if (canister.status.kind === "stopped") return rejection("IC0508", `Canister ${name} is stopped`);
  if (canister.status.kind === "stopping") return rejection("IC0509", `Canister ${name} is stopping`);
  if (canister.instance === undefined) {
    return rejection("IC0537", `Error from Canister ${name}: the canister contains no Wasm module`);
  }
  const wrong = methodRefusal(canister, method, canister.instance.module.interface.methods.get(method));
  if (wrong !== undefined) return wrong;
  const price = executionPrice(subnet.limits.updateInstructions);
  return canister.cycles < price + freezingLimit(canister) ? outOfCycles(canister, price) : undefined;
}

function methodRefusal(
  canister: Canister,
  method: string,
  kind: MethodKind | undefined,
): Rejection | undefined {
  const from = `Error from Canister ${canister.id.toText()}: `;
  if (kind === undefined) return rejection("IC0536", `${from}Canister has no update method '${method}'`);
  if (kind === "composite_query") {
    return rejection("IC0527", `${from}Composite query cannot be called in replicated mode`);
  }
  return undefined;
}

export function openContext(
  subnet: Subnet,
  canister: Canister,
  request: Pick<Request, "origin" | "caller" | "method" | "cycles" | "deadline">,
): CallContext {
  const { origin, caller, method, deadline, cycles } = request;
  const context = newContext({ id: subnet.nextNumber(), origin, caller, method, deadline, cycles });
  context.responded = origin.kind === "system";
  canister.contexts.set(context.id, context);
  return context;
}

/**
 * Takes what the run cost from the balance.
 *
 * @param prepaid what was taken from `execution.input.balance` before the run
 */
export function settleBalance(
  canister: Canister,
  execution: Execution,
  trap: Trap | undefined,
  prepaid: bigint,
): void {
  const spent = executionPrice(execution.instructions);
  const before = (execution.input.balance ?? canister.cycles) + prepaid;
  const after = trap === undefined ? execution.balance + prepaid : before;
  canister.cycles = after > spent ? after - spent : 0n;
}

/** Does what the run asked for, or responds for it where it trapped and nothing else can respond. */
export function settleContext(
  subnet: Subnet,
  execution: Execution,
  trap: Trap | undefined,
  context: CallContext,
): void {
  const { canister } = execution;
  context.instructions += execution.instructions;
  if (trap === undefined) {
    canister.version += 1n;
    applyEffects(subnet, execution, context);
  }
  if (!context.responded && !context.deleted && context.outstanding === 0) {
    const response = trap === undefined ? notReplied(canister) : trapRejection(canister, trap);
    respondToContext(subnet, context, response, context.cycles);
  }
  closeContext(subnet, canister, context);
}
