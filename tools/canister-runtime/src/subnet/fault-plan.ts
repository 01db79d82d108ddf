/** Which execution is to trap, and at which of its System API calls. */
import type { Mode } from "../execution/mode.ts";

export interface FaultPlan {
  /** The key of the canister. */
  canister: string;
  /** Traps at this System API call of the execution; 1 is the first. */
  atSystemCall: number;
  /** Only executions of this entry point, such as `canister_update publish` or `reply callback`. */
  entry?: string | undefined;
  /** Executions that match and are let through first. */
  skip: number;
}

/** The plan that applies to this execution, which is then used up. */
export function takeFault(
  plans: FaultPlan[],
  canister: string,
  entry: string,
  mode: Mode,
): FaultPlan | undefined {
  // A cleanup callback that traps would hide what the fault is to show.
  if (mode === "C" || mode === "CC") return undefined;
  const index = plans.findIndex(
    (plan) => plan.canister === canister && (plan.entry === undefined || plan.entry === entry),
  );
  const plan = plans[index];
  if (plan === undefined) return undefined;
  if (plan.skip > 0) {
    plan.skip -= 1;
    return undefined;
  }
  plans.splice(index, 1);
  return plan;
}
