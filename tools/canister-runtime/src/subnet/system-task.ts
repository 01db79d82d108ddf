/** Executes heartbeats, timers and the low memory hook, which nobody calls (interface specification, "Heartbeat", "Global timer"). */
import { Principal } from "@icp-sdk/core/principal";
import { freezingLimit } from "../cycles/balance.ts";
import { executionPrice } from "../cycles/prices.ts";
import { openContext, settleBalance, settleContext } from "./call-execution.ts";
import { executeAndCommit, exported } from "./execute.ts";
import type { Subnet } from "./subnet.ts";

const entryPoint = {
  heartbeat: "canister_heartbeat",
  timer: "canister_global_timer",
  low_memory: "canister_on_low_wasm_memory",
} as const;

export type SystemTaskKind = keyof typeof entryPoint;

export function executeSystemTask(subnet: Subnet, kind: SystemTaskKind, key: string): void {
  const canister = subnet.canisters.get(key);
  const name = entryPoint[kind];
  if (canister?.instance?.has(name) !== true || canister.status.kind !== "running") return;
  const price = executionPrice(subnet.limits.updateInstructions);
  if (canister.cycles < price + freezingLimit(canister)) return;
  if (kind === "low_memory") {
    if (canister.lowMemoryHook !== "ready") return;
    canister.lowMemoryHook = "done";
  }
  const management = Principal.managementCanister();
  const context = openContext(subnet, canister, {
    origin: { kind: "system" },
    caller: management,
    method: name,
    cycles: 0n,
    deadline: 0n,
  });
  const { execution, trap } = executeAndCommit(subnet, canister, canister.instance, exported(name), {
    mode: "T",
    caller: management,
    instructionLimit: subnet.limits.updateInstructions,
    context,
    balance: canister.cycles - price,
  });
  settleBalance(canister, execution, trap, price);
  settleContext(subnet, execution, trap, context);
}

/** Enqueues the heartbeats, and the timers that are due. */
export function scheduleSystemTasks(subnet: Subnet): void {
  for (const canister of subnet.canisters.values()) {
    if (canister.instance === undefined || canister.status.kind !== "running") continue;
    if (canister.instance.has(entryPoint.heartbeat)) {
      subnet.queue.push({ kind: "heartbeat", canister: canister.key });
    }
    const due = canister.globalTimer !== 0n && canister.globalTimer <= subnet.time;
    if (due && canister.instance.has(entryPoint.timer)) {
      canister.globalTimer = 0n;
      subnet.queue.push({ kind: "timer", canister: canister.key });
    }
  }
}
