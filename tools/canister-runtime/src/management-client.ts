/** Encodes the calls of the management canister that the runtime's own functions make. */
import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import type {
  CanisterSettings,
  CreateCanisterOptions,
  InstallCodeOptions,
  UpgradeCanisterOptions,
} from "./canister-host.ts";
import * as candid from "./management/candid.ts";

export interface ManagementRequest {
  sender: Principal;
  method: string;
  arg: Uint8Array;
  effectiveCanisterId: Principal;
}

const optional = <T>(value: T | undefined): [] | [T] => (value === undefined ? [] : [value]);

function encodeSettings(settings: CanisterSettings): unknown {
  return {
    controllers: optional(settings.controllers),
    compute_allocation: optional(settings.computeAllocation),
    memory_allocation: optional(settings.memoryAllocation),
    freezing_threshold: optional(settings.freezingThreshold),
    reserved_cycles_limit: optional(settings.reservedCyclesLimit),
    log_visibility: [],
    wasm_memory_limit: optional(settings.wasmMemoryLimit),
    wasm_memory_threshold: optional(settings.wasmMemoryThreshold),
    environment_variables: optional(settings.environmentVariables),
  };
}

const initialCycles = 1_000_000_000_000_000n;

export function createRequest(options: CreateCanisterOptions): ManagementRequest {
  const { cycles = initialCycles, sender = Principal.anonymous(), targetCanisterId } = options;
  const value = {
    amount: [cycles],
    settings: [encodeSettings(options)],
    specified_id: optional(targetCanisterId),
    sender_canister_version: [],
  };
  return {
    sender,
    method: "provisional_create_canister_with_cycles",
    arg: IDL.encode([candid.provisionalCreateArgument], [value]),
    effectiveCanisterId: targetCanisterId ?? Principal.managementCanister(),
  };
}

export function decodeCreated(reply: Uint8Array): Principal {
  const [created] = IDL.decode([candid.canister], Uint8Array.from(reply)) as unknown as [
    { canister_id: Principal },
  ];
  return created.canister_id;
}

const chunkBytes = 2 ** 20;
/** Above this size a module does not fit into one ingress message. */
const largeModule = 2_000_000 - 10_000;

const emptyArgument = (): Uint8Array => IDL.encode([], []);

type Mode = { install: null } | { reinstall: null } | { upgrade: unknown };

export function upgradeMode(options: UpgradeCanisterOptions["upgradeModeOptions"]): Mode {
  return { upgrade: optional(options) };
}

/** One call, or the calls that upload the chunks of a large module and the one that installs them. */
export function installRequests(
  { canisterId, sender = Principal.anonymous(), arg = emptyArgument() }: InstallCodeOptions,
  module: Uint8Array,
  mode: Mode,
  hash: (bytes: Uint8Array) => Uint8Array,
): ManagementRequest[] {
  const request = (method: string, type: IDL.Type, value: unknown): ManagementRequest => ({
    sender,
    method,
    arg: IDL.encode([type], [value]),
    effectiveCanisterId: canisterId,
  });
  if (module.length + arg.length <= largeModule) {
    const value = { mode, canister_id: canisterId, wasm_module: module, arg, sender_canister_version: [] };
    return [request("install_code", candid.installArgument, value)];
  }
  const chunks = Array.from({ length: Math.ceil(module.length / chunkBytes) }, (_, index) =>
    module.subarray(index * chunkBytes, (index + 1) * chunkBytes),
  );
  const install = {
    mode,
    target_canister: canisterId,
    store_canister: [],
    chunk_hashes_list: chunks.map((chunk) => ({ hash: hash(chunk) })),
    wasm_module_hash: hash(module),
    arg,
    sender_canister_version: [],
  };
  return [
    ...chunks.map((chunk) =>
      request("upload_chunk", candid.uploadChunkArgument, { canister_id: canisterId, chunk }),
    ),
    request("install_chunked_code", candid.installChunkedArgument, install),
    request("clear_chunk_store", candid.canister, { canister_id: canisterId }),
  ];
}

export function targetRequest(
  method: string,
  canisterId: Principal,
  sender = Principal.anonymous(),
): ManagementRequest {
  const arg = IDL.encode([candid.canister], [{ canister_id: canisterId }]);
  return { sender, method, arg, effectiveCanisterId: canisterId };
}

export function settingsRequest(
  options: CanisterSettings & { canisterId: Principal; sender?: Principal },
): ManagementRequest {
  const { canisterId, sender = Principal.anonymous() } = options;
  const value = { canister_id: canisterId, settings: encodeSettings(options), sender_canister_version: [] };
  return {
    sender,
    method: "update_settings",
    arg: IDL.encode([candid.updateSettingsArgument], [value]),
    effectiveCanisterId: canisterId,
  };
}

/** One line of a canister's log. */
export interface CanisterLogRecord {
  idx: bigint;
  timestamp_nanos: bigint;
  content: Uint8Array;
}

export function decodeLogs(reply: Uint8Array): CanisterLogRecord[] {
  const [result] = IDL.decode([candid.logsResult], Uint8Array.from(reply)) as unknown as [
    { canister_log_records: CanisterLogRecord[] },
  ];
  return result.canister_log_records;
}

/** What `canister_status` tells, with the names of `@dfinity/pic`. */
export interface CanisterStatusResult {
  status: { running: null } | { stopping: null } | { stopped: null };
  moduleHash: Uint8Array | null;
  /** Bytes of all memories. */
  memorySize: bigint;
  cycles: bigint;
  idleCyclesBurnedPerDay: bigint;
  settings: { controllers: Principal[]; freezingThreshold: bigint };
}

interface CandidStatus {
  status: CanisterStatusResult["status"];
  module_hash: [] | [Uint8Array];
  memory_size: bigint;
  cycles: bigint;
  idle_cycles_burned_per_day: bigint;
  settings: { controllers: Principal[]; freezing_threshold: bigint };
}

export function decodeStatus(reply: Uint8Array): CanisterStatusResult {
  const [result] = IDL.decode([candid.statusResult], Uint8Array.from(reply)) as unknown as [CandidStatus];
  return {
    status: result.status,
    moduleHash: result.module_hash[0] ?? null,
    memorySize: result.memory_size,
    cycles: result.cycles,
    idleCyclesBurnedPerDay: result.idle_cycles_burned_per_day,
    settings: {
      controllers: result.settings.controllers,
      freezingThreshold: result.settings.freezing_threshold,
    },
  };
}
