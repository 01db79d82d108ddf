/** Principals as the domain knows callers: by their text, and the anonymous one as nobody. */

import type { Caller } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import { ic } from "../engine/system.ts";
import { stringOf } from "../store/bytes.ts";

/** Texts of principals that call often, by their bytes: to spell one takes 800,000 instructions. */
const spelled = new Map<string, string>();

/** Spells a principal once and for all: told when the canister starts. */
export function expectCaller(text: string): void {
  spelled.set(stringOf(Principal.fromText(text).toUint8Array()), text);
}

/** Who calls, for the domain. */
export function callerOf(principal: Principal): Caller {
  if (principal.isAnonymous()) return { principal: null };
  return { principal: spelled.get(stringOf(principal.toUint8Array())) ?? principal.toText() };
}

/** This canister. */
export function self(): Principal {
  return Principal.fromUint8Array(ic.canisterSelf());
}

const OPAQUE = 1;

/** Whether it is an opaque id, as canisters have, and no self-authenticating, anonymous or empty one (interface specification: Principals). */
export function isCanisterId(principal: Principal): boolean {
  const bytes = principal.toUint8Array();
  return bytes.length > 1 && bytes.at(-1) === OPAQUE;
}

export function isManagementCanister(principal: Principal): boolean {
  return principal.toUint8Array().length === 0;
}

/** Whether the caller controls this canister: its operator, or the SNS root. */
export function isController(principal: Principal): boolean {
  return ic.isController(principal.toUint8Array());
}

/** Whether two principals are the same, without spelling them. */
export function isSame(one: Principal, other: Principal): boolean {
  return one.compareTo(other) === "eq";
}
