/** Calls of canisters, as a test wants them made: by a canister that forwards what it is told. */

import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import type { CanisterRuntime } from "@mastic/canister-runtime";
import { forwarder, forwardReply } from "../../../../tools/canister-runtime/src/forwarder.test-support.ts";
import { methodsOf, type Arguments, type Bindings, type Reply } from "../../src/frame/interface.ts";

/** A canister that makes calls. */
export async function installCaller(runtime: CanisterRuntime): Promise<Principal> {
  const canisterId = await runtime.createCanister();
  await runtime.installCode({ canisterId, wasm: forwarder });
  return canisterId;
}

/** How callers call canisters with this interface. */
export function callsTo<Service>(runtime: CanisterRuntime, bindings: Bindings, callee: Principal) {
  const signatures = new Map(methodsOf(bindings));
  return async <Name extends keyof Service & string>(
    caller: Principal,
    method: Name,
    ...args: Arguments<Service[Name]>
  ): Promise<Reply<Service[Name]>> => {
    const signature = signatures.get(method);
    if (signature === undefined) throw new Error(`There is no ${method}.`);
    const arg = new Uint8Array(IDL.encode(signature.argTypes, args as unknown[]));
    const reply = await forwardReply(runtime, caller, { callee, method, arg });
    return IDL.decode(signature.retTypes, Uint8Array.from(reply))[0] as never;
  };
}
