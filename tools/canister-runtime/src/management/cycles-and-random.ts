/** `deposit_cycles` and `raw_rand` (interface specification). */
import type { Principal } from "@icp-sdk/core/principal";
import * as candid from "./candid.ts";
import { existing, type ManagementCall, type ManagementMethod, reply } from "./method.ts";

export const depositCycles: ManagementMethod = {
  argument: candid.canister,
  ingress: false,
  run: (call: ManagementCall, { canister_id }: { canister_id: Principal }) => {
    existing(call.subnet, canister_id).cycles += call.cycles;
    call.cycles = 0n;
    return reply();
  },
};

export const rawRand: ManagementMethod = {
  argument: undefined,
  ingress: false,
  run: (call: ManagementCall) => reply(candid.blob, call.subnet.random.next()),
};
