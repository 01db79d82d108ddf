/** What came with the message: argument, caller, rejection, deadline, method name (interface specification, "Method arguments"). */
import { type Execution, violation } from "../execution/execution.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

const withArgument = "I U RQ NRQ TQ CQ Ry CRy F";
const withCallerInfo = "U RQ NRQ CQ Ry Rt CRy CRt C CC F";
const rejected = "Rt CRt";

const argument = (x: Execution): Uint8Array => x.input.argument ?? new Uint8Array();
const callerBytes = (x: Execution): Uint8Array => x.input.caller.toUint8Array();
const rejectMessage = (x: Execution): Uint8Array =>
  new TextEncoder().encode(x.input.rejection?.message ?? "");
const methodName = (x: Execution): Uint8Array => new TextEncoder().encode(x.input.methodName ?? "");

/** Functions `NAME_size` and `NAME_copy` for one blob. */
function blob(name: string, modes: string, read: (x: Execution) => Uint8Array): SystemFunctions {
  return {
    [`${name}_size`]: systemFunction(":p", modes, 500, (x) => read(x).length),
    [`${name}_copy`]: systemFunction("ppp", modes, 500, (x, target: number, offset: number, size: number) =>
      x.copyOut(read(x), target, offset, size),
    ),
  };
}

export const messageFunctions: SystemFunctions = {
  ...blob("msg_arg_data", withArgument, argument),
  ...blob("msg_caller", "*", callerBytes),
  // Only canister signatures carry such data, and those this runtime does not verify.
  ...blob("msg_caller_info_data", withCallerInfo, () => new Uint8Array()),
  ...blob("msg_caller_info_signer", withCallerInfo, () => new Uint8Array()),
  ...blob("msg_reject_msg", rejected, rejectMessage),
  ...blob("msg_method_name", "F", methodName),

  msg_reject_code: systemFunction(":i", "Ry Rt CRy CRt C", 500, (x) => x.input.rejection?.code ?? 0),
  msg_deadline: systemFunction(
    ":l",
    "U RQ NRQ CQ Ry Rt CRy CRt",
    500,
    (x) => x.input.context?.deadline ?? 0n,
  ),
  accept_message: systemFunction("", "F", 500, (x) => {
    if (x.accepted) throw violation("ic0.accept_message was called twice");
    x.accepted = true;
  }),
};
