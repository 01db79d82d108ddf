/** Which execution is to trap, and at which of its System API calls. */
import { isReplicated, type Mode } from "../execution/mode.ts";

export interface FaultPlan {
  /** The key of the canister; undefined for whichever runs next, in other modes than those of queries. */
  canister: string | undefined;
  /** Traps at this System API call of the execution; 1 is the first. */
  atSystemCall: number;
  /** Only executions of this entry point, such as `canister_update publish` or `reply callback`. */
  entry?: string | undefined;
  /** Executions that match and are let through first. */
  skip: number;
}

/** The plan that applies to this execution: it stays in `plans` until {@link endFault} finds that it happened. */
export function findFault(
  plans: readonly FaultPlan[],
  canister: string,
  entry: string,
  mode: Mode,
): FaultPlan | undefined {
  // A cleanup callback that traps would hide what the fault is to show.
  if (mode === "C" || mode === "CC") return undefined;
  const plan = plans.find(
    (it) =>
      (it.canister === undefined ? isReplicated(mode) : it.canister === canister) &&
      (it.entry === undefined || it.entry === entry),
  );
  if (plan === undefined || plan.skip === 0) return plan;
  plan.skip -= 1;
  return undefined;
}

/** Uses a plan up, unless its execution made fewer calls: then the next one that matches is to trap. */
export function endFault(plans: FaultPlan[], plan: FaultPlan, systemCalls: number): void {
  if (systemCalls >= plan.atSystemCall) plans.splice(plans.indexOf(plan), 1);
}
