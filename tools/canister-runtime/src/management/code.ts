/** Installing and uninstalling code, at once or from chunks (interface specification). */
import { joinBytes } from "../execution/join-bytes.ts";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Principal } from "@icp-sdk/core/principal";
import { installCode as install, type InstallMode, uninstallCode as uninstall } from "../subnet/install.ts";
import * as candid from "./candid.ts";
import {
  changeOrigin,
  controlled,
  existing,
  type ManagementCall,
  type ManagementMethod,
  refuse,
  Refusal,
  reply,
} from "./method.ts";

type Optional<T> = [] | [T];

type CandidMode =
  | { install: null }
  | { reinstall: null }
  | {
      upgrade: Optional<{
        skip_pre_upgrade: Optional<boolean>;
        wasm_memory_persistence: Optional<{ keep: null } | { replace: null }>;
      }>;
    };

function readMode(mode: CandidMode): InstallMode {
  if ("install" in mode) return { kind: "install" };
  if ("reinstall" in mode) return { kind: "reinstall" };
  const [options] = mode.upgrade;
  const persistence = options?.wasm_memory_persistence[0];
  return {
    kind: "upgrade",
    skipPreUpgrade: options?.skip_pre_upgrade[0] ?? false,
    keepMainMemory: persistence !== undefined && "keep" in persistence,
  };
}

interface Install {
  mode: CandidMode;
  canister_id: Principal;
  wasm_module: Uint8Array;
  arg: Uint8Array;
  sender_canister_version: Optional<bigint>;
}

function perform(call: ManagementCall, argument: Install): ReturnType<typeof reply> {
  const canister = controlled(call, argument.canister_id);
  const failed = install(call.subnet, canister, {
    mode: readMode(argument.mode),
    module: Uint8Array.from(argument.wasm_module),
    argument: Uint8Array.from(argument.arg),
    caller: call.request.caller,
    origin: changeOrigin(call, argument.sender_canister_version[0]),
  });
  if (failed !== undefined) throw new Refusal(failed);
  return reply();
}

export const installCode: ManagementMethod = {
  argument: candid.installArgument,
  ingress: true,
  run: perform,
};

interface InstallChunked extends Omit<Install, "canister_id" | "wasm_module"> {
  target_canister: Principal;
  store_canister: Optional<Principal>;
  chunk_hashes_list: { hash: Uint8Array }[];
  wasm_module_hash: Uint8Array;
}

export const installChunkedCode: ManagementMethod = {
  argument: candid.installChunkedArgument,
  ingress: true,
  run: (call: ManagementCall, argument: InstallChunked) => {
    const target = argument.target_canister;
    controlled(call, target);
    const [storeId = target] = argument.store_canister;
    const store = existing(call.subnet, storeId);
    const mayRead = store.isControlledBy(call.request.caller) || call.callerCanister === store;
    if (!mayRead)
      refuse("IC0512", `${call.request.caller.toText()} may not read the chunks of ${storeId.toText()}`);
    const chunks = argument.chunk_hashes_list.map(({ hash }) => {
      const chunk = store.chunks.get(hex(hash));
      if (chunk === undefined)
        refuse("IC0408", `Error from Wasm chunk store: Chunk hash ${hex(hash)} was not found`);
      return chunk;
    });
    const module = joinBytes(chunks);
    if (hex(sha256(module)) !== hex(argument.wasm_module_hash)) {
      refuse(
        "IC0408",
        "Error from Wasm chunk store: the chunks do not add up to the module with the given hash",
      );
    }
    return perform(call, { ...argument, canister_id: target, wasm_module: module });
  },
};

export const uninstallCode: ManagementMethod = {
  argument: candid.canisterAndVersion,
  ingress: true,
  run: (
    call: ManagementCall,
    argument: { canister_id: Principal; sender_canister_version: Optional<bigint> },
  ) => {
    const canister = controlled(call, argument.canister_id);
    uninstall(call.subnet, canister, changeOrigin(call, argument.sender_canister_version[0]));
    return reply();
  },
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
