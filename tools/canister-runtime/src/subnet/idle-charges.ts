/** Takes the cycles for storage and compute allocation as time goes by, and the code of canisters that cannot pay. */
import { idleCost } from "../cycles/balance.ts";
import { Principal } from "@icp-sdk/core/principal";
import { uninstallCode } from "./install.ts";
import type { Subnet } from "./subnet.ts";

/** Canisters are charged every ten seconds. */
const interval = 10_000_000_000n;

export function chargeIdleCanisters(subnet: Subnet): void {
  for (const canister of subnet.canisters.values()) {
    const elapsed = subnet.time - canister.paidUntil;
    if (elapsed < interval) continue;
    const seconds = elapsed / 1_000_000_000n;
    canister.paidUntil += seconds * 1_000_000_000n;
    const cost = idleCost(canister, seconds);
    if (cost <= canister.cycles) {
      canister.cycles -= cost;
      continue;
    }
    canister.cycles = 0n;
    if (canister.instance !== undefined) {
      const origin = {
        kind: "canister" as const,
        canister: Principal.managementCanister(),
        version: undefined,
      };
      uninstallCode(subnet, canister, origin);
    }
  }
}
