/** What canisters are and did: status, history, logs (interface specification, `canister_status`, `canister_info`, `fetch_canister_logs`). */
import type { Principal } from "@icp-sdk/core/principal";
import type { Canister } from "../canister/canister.ts";
import type { Change } from "../canister/history.ts";
import { idleCost } from "../cycles/balance.ts";
import { notController } from "../subnet/rejection.ts";
import * as candid from "./candid.ts";
import { existing, type ManagementCall, type ManagementMethod, refuse, Refusal, reply } from "./method.ts";
import { writeVisibility } from "./settings.ts";

const secondsPerDay = 86_400n;

function describeStatus(canister: Canister): unknown {
  const { settings, memory, queryStatistics } = canister;
  return {
    status: { [canister.status.kind]: null },
    ready_for_migration: canister.status.kind === "stopped",
    version: canister.version,
    settings: {
      controllers: settings.controllers,
      compute_allocation: settings.computeAllocation,
      memory_allocation: settings.memoryAllocation,
      freezing_threshold: settings.freezingThreshold,
      reserved_cycles_limit: settings.reservedCyclesLimit,
      log_visibility: writeVisibility(settings.logVisibility),
      wasm_memory_limit: settings.wasmMemoryLimit,
      wasm_memory_threshold: settings.wasmMemoryThreshold,
      // Not modelled as settings; `icp` insists on reading them.
      log_memory_limit: 4096,
      snapshot_visibility: { controllers: null },
      status_visibility: { controllers: null },
      minimum_incoming_canister_call_cycles: 0,
      environment_variables: settings.environmentVariables,
    },
    module_hash: canister.instance === undefined ? [] : [canister.instance.module.hash],
    memory_size: canister.memoryBytes,
    memory_metrics: {
      wasm_memory_size: memory.heap,
      stable_memory_size: memory.stable,
      global_memory_size: memory.globals,
      wasm_binary_size: memory.module,
      custom_sections_size: memory.sections,
      canister_history_size: 0,
      wasm_chunk_store_size: memory.chunks,
      snapshots_size: 0,
      log_memory_store_size: 0,
    },
    cycles: canister.cycles,
    reserved_cycles: 0n,
    idle_cycles_burned_per_day: idleCost(canister, secondsPerDay),
    query_stats: {
      num_calls_total: queryStatistics.calls,
      num_instructions_total: queryStatistics.instructions,
      request_payload_bytes_total: queryStatistics.requestBytes,
      response_payload_bytes_total: queryStatistics.replyBytes,
    },
  };
}

interface Target {
  canister_id: Principal;
}

export const canisterStatus: ManagementMethod = {
  argument: candid.canister,
  ingress: true,
  run: (call: ManagementCall, { canister_id }: Target) => {
    const canister = existing(call.subnet, canister_id);
    const { caller } = call.request;
    if (!canister.isControlledBy(caller) && call.callerCanister !== canister) {
      throw new Refusal(notController(canister, caller));
    }
    return reply(candid.statusResult, describeStatus(canister));
  },
};

function describeChange({ time, version, origin, details }: Change): unknown {
  return {
    timestamp_nanos: time,
    canister_version: version,
    origin:
      origin.kind === "user"
        ? { from_user: { user_id: origin.user } }
        : {
            from_canister: {
              canister_id: origin.canister,
              canister_version: origin.version === undefined ? [] : [origin.version],
            },
          },
    details: describeDetails(details),
  };
}

function describeDetails(details: Change["details"]): unknown {
  switch (details.kind) {
    case "creation":
      return { creation: { controllers: details.controllers, environment_variables_hash: [] } };
    case "uninstall":
      return { code_uninstall: null };
    case "deployment":
      return { code_deployment: { mode: { [details.mode]: null }, module_hash: details.hash } };
    case "controllers":
      return { controllers_change: { controllers: details.controllers } };
  }
}

export const canisterInfo: ManagementMethod = {
  argument: candid.informationArgument,
  ingress: false,
  run: (call: ManagementCall, argument: Target & { num_requested_changes: [] | [bigint] }) => {
    const canister = existing(call.subnet, argument.canister_id);
    const [requested = 0n] = argument.num_requested_changes;
    return reply(candid.informationResult, {
      total_num_changes: canister.history.total,
      recent_changes: canister.history.recent(Number(requested)).map(describeChange),
      module_hash: canister.instance === undefined ? [] : [canister.instance.module.hash],
      controllers: canister.settings.controllers,
    });
  },
};

export const fetchCanisterLogs: ManagementMethod = {
  argument: candid.canister,
  ingress: false,
  run: (call: ManagementCall, { canister_id }: Target) => {
    const canister = existing(call.subnet, canister_id);
    const { caller } = call.request;
    const { logVisibility } = canister.settings;
    const allowed =
      canister.isControlledBy(caller) ||
      logVisibility.kind === "public" ||
      (logVisibility.kind === "viewers" &&
        logVisibility.viewers.some((viewer) => viewer.compareTo(caller) === "eq"));
    if (!allowed) refuse("IC0406", `Caller ${caller.toText()} is not allowed to access canister logs`);
    return reply(candid.logsResult, {
      canister_log_records: canister.log.records.map(({ index, time, content }) => ({
        idx: index,
        timestamp_nanos: time,
        content,
      })),
    });
  },
};
