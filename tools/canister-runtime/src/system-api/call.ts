/** Calls to other canisters (interface specification, "Inter-canister method calls"). */
import { callPrice, callReserve } from "../cycles/prices.ts";
import { type Execution, type OutgoingCall, violation } from "../execution/execution.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

const calling = "U CQ Ry Rt CRy CRt T";
const paying = "U Ry Rt T";

/** What `ic0.call_perform` answers where the call cannot be made. */
const couldNotEnqueue = 2;

function pendingCall(x: Execution): OutgoingCall {
  if (x.pending === undefined) throw violation("no call is under construction");
  return x.pending;
}

function addCycles(x: Execution, amount: bigint): void {
  const call = pendingCall(x);
  if (amount > x.liquidBalance) {
    throw violation(`${amount} cycles cannot be attached: only ${x.liquidBalance} may be spent`, "IC0520");
  }
  x.balance -= amount;
  call.cycles += amount;
}

export const callFunctions: SystemFunctions = {
  call_new: systemFunction(
    "pppppppp",
    calling,
    1_500,
    (
      x,
      calleeSource: number,
      calleeSize: number,
      nameSource: number,
      nameSize: number,
      replyIndex: number,
      replyEnvironment: number,
      rejectIndex: number,
      rejectEnvironment: number,
    ) => {
      x.abandonCall();
      if (calleeSize > 29) throw violation("a principal has at most 29 bytes");
      if (nameSize > 20_000) throw violation("a method's name has at most 20,000 bytes");
      x.pending = {
        callee: x.copyIn(calleeSource, calleeSize),
        method: Buffer.from(x.copyIn(nameSource, nameSize)).toString("utf8"),
        argument: [],
        argumentBytes: nameSize,
        reply: { index: replyIndex, environment: replyEnvironment },
        reject: { index: rejectIndex, environment: rejectEnvironment },
        cleanup: undefined,
        cycles: 0n,
        timeoutSeconds: undefined,
        prepaidExecution: 0n,
        prepaidTransmission: 0n,
      };
    },
  ),
  call_on_cleanup: systemFunction("pp", calling, 500, (x, index: number, environment: number) => {
    const call = pendingCall(x);
    if (call.cleanup !== undefined) throw violation("ic0.call_on_cleanup was called twice");
    call.cleanup = { index, environment };
  }),
  call_data_append: systemFunction("pp", calling, 500, (x, source: number, size: number) => {
    const call = pendingCall(x);
    call.argumentBytes += size;
    if (call.argumentBytes > x.surroundings.limits.callBytes) {
      throw violation(`a call is larger than ${x.surroundings.limits.callBytes} bytes`);
    }
    call.argument.push(x.copyIn(source, size));
  }),
  call_with_best_effort_response: systemFunction("i", calling, 500, (x, timeoutSeconds: number) => {
    const call = pendingCall(x);
    if (call.timeoutSeconds !== undefined) {
      throw violation("ic0.call_with_best_effort_response was called twice");
    }
    call.timeoutSeconds = Math.min(timeoutSeconds, x.surroundings.limits.callTimeoutSeconds);
  }),
  call_cycles_add: systemFunction("l", paying, 500, addCycles),
  call_cycles_add128: systemFunction("ll", paying, 500, (x, high: bigint, low: bigint) =>
    addCycles(x, (high << 64n) | low),
  ),
  call_perform: systemFunction(":i", calling, 5_000, (x) => {
    const call = pendingCall(x);
    if (x.mode === "CQ" || x.mode === "CRy" || x.mode === "CRt") {
      x.calls.push(call);
      x.pending = undefined;
      return 0;
    }
    const { limits } = x.surroundings;
    const reserve = callReserve(limits.replyBytes, limits.updateInstructions);
    const price = callPrice(call.argumentBytes);
    const open = x.canister.callbacks.size + x.calls.length;
    if (open >= limits.queueLength || price + reserve.execution + reserve.transmission > x.liquidBalance) {
      x.abandonCall();
      return couldNotEnqueue;
    }
    call.prepaidExecution = reserve.execution;
    call.prepaidTransmission = reserve.transmission;
    x.balance -= price + reserve.execution + reserve.transmission;
    x.calls.push(call);
    x.pending = undefined;
    return 0;
  }),
};
