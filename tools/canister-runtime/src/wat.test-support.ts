/** Canisters written in the text format of WebAssembly, and a runtime in the test's own thread. */
import wabt from "wabt";
import { Principal } from "@icp-sdk/core/principal";
import { CanisterRuntime, type CanisterRuntimeOptions } from "./runtime.ts";

const tools = await wabt();

/** The imports of `ic0` that most canisters need. */
const prelude = `
  (import "ic0" "msg_arg_data_size" (func $arg_size (result i32)))
  (import "ic0" "msg_arg_data_copy" (func $arg_copy (param i32 i32 i32)))
  (import "ic0" "msg_caller_size" (func $caller_size (result i32)))
  (import "ic0" "msg_caller_copy" (func $caller_copy (param i32 i32 i32)))
  (import "ic0" "msg_reject_code" (func $reject_code (result i32)))
  (import "ic0" "msg_reject_msg_size" (func $reject_msg_size (result i32)))
  (import "ic0" "msg_reject_msg_copy" (func $reject_msg_copy (param i32 i32 i32)))
  (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
  (import "ic0" "msg_reply" (func $reply))
  (import "ic0" "msg_reject" (func $reject (param i32 i32)))
  (import "ic0" "msg_method_name_size" (func $method_size (result i32)))
  (import "ic0" "accept_message" (func $accept))
  (import "ic0" "msg_cycles_available" (func $available (result i64)))
  (import "ic0" "msg_cycles_accept" (func $accept_cycles (param i64) (result i64)))
  (import "ic0" "msg_cycles_refunded" (func $refunded (result i64)))
  (import "ic0" "canister_self_copy" (func $self_copy (param i32 i32 i32)))
  (import "ic0" "canister_self_size" (func $self_size (result i32)))
  (import "ic0" "canister_status" (func $status (result i32)))
  (import "ic0" "canister_version" (func $version (result i64)))
  (import "ic0" "call_new" (func $call_new (param i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "ic0" "call_on_cleanup" (func $on_cleanup (param i32 i32)))
  (import "ic0" "call_data_append" (func $call_append (param i32 i32)))
  (import "ic0" "call_cycles_add" (func $call_cycles (param i64)))
  (import "ic0" "call_with_best_effort_response" (func $best_effort (param i32)))
  (import "ic0" "call_perform" (func $perform (result i32)))
  (import "ic0" "stable64_grow" (func $stable_grow (param i64) (result i64)))
  (import "ic0" "stable64_size" (func $stable_size (result i64)))
  (import "ic0" "stable64_write" (func $stable_write (param i64 i64 i64)))
  (import "ic0" "stable64_read" (func $stable_read (param i64 i64 i64)))
  (import "ic0" "certified_data_set" (func $certify (param i32 i32)))
  (import "ic0" "data_certificate_present" (func $certificate_present (result i32)))
  (import "ic0" "data_certificate_size" (func $certificate_size (result i32)))
  (import "ic0" "data_certificate_copy" (func $certificate_copy (param i32 i32 i32)))
  (import "ic0" "time" (func $time (result i64)))
  (import "ic0" "global_timer_set" (func $timer_set (param i64) (result i64)))
  (import "ic0" "performance_counter" (func $counter (param i32) (result i64)))
  (import "ic0" "in_replicated_execution" (func $replicated (result i32)))
  (import "ic0" "debug_print" (func $print (param i32 i32)))
  (import "ic0" "trap" (func $trap (param i32 i32)))
  ;; Replies with the four bytes of a number.
  (func $reply_i32 (param i32)
    (i32.store (i32.const 60000) (local.get 0))
    (call $append (i32.const 60000) (i32.const 4))
    (call $reply))
  (func $reply_i64 (param i64)
    (i64.store (i32.const 60000) (local.get 0))
    (call $append (i32.const 60000) (i32.const 8))
    (call $reply))
`;

/** The module with the prelude, these definitions and this many pages of memory. */
export function wat(definitions: string, pages = 1): Uint8Array {
  return watModule(`${prelude}(memory ${pages})${definitions}`);
}

/** The module with these definitions only. */
export function watModule(definitions: string): Uint8Array {
  const module = tools.parseWat("canister.wat", `(module ${definitions})`, {
    bulk_memory: true,
    simd: true,
    memory64: true,
    reference_types: true,
    multi_value: true,
  });
  const { buffer } = module.toBinary({});
  module.destroy();
  return buffer;
}

/** A data segment with these bytes at this place. */
export function data(at: number, bytes: Uint8Array | string): string {
  const content = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  const text = [...content].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  return `(data (i32.const ${at}) "${text}")`;
}

export const inline = (options: CanisterRuntimeOptions = {}): Promise<CanisterRuntime> =>
  CanisterRuntime.create({ thread: "inline", ...options });

/** Creates a canister and installs the module. */
export async function install(
  runtime: CanisterRuntime,
  module: Uint8Array,
  options: { arg?: Uint8Array; cycles?: bigint; sender?: Principal } = {},
): Promise<Principal> {
  const canisterId = await runtime.createCanister(options);
  await runtime.installCode({ canisterId, wasm: module, ...options });
  return canisterId;
}

export const u32 = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
export const u64 = (bytes: Uint8Array): bigint =>
  new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
