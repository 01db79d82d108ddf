/** Another canister of the node, called by the names and types of its interface. */

import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import { callRaw } from "../engine/call.ts";
import { argumentEncoder, type Encoder } from "./encoder.ts";
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
  const encoders = new Map<string, Encoder>();
  return async (canister, method, args, cycles) => {
    const signature = signatures.get(method);
    if (signature === undefined) throw new Error(`There is no method ${method}.`);
    const encode = encoders.get(method) ?? argumentEncoder(signature.argTypes);
    encoders.set(method, encode);
    const reply = await callRaw(canister.toUint8Array(), method, encode(...args), cycles);
    return IDL.decode(signature.retTypes, reply)[0] as never;
  };
}
