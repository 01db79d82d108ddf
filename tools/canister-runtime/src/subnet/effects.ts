/** What a run that did not trap leaves behind outside of its memories: timer, certified data, calls, response. */
import { joinBytes } from "../execution/join-bytes.ts";
import { Principal } from "@icp-sdk/core/principal";
import type { Canister } from "../canister/canister.ts";
import type { Callback, CallContext } from "../execution/call-context.ts";
import type { Execution, OutgoingCall } from "../execution/execution.ts";
import { rejection } from "./rejection.ts";
import { respondToContext } from "./respond.ts";
import type { Subnet } from "./subnet.ts";

/** Applies everything but the balance. */
export function applyEffects(subnet: Subnet, execution: Execution, context: CallContext | undefined): void {
  const { canister } = execution;
  if (execution.certifiedData !== undefined) canister.certifiedData = execution.certifiedData;
  if (execution.globalTimer !== undefined) canister.globalTimer = execution.globalTimer;
  if (context === undefined) return;
  context.cycles = execution.available;
  for (const call of execution.calls) send(subnet, canister, context, call);
  if (execution.response !== undefined) {
    respondToContext(subnet, context, execution.response, execution.unclaimed);
  }
  watchHeap(subnet, canister);
}

function send(subnet: Subnet, canister: Canister, context: CallContext, call: OutgoingCall): void {
  const callee = Principal.fromUint8Array(call.callee);
  const timeout = call.timeoutSeconds;
  const deadline = timeout === undefined ? 0n : subnet.time + BigInt(timeout) * 1_000_000_000n;
  const callback: Callback = {
    id: subnet.nextNumber(),
    context: context.id,
    reply: call.reply,
    reject: call.reject,
    cleanup: call.cleanup,
    callee: callee.toHex(),
    method: call.method,
    cycles: call.cycles,
    prepaidExecution: call.prepaidExecution,
    prepaidTransmission: call.prepaidTransmission,
    deadline,
  };
  canister.callbacks.set(callback.id, callback);
  context.outstanding += 1;
  const origin = { kind: "canister" as const, canister: canister.key, callback: callback.id };
  const target = subnet.find(callee);
  if (target !== undefined) {
    if (target.waiting >= subnet.limits.queueLength) {
      const full = rejection("IC0207", `The input queue of canister ${callee.toText()} is full`);
      subnet.queue.push({
        kind: "response",
        canister: canister.key,
        callback: callback.id,
        response: { ...full, errorCode: "IC0201" },
        refund: call.cycles,
      });
      return;
    }
    target.waiting += 1;
  }
  subnet.queue.push({
    kind: "request",
    request: {
      origin,
      caller: canister.id,
      callee,
      method: call.method,
      argument: joinBytes(call.argument),
      cycles: call.cycles,
      deadline,
    },
  });
}

/** Schedules `canister_on_low_wasm_memory` when what is left of the heap falls below the threshold. */
function watchHeap(subnet: Subnet, canister: Canister): void {
  const { wasmMemoryLimit, wasmMemoryThreshold } = canister.settings;
  const heap = BigInt(canister.instance?.heap.size ?? 0);
  const limit = wasmMemoryLimit === 0n ? 2n ** 32n : wasmMemoryLimit;
  const left = limit > heap ? limit - heap : 0n;
  if (left >= wasmMemoryThreshold) {
    canister.lowMemoryHook = "idle";
  } else if (canister.lowMemoryHook === "idle") {
    canister.lowMemoryHook = "ready";
    if (canister.instance?.has("canister_on_low_wasm_memory") === true) {
      subnet.queue.push({ kind: "low_memory", canister: canister.key });
    }
  }
}
