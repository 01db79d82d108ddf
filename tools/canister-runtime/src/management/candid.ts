/** The Candid types of the management canister's methods (interface specification, "The IC management canister", `ic.did`). */
import { IDL } from "@icp-sdk/core/candid";

const { Bool, Func, Nat, Nat32, Nat64, Nat8, Null, Opt, Principal, Record, Reserved, Text, Variant, Vec } =
  IDL;
const blob = Vec(Nat8);

const visibility = Variant({ controllers: Null, public: Null, allowed_viewers: Vec(Principal) });
const environmentVariable = Record({ name: Text, value: Text });

const settings = Record({
  controllers: Opt(Vec(Principal)),
  compute_allocation: Opt(Nat),
  memory_allocation: Opt(Nat),
  freezing_threshold: Opt(Nat),
  reserved_cycles_limit: Opt(Nat),
  log_visibility: Opt(visibility),
  wasm_memory_limit: Opt(Nat),
  wasm_memory_threshold: Opt(Nat),
  environment_variables: Opt(Vec(environmentVariable)),
});

const definiteSettings = Record({
  controllers: Vec(Principal),
  compute_allocation: Nat,
  memory_allocation: Nat,
  freezing_threshold: Nat,
  reserved_cycles_limit: Nat,
  log_visibility: visibility,
  wasm_memory_limit: Nat,
  wasm_memory_threshold: Nat,
  log_memory_limit: Nat,
  snapshot_visibility: visibility,
  status_visibility: visibility,
  minimum_incoming_canister_call_cycles: Nat,
  environment_variables: Vec(environmentVariable),
});

export const canister = Record({ canister_id: Principal });
export const canisterAndVersion = Record({ canister_id: Principal, sender_canister_version: Opt(Nat64) });
export const createArgument = Record({ settings: Opt(settings), sender_canister_version: Opt(Nat64) });
export const provisionalCreateArgument = Record({
  amount: Opt(Nat),
  settings: Opt(settings),
  specified_id: Opt(Principal),
  sender_canister_version: Opt(Nat64),
});
export const topUpArgument = Record({ canister_id: Principal, amount: Nat });
export const updateSettingsArgument = Record({
  canister_id: Principal,
  settings,
  sender_canister_version: Opt(Nat64),
});

const installMode = Variant({
  install: Null,
  reinstall: Null,
  upgrade: Opt(
    Record({
      skip_pre_upgrade: Opt(Bool),
      wasm_memory_persistence: Opt(Variant({ keep: Null, replace: Null })),
    }),
  ),
});
export const installArgument = Record({
  mode: installMode,
  canister_id: Principal,
  wasm_module: blob,
  arg: blob,
  sender_canister_version: Opt(Nat64),
});
export const chunkHash = Record({ hash: blob });
export const installChunkedArgument = Record({
  mode: installMode,
  target_canister: Principal,
  store_canister: Opt(Principal),
  chunk_hashes_list: Vec(chunkHash),
  wasm_module_hash: blob,
  arg: blob,
  sender_canister_version: Opt(Nat64),
});
export const uploadChunkArgument = Record({ canister_id: Principal, chunk: blob });

export const statusResult = Record({
  status: Variant({ running: Null, stopping: Null, stopped: Null }),
  ready_for_migration: Bool,
  version: Nat64,
  settings: definiteSettings,
  module_hash: Opt(blob),
  memory_size: Nat,
  memory_metrics: Record({
    wasm_memory_size: Nat,
    stable_memory_size: Nat,
    global_memory_size: Nat,
    wasm_binary_size: Nat,
    custom_sections_size: Nat,
    canister_history_size: Nat,
    wasm_chunk_store_size: Nat,
    snapshots_size: Nat,
    log_memory_store_size: Nat,
  }),
  cycles: Nat,
  reserved_cycles: Nat,
  idle_cycles_burned_per_day: Nat,
  query_stats: Record({
    num_calls_total: Nat,
    num_instructions_total: Nat,
    request_payload_bytes_total: Nat,
    response_payload_bytes_total: Nat,
  }),
});

const changeOrigin = Variant({
  from_user: Record({ user_id: Principal }),
  from_canister: Record({ canister_id: Principal, canister_version: Opt(Nat64) }),
});
const changeDetails = Variant({
  creation: Record({ controllers: Vec(Principal), environment_variables_hash: Opt(blob) }),
  code_uninstall: Null,
  code_deployment: Record({
    mode: Variant({ install: Null, reinstall: Null, upgrade: Null }),
    module_hash: blob,
  }),
  load_snapshot: Record({
    canister_version: Nat64,
    snapshot_id: blob,
    taken_at_timestamp: Nat64,
    source: Reserved,
  }),
  controllers_change: Record({ controllers: Vec(Principal) }),
});
export const informationArgument = Record({ canister_id: Principal, num_requested_changes: Opt(Nat64) });
export const informationResult = Record({
  total_num_changes: Nat64,
  recent_changes: Vec(
    Record({ timestamp_nanos: Nat64, canister_version: Nat64, origin: changeOrigin, details: changeDetails }),
  ),
  module_hash: Opt(blob),
  controllers: Vec(Principal),
});
export const logsResult = Record({
  canister_log_records: Vec(Record({ idx: Nat64, timestamp_nanos: Nat64, content: blob })),
});

const header = Record({ name: Text, value: Text });
export const outcallResult = Record({ status: Nat, headers: Vec(header), body: blob });
export const transformArgument = Record({ response: outcallResult, context: blob });
export const outcallArgument = Record({
  url: Text,
  max_response_bytes: Opt(Nat64),
  method: Variant({ get: Null, head: Null, post: Null, put: Null, delete: Null, patch: Null }),
  headers: Vec(header),
  body: Opt(blob),
  transform: Opt(Record({ function: Func([transformArgument], [outcallResult], ["query"]), context: blob })),
  is_replicated: Opt(Bool),
  pricing_version: Opt(Nat32),
});

const ecdsaKey = Record({ curve: Variant({ secp256k1: Null }), name: Text });
const schnorrKey = Record({ algorithm: Variant({ bip340secp256k1: Null, ed25519: Null }), name: Text });
export const ecdsaPublicKeyArgument = Record({
  canister_id: Opt(Principal),
  derivation_path: Vec(blob),
  key_id: ecdsaKey,
});
export const signWithEcdsaArgument = Record({
  message_hash: blob,
  derivation_path: Vec(blob),
  key_id: ecdsaKey,
});
export const schnorrPublicKeyArgument = Record({
  canister_id: Opt(Principal),
  derivation_path: Vec(blob),
  key_id: schnorrKey,
});
export const signWithSchnorrArgument = Record({
  message: blob,
  derivation_path: Vec(blob),
  key_id: schnorrKey,
  aux: Opt(Variant({ bip341: Record({ merkle_root_hash: blob }) })),
});
export const publicKeyResult = Record({ public_key: blob, chain_code: blob });
export const signatureResult = Record({ signature: blob });
export { blob };
