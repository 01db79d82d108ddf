/** `update_settings`, and the settings in `create_canister` (interface specification). */
import type { Principal } from "@icp-sdk/core/principal";
import { initialSettings, settingLimits, type Settings, type Visibility } from "../canister/settings.ts";
import * as candid from "./candid.ts";
import {
  changeOrigin,
  controlled,
  type ManagementCall,
  type ManagementMethod,
  refuse,
  reply,
} from "./method.ts";

type Optional<T> = [] | [T];

export type CandidVisibility = { controllers: null } | { public: null } | { allowed_viewers: Principal[] };

export interface CandidSettings {
  controllers: Optional<Principal[]>;
  compute_allocation: Optional<bigint>;
  memory_allocation: Optional<bigint>;
  freezing_threshold: Optional<bigint>;
  reserved_cycles_limit: Optional<bigint>;
  log_visibility: Optional<CandidVisibility>;
  wasm_memory_limit: Optional<bigint>;
  wasm_memory_threshold: Optional<bigint>;
  environment_variables: Optional<{ name: string; value: string }[]>;
}

/** The settings of a new canister. @throws Refusal `IC0408` */
export function newSettings(caller: Principal, wanted: CandidSettings | undefined): Settings {
  const settings = initialSettings([caller]);
  return wanted === undefined ? settings : withChanges(settings, wanted);
}

/** @throws Refusal `IC0408` */
function withChanges(settings: Settings, wanted: CandidSettings): Settings {
  const [controllers = settings.controllers] = wanted.controllers;
  if (controllers.length > settingLimits.controllers)
    refuse("IC0408", "a canister has at most 10 controllers");
  const [variables = settings.environmentVariables] = wanted.environment_variables;
  checkVariables(variables);
  const [logVisibility] = wanted.log_visibility;
  const number = (choice: Optional<bigint>, before: bigint, maximum: bigint, name: string): bigint => {
    const [value = before] = choice;
    if (value > maximum) refuse("IC0408", `${name} is at most ${maximum}`);
    return value;
  };
  const unbounded = 2n ** 128n - 1n;
  return {
    controllers,
    computeAllocation: number(
      wanted.compute_allocation,
      settings.computeAllocation,
      100n,
      "compute_allocation",
    ),
    memoryAllocation: number(
      wanted.memory_allocation,
      settings.memoryAllocation,
      2n ** 48n,
      "memory_allocation",
    ),
    freezingThreshold: number(
      wanted.freezing_threshold,
      settings.freezingThreshold,
      2n ** 64n - 1n,
      "freezing_threshold",
    ),
    reservedCyclesLimit: number(
      wanted.reserved_cycles_limit,
      settings.reservedCyclesLimit,
      unbounded,
      "reserved_cycles_limit",
    ),
    logVisibility: logVisibility === undefined ? settings.logVisibility : readVisibility(logVisibility),
    wasmMemoryLimit: number(
      wanted.wasm_memory_limit,
      settings.wasmMemoryLimit,
      2n ** 48n,
      "wasm_memory_limit",
    ),
    wasmMemoryThreshold: number(
      wanted.wasm_memory_threshold,
      settings.wasmMemoryThreshold,
      2n ** 48n,
      "wasm_memory_threshold",
    ),
    environmentVariables: variables,
  };
}

function readVisibility(visibility: CandidVisibility): Visibility {
  if ("controllers" in visibility) return { kind: "controllers" };
  if ("public" in visibility) return { kind: "public" };
  if (visibility.allowed_viewers.length > settingLimits.viewers)
    refuse("IC0408", "there are at most 10 viewers");
  return { kind: "viewers", viewers: visibility.allowed_viewers };
}

export function writeVisibility(visibility: Visibility): CandidVisibility {
  switch (visibility.kind) {
    case "controllers":
      return { controllers: null };
    case "public":
      return { public: null };
    case "viewers":
      return { allowed_viewers: visibility.viewers };
  }
}

function checkVariables(variables: { name: string; value: string }[]): void {
  if (variables.length > settingLimits.environmentVariables)
    refuse("IC0408", "there are at most 20 variables");
  const names = new Set(variables.map(({ name }) => name));
  if (names.size < variables.length) refuse("IC0408", "an environment variable is given twice");
  for (const text of variables.flatMap(({ name, value }) => [name, value])) {
    if (new TextEncoder().encode(text).length > settingLimits.environmentBytes) {
      refuse("IC0408", "the name and the value of an environment variable have at most 128 bytes");
    }
  }
}

interface UpdateSettings {
  canister_id: Principal;
  settings: CandidSettings;
  sender_canister_version: Optional<bigint>;
}

export const updateSettings: ManagementMethod = {
  argument: candid.updateSettingsArgument,
  ingress: true,
  run: (call: ManagementCall, { canister_id, settings, sender_canister_version }: UpdateSettings) => {
    const canister = controlled(call, canister_id);
    canister.settings = withChanges(canister.settings, settings);
    canister.version += 1n;
    if (settings.controllers.length > 0) {
      const { controllers } = canister.settings;
      const { version } = canister;
      const origin = changeOrigin(call, sender_canister_version[0]);
      canister.history.add({
        time: call.subnet.time,
        version,
        origin,
        details: { kind: "controllers", controllers },
      });
    }
    return reply();
  },
};
