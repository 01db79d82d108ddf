/** The canister and where it runs (interface specification, "Self-identification", "Canister status", "Controller check"). */
import { Principal } from "@icp-sdk/core/principal";
import { type Execution, violation } from "../execution/execution.ts";
import { isReplicated } from "../execution/mode.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

const statusNumbers = { running: 1, stopping: 2, stopped: 3 } as const;

function copyPrincipal(read: (x: Execution) => Principal): SystemFunctions[string]["run"] {
  return (x: Execution, target: number, offset: number, size: number) =>
    x.copyOut(read(x).toUint8Array(), target, offset, size);
}

export const selfFunctions: SystemFunctions = {
  canister_self_size: systemFunction(":p", "*", 500, (x) => x.canister.id.toUint8Array().length),
  canister_self_copy: systemFunction(
    "ppp",
    "*",
    500,
    copyPrincipal((x) => x.canister.id),
  ),
  subnet_self_size: systemFunction(":p", "*", 500, (x) => x.surroundings.subnetId.toUint8Array().length),
  subnet_self_copy: systemFunction(
    "ppp",
    "*",
    500,
    copyPrincipal((x) => x.surroundings.subnetId),
  ),
  canister_status: systemFunction(":i", "*", 500, (x) => statusNumbers[x.canister.status.kind]),
  canister_version: systemFunction(":l", "*", 500, (x) => x.canister.version),
  is_controller: systemFunction("pp:i", "* s", 1_000, (x, source: number, size: number) => {
    if (size > 29) throw violation("a principal has at most 29 bytes");
    return x.canister.isControlledBy(Principal.fromUint8Array(x.copyIn(source, size))) ? 1 : 0;
  }),
  in_replicated_execution: systemFunction(":i", "* s", 500, (x) => (isReplicated(x.mode) ? 1 : 0)),
};
