/** The error codes of the replica and the reject codes they belong to (interface specification, "Reject codes" and "Error codes"). */

export const rejectCode = {
  sysFatal: 1,
  sysTransient: 2,
  destinationInvalid: 3,
  canisterReject: 4,
  canisterError: 5,
  sysUnknown: 6,
} as const;

export type RejectCode = (typeof rejectCode)[keyof typeof rejectCode];

/** Codes that this runtime uses; the digit of the hundreds is the reject code. */
interface ErrorCodes {
  IC0202: "IngressMessageTimeout";
  IC0206: "StopCanisterRequestTimeout";
  IC0207: "CanisterOutOfCycles";
  IC0301: "CanisterNotFound";
  IC0402: "InsufficientMemoryAllocation";
  IC0403: "InsufficientCyclesForCreateCanister";
  IC0406: "CanisterRejectedMessage";
  IC0407: "UnknownManagementMessage";
  IC0408: "InvalidManagementPayload";
  IC0502: "CanisterTrapped";
  IC0503: "CanisterCalledTrap";
  IC0504: "CanisterContractViolation";
  IC0505: "CanisterInvalidWasm";
  IC0506: "CanisterDidNotReply";
  IC0507: "CanisterOutOfMemory";
  IC0508: "CanisterStopped";
  IC0509: "CanisterStopping";
  IC0510: "CanisterNotStopped";
  IC0511: "CanisterStoppingCancelled";
  IC0512: "CanisterInvalidController";
  IC0513: "CanisterFunctionNotFound";
  IC0514: "CanisterNonEmpty";
  IC0517: "QueryCallGraphLoopDetected";
  IC0520: "InsufficientCyclesInCall";
  IC0522: "CanisterInstructionLimitExceeded";
  IC0524: "CanisterMemoryAccessLimitExceeded";
  IC0525: "QueryCallGraphTooDeep";
  IC0526: "QueryCallGraphTotalInstructionLimitExceeded";
  IC0527: "CompositeQueryCalledInReplicatedMode";
  IC0536: "CanisterMethodNotFound";
  IC0537: "CanisterWasmModuleNotFound";
  IC0538: "CanisterAlreadyInstalled";
  IC0539: "CanisterWasmMemoryLimitExceeded";
}

export type ErrorCode = keyof ErrorCodes;

export function rejectCodeOf(code: ErrorCode): RejectCode {
  switch (code[3]) {
    case "1":
      return rejectCode.sysFatal;
    case "2":
      return rejectCode.sysTransient;
    case "3":
      return rejectCode.destinationInvalid;
    case "4":
      return rejectCode.canisterReject;
    default:
      return rejectCode.canisterError;
  }
}
