/** One round: time goes on, and what is due is executed (the scheduler, reduced to first come, first served). */
import { executeManagementCall } from "../management/execute.ts";
import { Principal } from "@icp-sdk/core/principal";
import { executeCall } from "./call-execution.ts";
import { chargeIdleCanisters } from "./idle-charges.ts";
import { rejection } from "./rejection.ts";
import type { Task } from "./request.ts";
import { respond } from "./respond.ts";
import { executeResponse } from "./response-execution.ts";
import type { Subnet } from "./subnet.ts";
import { executeSystemTask, scheduleSystemTasks } from "./system-task.ts";

/** Instructions that each message counts for besides its own, so that a round ends whatever messages do. */
const messageOverhead = 2_000_000n;

/** Executes messages until none is left or the round has no instructions left; the clock moves on by 1 ns. */
export function executeRound(subnet: Subnet): void {
  subnet.time += 1n;
  subnet.ingress.prune(subnet.time);
  chargeIdleCanisters(subnet);
  expireCalls(subnet);
  expireStops(subnet);
  scheduleSystemTasks(subnet);
  subnet.roundInstructions = 0n;
  let done = 0;
  for (const task of subnet.queue) {
    done += 1;
    executeTask(subnet, task);
    subnet.roundInstructions += messageOverhead;
    if (subnet.roundInstructions >= subnet.limits.roundInstructions) break;
  }
  subnet.queue.splice(0, done);
}

function executeTask(subnet: Subnet, task: Task): void {
  if (task.kind === "request") {
    const toManagement = task.request.callee.compareTo(Principal.managementCanister()) === "eq";
    if (toManagement) executeManagementCall(subnet, task.request);
    else executeCall(subnet, task.request);
  } else if (task.kind === "response") {
    executeResponse(subnet, task);
  } else {
    executeSystemTask(subnet, task.kind, task.canister);
  }
}

/** Bounded-wait calls whose time is up are answered with `SYS_UNKNOWN`. */
function expireCalls(subnet: Subnet): void {
  for (const canister of subnet.canisters.values()) {
    for (const { id, deadline } of canister.callbacks.values()) {
      if (deadline === 0n || deadline > subnet.time) continue;
      executeResponse(subnet, {
        canister: canister.key,
        callback: id,
        response: { kind: "reject", code: 6, message: "Call deadline has expired." },
        refund: 0n,
      });
    }
  }
}

/** `stop_canister` gives up after five minutes; the canister goes on stopping. */
function expireStops(subnet: Subnet): void {
  for (const { id, status } of subnet.canisters.values()) {
    if (status.kind !== "stopping") continue;
    for (const waiting of status.waiting.filter(({ until }) => until <= subnet.time)) {
      status.waiting.splice(status.waiting.indexOf(waiting), 1);
      const timeout = rejection("IC0206", `Stop canister request for ${id.toText()} timed out`);
      respond(subnet, waiting.origin, timeout, waiting.cycles);
    }
  }
}

/** Whether a further round could execute something without the clock being moved. */
export function isIdle(subnet: Subnet): boolean {
  if (subnet.queue.length > 0) return false;
  for (const canister of subnet.canisters.values()) {
    const timer = canister.globalTimer !== 0n && canister.globalTimer <= subnet.time + 1n;
    if (
      timer &&
      canister.status.kind === "running" &&
      canister.instance?.has("canister_global_timer") === true
    ) {
      return false;
    }
  }
  return true;
}
