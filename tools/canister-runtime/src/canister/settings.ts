/** A canister's settings and what they are at first (interface specification, `create_canister`, `update_settings`). */
import type { Principal } from "@icp-sdk/core/principal";

export type Visibility =
  { kind: "controllers" } | { kind: "public" } | { kind: "viewers"; viewers: Principal[] };

export interface Settings {
  controllers: Principal[];
  /** Percent. */
  computeAllocation: bigint;
  /** Bytes. */
  memoryAllocation: bigint;
  /** Seconds that the balance has to last before the canister freezes. */
  freezingThreshold: bigint;
  reservedCyclesLimit: bigint;
  logVisibility: Visibility;
  /** Bytes. */
  wasmMemoryLimit: bigint;
  /** Bytes left below which `canister_on_low_wasm_memory` runs. */
  wasmMemoryThreshold: bigint;
  environmentVariables: { name: string; value: string }[];
}

export const settingLimits = {
  controllers: 10,
  environmentVariables: 20,
  environmentBytes: 128,
  viewers: 10,
} as const;

export function initialSettings(controllers: Principal[]): Settings {
  return {
    controllers,
    computeAllocation: 0n,
    memoryAllocation: 0n,
    freezingThreshold: 2_592_000n,
    reservedCyclesLimit: 5_000_000_000_000n,
    logVisibility: { kind: "controllers" },
    wasmMemoryLimit: 3_221_225_472n,
    wasmMemoryThreshold: 0n,
    environmentVariables: [],
  };
}
