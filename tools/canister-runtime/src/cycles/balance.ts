/** How many cycles a canister burns at rest, and how many it may spend (interface specification, "Freezing threshold"). */
import type { Canister } from "../canister/canister.ts";
import { prices } from "./prices.ts";

const gib = 2n ** 30n;

/** Cycles for storage and compute allocation in `seconds`. */
export function idleCost(canister: Canister, seconds: bigint): bigint {
  const used = BigInt(canister.memoryBytes);
  const allocated = canister.settings.memoryAllocation;
  const bytes = allocated > used ? allocated : used;
  const storage = (bytes * prices.gibSecond * seconds) / gib;
  return storage + canister.settings.computeAllocation * prices.computePercentSecond * seconds;
}

/** The balance below which the canister is frozen. */
export const freezingLimit = (canister: Canister): bigint =>
  idleCost(canister, canister.settings.freezingThreshold);

/** What the canister could spend if its balance were `balance`. */
export function liquid(canister: Canister, balance: bigint): bigint {
  const limit = freezingLimit(canister);
  return balance > limit ? balance - limit : 0n;
}
