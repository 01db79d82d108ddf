/** Executes the callback for a response, and the cleanup callback if that traps (interface specification, "Callbacks"). */
import type { Canister } from "../canister/canister.ts";
import { executionPrice, prices } from "../cycles/prices.ts";
import type { Callback, CallContext, Closure, Response } from "../execution/call-context.ts";
import type { ExecutionInput } from "../execution/execution.ts";
import type { Instance } from "../wasm/instance.ts";
import { settleContext } from "./call-execution.ts";
import { type Entry, executeAndCommit } from "./execute.ts";
import { closeContext } from "./respond.ts";
import type { Subnet } from "./subnet.ts";

const closure = (name: string, of: string, { index, environment }: Closure): Entry => ({
  name,
  of,
  run: (instance) => instance.runCallback(index, environment),
});

export function executeResponse(
  subnet: Subnet,
  task: { canister: string; callback: number; response: Response; refund: bigint },
): void {
  const canister = subnet.canisters.get(task.canister);
  if (canister === undefined) return;
  canister.cycles += task.refund;
  const callback = canister.callbacks.get(task.callback);
  // The caller was answered when its time was up: only the cycles come home now.
  if (callback === undefined) return;
  canister.callbacks.delete(callback.id);
  const context = canister.contexts.get(callback.context);
  canister.cycles += unusedTransmission(callback, task.response);
  if (context === undefined) return;
  context.outstanding -= 1;
  const { instance } = canister;
  if (context.deleted || instance === undefined) {
    canister.cycles += callback.prepaidExecution;
    closeContext(subnet, canister, context);
    return;
  }
  runCallback(subnet, canister, instance, callback, context, task.response, task.refund);
}

function unusedTransmission(callback: Callback, response: Response): bigint {
  const bytes = response.kind === "reply" ? response.data.length : response.message.length;
  const left = callback.prepaidTransmission - prices.callByte * BigInt(bytes);
  return left > 0n ? left : 0n;
}

function runCallback(
  subnet: Subnet,
  canister: Canister,
  instance: Instance,
  callback: Callback,
  context: CallContext,
  response: Response,
  refunded: bigint,
): void {
  const limit = subnet.limits.updateInstructions;
  const common = { caller: context.caller, context, refunded, balance: canister.cycles };
  const input: ExecutionInput =
    response.kind === "reply"
      ? { ...common, mode: "Ry", instructionLimit: limit, argument: response.data }
      : { ...common, mode: "Rt", instructionLimit: limit, rejection: response };
  const entry =
    response.kind === "reply"
      ? closure("reply callback", callback.method, callback.reply)
      : closure("reject callback", callback.method, callback.reject);
  const { execution, trap } = executeAndCommit(subnet, canister, instance, entry, input);
  let { instructions } = execution;
  if (trap === undefined) {
    canister.cycles = execution.balance;
  } else if (callback.cleanup !== undefined) {
    const code = response.kind === "reply" ? 0 : response.code;
    const cleanup = executeAndCommit(
      subnet,
      canister,
      instance,
      closure("cleanup callback", callback.method, callback.cleanup),
      {
        ...common,
        mode: "C",
        instructionLimit: limit > instructions ? limit - instructions : 0n,
        rejection: { code, message: "" },
      },
    );
    instructions += cleanup.execution.instructions;
    if (cleanup.trap === undefined) {
      canister.cycles = cleanup.execution.balance;
      if (cleanup.execution.globalTimer !== undefined) canister.globalTimer = cleanup.execution.globalTimer;
    }
  }
  const left = callback.prepaidExecution - executionPrice(instructions);
  canister.cycles += left;
  settleContext(subnet, execution, trap, context);
}
