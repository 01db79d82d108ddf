/** Another canister of the node, called by the names and types of its interface. */

import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import { callRaw } from "../engine/call.ts";
import { methodsOf, type Arguments, type Bindings, type Reply } from "./interface.ts";

/** Calls one method. @throws {CallError} */
export type Remote<Service> = <Name extends keyof Service & string>(
  canister: Principal,
  method: Name,
  args: Arguments<Service[Name]>,
  cycles?: bigint,
) => Promise<Reply<Service[Name]>>;

/** How canisters with this interface are called. */
export function remote<Service>(bindings: Bindings): Remote<Service> {
  const signatures = new Map(methodsOf(bindings));
  return async (canister, method, args, cycles) => {
    const signature = signatures.get(method);
    if (signature === undefined) throw new Error(`There is no method ${method}.`);
    const argument = new Uint8Array(IDL.encode(signature.argTypes, args as unknown[]));
    const reply = await callRaw(canister.toUint8Array(), method, argument, cycles);
    return IDL.decode(signature.retTypes, reply)[0] as never;
  };
}
