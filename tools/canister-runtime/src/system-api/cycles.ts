/** Cycles of the call and of the canister (interface specification, "Cycles"). */
import { type Execution, violation } from "../execution/execution.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

const paid = "U RQ Rt Ry";
const callbacks = "Rt Ry";

function small(cycles: bigint): bigint {
  if (cycles >= 2n ** 64n) throw violation("the number of cycles does not fit into 64 bits");
  return cycles;
}

function accept(x: Execution, maximum: bigint): bigint {
  const amount = maximum < x.available ? maximum : x.available;
  x.available -= amount;
  x.balance += amount;
  return amount;
}

function burn(x: Execution, maximum: bigint): bigint {
  const amount = maximum < x.liquidBalance ? maximum : x.liquidBalance;
  x.balance -= amount;
  x.burned += amount;
  return amount;
}

export const cyclesFunctions: SystemFunctions = {
  msg_cycles_available: systemFunction(":l", paid, 500, (x) => small(x.available)),
  msg_cycles_available128: systemFunction("p", paid, 500, (x, target: number) =>
    x.writeCycles(target, x.available),
  ),
  msg_cycles_refunded: systemFunction(":l", callbacks, 500, (x) => small(x.input.refunded ?? 0n)),
  msg_cycles_refunded128: systemFunction("p", callbacks, 500, (x, target: number) =>
    x.writeCycles(target, x.input.refunded ?? 0n),
  ),
  msg_cycles_accept: systemFunction("l:l", paid, 500, accept),
  msg_cycles_accept128: systemFunction("llp", paid, 500, (x, high: bigint, low: bigint, target: number) =>
    x.writeCycles(target, accept(x, (high << 64n) | low)),
  ),
  cycles_burn128: systemFunction(
    "llp",
    "I G U RQ Ry Rt C T",
    100,
    (x, high: bigint, low: bigint, target: number) => x.writeCycles(target, burn(x, (high << 64n) | low)),
  ),
  canister_cycle_balance: systemFunction(":l", "*", 500, (x) => small(x.balance)),
  canister_cycle_balance128: systemFunction("p", "*", 500, (x, target: number) =>
    x.writeCycles(target, x.balance),
  ),
  canister_liquid_cycle_balance128: systemFunction("p", "*", 500, (x, target: number) =>
    x.writeCycles(target, x.liquidBalance),
  ),
};
