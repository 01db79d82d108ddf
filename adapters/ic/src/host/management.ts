/** The management canister: canisters, randomness, HTTP outcalls and threshold keys of the Internet Computer. */

import { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/management.did.ts";
import { remote } from "../frame/remote.ts";
import type { Arguments, Reply } from "../frame/interface.ts";

type Service = bindings._SERVICE;

const call = remote<Service>(bindings);
const address = Principal.fromUint8Array(new Uint8Array());

/** @param cycles attached, for what costs some @throws {CallError} */
export function management<Name extends keyof Service>(
  method: Name,
  args: Arguments<Service[Name]>,
  cycles?: bigint,
): Promise<Reply<Service[Name]>> {
  return call(address, method, args, cycles);
}
