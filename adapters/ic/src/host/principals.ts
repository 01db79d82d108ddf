/** Principals as the domain knows callers: by their text, and the anonymous one as nobody. */

import type { Caller } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import { ic } from "../engine/system.ts";

/** Who calls, for the domain. */
export function callerOf(principal: Principal): Caller {
  return { principal: principal.isAnonymous() ? null : principal.toText() };
}

/** This canister. */
export function self(): Principal {
  return Principal.fromUint8Array(ic.canisterSelf());
}

/** Whether the caller controls this canister: its operator, or the SNS root. */
export function isController(principal: Principal): boolean {
  return ic.isController(principal.toUint8Array());
}

/** Whether two principals are the same, without spelling them. */
export function isSame(one: Principal, other: Principal): boolean {
  return one.compareTo(other) === "eq";
}
