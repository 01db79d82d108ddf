/**
 * What this runtime and PocketIC have in common, in the words of `@dfinity/pic`: whoever writes tests against it
 * can run them on either.
 */
import type { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import type { Actor } from "./actor.ts";

/** `.wasm` or `.wasm.gz`, or the path of such a file. */
export type Wasm = Uint8Array | string;

export interface CanisterSettings {
  controllers?: Principal[];
  computeAllocation?: bigint;
  memoryAllocation?: bigint;
  /** Seconds. */
  freezingThreshold?: bigint;
  reservedCyclesLimit?: bigint;
  wasmMemoryLimit?: bigint;
  wasmMemoryThreshold?: bigint;
  environmentVariables?: { name: string; value: string }[];
}

export interface CreateCanisterOptions extends CanisterSettings {
  /** 1,000 T by default. */
  cycles?: bigint;
  sender?: Principal;
  targetCanisterId?: Principal;
}

export interface InstallCodeOptions {
  canisterId: Principal;
  wasm: Wasm;
  /** The encoded argument of `canister_init` or `canister_post_upgrade`; `()` by default. */
  arg?: Uint8Array;
  sender?: Principal;
}

export interface UpgradeCanisterOptions extends InstallCodeOptions {
  upgradeModeOptions?: {
    skip_pre_upgrade: [] | [boolean];
    wasm_memory_persistence: [] | [{ keep: null } | { replace: null }];
  };
}

export interface SetupCanisterOptions extends CreateCanisterOptions {
  idlFactory: IDL.InterfaceFactory;
  wasm: Wasm;
  arg?: Uint8Array;
}

export interface CallOptions {
  canisterId: Principal;
  method: string;
  arg?: Uint8Array;
  sender?: Principal;
}

export interface CanisterHost {
  setupCanister<T extends object>(
    options: SetupCanisterOptions,
  ): Promise<{ actor: Actor<T>; canisterId: Principal }>;
  createCanister(options?: CreateCanisterOptions): Promise<Principal>;
  installCode(options: InstallCodeOptions): Promise<void>;
  reinstallCode(options: InstallCodeOptions): Promise<void>;
  upgradeCanister(options: UpgradeCanisterOptions): Promise<void>;
  updateCanisterSettings(
    options: CanisterSettings & { canisterId: Principal; sender?: Principal },
  ): Promise<void>;
  startCanister(options: { canisterId: Principal; sender?: Principal }): Promise<void>;
  stopCanister(options: { canisterId: Principal; sender?: Principal }): Promise<void>;
  createActor<T extends object>(idlFactory: IDL.InterfaceFactory, canisterId: Principal): Actor<T>;
  queryCall(options: CallOptions): Promise<Uint8Array>;
  updateCall(options: CallOptions): Promise<Uint8Array>;
  getControllers(canisterId: Principal): Promise<Principal[]>;
  /** Executes what is due, with all HTTP outcalls that come of it, until nothing is left to do at this time. */
  runUntilQuiet(): Promise<void>;
  /** For controllers. */
  canisterStatus(options: {
    canisterId: Principal;
    sender?: Principal;
  }): Promise<{ readonly moduleHash: Uint8Array | null }>;
  /** Runs rounds; each moves the clock by 1 ns. */
  tick(times?: number): Promise<void>;
  /** Milliseconds since the Unix epoch. */
  getTime(): Promise<number>;
  setTime(time: Date | number): Promise<void>;
  /** Milliseconds. */
  advanceTime(duration: number): Promise<void>;
  getCyclesBalance(canisterId: Principal): Promise<bigint>;
  addCycles(canisterId: Principal, amount: number | bigint): Promise<bigint>;
  getStableMemory(canisterId: Principal): Promise<Uint8Array>;
  setStableMemory(canisterId: Principal, stableMemory: Uint8Array): Promise<void>;
  tearDown(): Promise<void>;
}
