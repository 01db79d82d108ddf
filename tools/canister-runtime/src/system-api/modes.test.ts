import { describe, expect, it } from "vitest";
import type { Principal } from "@icp-sdk/core/principal";
import { data, inline, install, watModule } from "../wat.test-support.ts";
import { systemFunctionNames } from "./imports.ts";

/**
 * The table of the interface specification, section "Overview of imports": from where each function may be
 * called. `*` is everything but the start function, `* s` everything.
 */
const table: Record<string, { type: string; modes: string }> = {
  msg_arg_data_size: { type: ":i", modes: "I U RQ NRQ TQ CQ Ry CRy F" },
  msg_arg_data_copy: { type: "iii", modes: "I U RQ NRQ TQ CQ Ry CRy F" },
  msg_caller_size: { type: ":i", modes: "*" },
  msg_caller_copy: { type: "iii", modes: "*" },
  msg_caller_info_data_size: { type: ":i", modes: "U RQ NRQ CQ Ry Rt CRy CRt C CC F" },
  msg_caller_info_data_copy: { type: "iii", modes: "U RQ NRQ CQ Ry Rt CRy CRt C CC F" },
  msg_caller_info_signer_size: { type: ":i", modes: "U RQ NRQ CQ Ry Rt CRy CRt C CC F" },
  msg_caller_info_signer_copy: { type: "iii", modes: "U RQ NRQ CQ Ry Rt CRy CRt C CC F" },
  msg_reject_code: { type: ":i", modes: "Ry Rt CRy CRt C" },
  msg_reject_msg_size: { type: ":i", modes: "Rt CRt" },
  msg_reject_msg_copy: { type: "iii", modes: "Rt CRt" },
  msg_deadline: { type: ":l", modes: "U RQ NRQ CQ Ry Rt CRy CRt" },
  msg_reply_data_append: { type: "ii", modes: "U RQ NRQ TQ CQ Ry Rt CRy CRt" },
  msg_reply: { type: "", modes: "U RQ NRQ TQ CQ Ry Rt CRy CRt" },
  msg_reject: { type: "ii", modes: "U RQ NRQ TQ CQ Ry Rt CRy CRt" },
  msg_cycles_available128: { type: "i", modes: "U RQ Rt Ry" },
  msg_cycles_refunded128: { type: "i", modes: "Rt Ry" },
  msg_cycles_accept128: { type: "lli", modes: "U RQ Rt Ry" },
  cycles_burn128: { type: "lli", modes: "I G U RQ Ry Rt C T" },
  canister_self_size: { type: ":i", modes: "*" },
  canister_self_copy: { type: "iii", modes: "*" },
  canister_cycle_balance128: { type: "i", modes: "*" },
  canister_liquid_cycle_balance128: { type: "i", modes: "*" },
  canister_status: { type: ":i", modes: "*" },
  canister_version: { type: ":l", modes: "*" },
  subnet_self_size: { type: ":i", modes: "*" },
  subnet_self_copy: { type: "iii", modes: "*" },
  msg_method_name_size: { type: ":i", modes: "F" },
  msg_method_name_copy: { type: "iii", modes: "F" },
  accept_message: { type: "", modes: "F" },
  call_new: { type: "iiiiiiii", modes: "U CQ Ry Rt CRy CRt T" },
  call_on_cleanup: { type: "ii", modes: "U CQ Ry Rt CRy CRt T" },
  call_data_append: { type: "ii", modes: "U CQ Ry Rt CRy CRt T" },
  call_with_best_effort_response: { type: "i", modes: "U CQ Ry Rt CRy CRt T" },
  call_cycles_add128: { type: "ll", modes: "U Ry Rt T" },
  call_perform: { type: ":i", modes: "U CQ Ry Rt CRy CRt T" },
  stable64_size: { type: ":l", modes: "* s" },
  stable64_grow: { type: "l:l", modes: "* s" },
  stable64_write: { type: "lll", modes: "* s" },
  stable64_read: { type: "lll", modes: "* s" },
  root_key_size: { type: ":i", modes: "I G U RQ Ry Rt C T" },
  root_key_copy: { type: "iii", modes: "I G U RQ Ry Rt C T" },
  certified_data_set: { type: "ii", modes: "I G U Ry Rt T" },
  data_certificate_present: { type: ":i", modes: "*" },
  data_certificate_size: { type: ":i", modes: "NRQ CQ" },
  data_certificate_copy: { type: "iii", modes: "NRQ CQ" },
  time: { type: ":l", modes: "*" },
  global_timer_set: { type: "l:l", modes: "I G U Ry Rt C T" },
  performance_counter: { type: "i:l", modes: "* s" },
  is_controller: { type: "ii:i", modes: "* s" },
  in_replicated_execution: { type: ":i", modes: "* s" },
  cost_call: { type: "lli", modes: "* s" },
  cost_create_canister: { type: "i", modes: "* s" },
  cost_http_request: { type: "lli", modes: "* s" },
  cost_sign_with_ecdsa: { type: "iiii:i", modes: "* s" },
  cost_sign_with_schnorr: { type: "iiii:i", modes: "* s" },
  cost_vetkd_derive_key: { type: "iiii:i", modes: "* s" },
  env_var_count: { type: ":i", modes: "*" },
  env_var_name_size: { type: "i:i", modes: "*" },
  env_var_name_copy: { type: "iiii", modes: "*" },
  env_var_name_exists: { type: "ii:i", modes: "*" },
  env_var_value_size: { type: "ii:i", modes: "*" },
  env_var_value_copy: { type: "iiiii", modes: "*" },
  debug_print: { type: "ii", modes: "* s" },
  trap: { type: "ii", modes: "* s" },
  msg_cycles_available: { type: ":l", modes: "U RQ Rt Ry" },
  msg_cycles_refunded: { type: ":l", modes: "Rt Ry" },
  msg_cycles_accept: { type: "l:l", modes: "U RQ Rt Ry" },
  canister_cycle_balance: { type: ":l", modes: "*" },
  call_cycles_add: { type: "l", modes: "U Ry Rt T" },
  stable_size: { type: ":i", modes: "* s" },
  stable_grow: { type: "i:i", modes: "* s" },
  stable_write: { type: "iii", modes: "* s" },
  stable_read: { type: "iii", modes: "* s" },
};

const everywhere = "I G U RQ NRQ TQ CQ Ry Rt CRy CRt C CC F T".split(" ");

const types = { i: "i32", l: "i64" } as const;
const letters = (signature: string): string[] =>
  Array.from(signature, (letter) => types[letter as keyof typeof types]);

/** A call of the function with zeros, its result dropped. */
function zeroCall(name: string, { type }: { type: string }): string {
  const [parameters = "", result = ""] = type.split(":");
  const call = `(call $tested ${letters(parameters)
    .map((letter) => `(${letter}.const 0)`)
    .join(" ")})`;
  return result === "" ? call : `(drop ${call})`;
}

/** The function's import, as `$tested`. */
function importTested(name: string, { type }: { type: string }): string {
  const [parameters = "", result = ""] = type.split(":");
  const parameterTypes = letters(parameters).map((letter) => `(param ${letter})`);
  const resultTypes = letters(result).map((letter) => `(result ${letter})`);
  return `(import "ic0" "${name}" (func $tested ${parameterTypes.join("")} ${resultTypes.join("")}))`;
}

/** A canister of which every entry point calls the function. */
function canisterFor(
  name: string,
  description: { type: string },
  friend: Principal,
  inspects: boolean,
): Uint8Array {
  const tested = zeroCall(name, description);
  /** Calls `ok` or, one letter short, a method that does not exist; the callback is at this place of the table. */
  const callFriend = (length: number, callback: number): string => `
    (call $new (i32.const 100) (i32.const 10) (i32.const 200) (i32.const ${length})
      (i32.const ${callback}) (i32.const 0) (i32.const ${callback}) (i32.const 0))
    (call $cleanup_with (i32.const 2) (i32.const 0))
    (drop (call $send))`;
  const testing = 0;
  const dying = 1;
  return watModule(`
    ${importTested(name, description)}
    (import "ic0" "call_new" (func $new (param i32 i32 i32 i32 i32 i32 i32 i32)))
    (import "ic0" "call_on_cleanup" (func $cleanup_with (param i32 i32)))
    (import "ic0" "call_perform" (func $send (result i32)))
    (memory 1)
    (table 3 funcref)
    (elem (i32.const 0) $test $die $test)
    (func $test (param i32) ${tested})
    (func $die (param i32) unreachable)
    (func (export "canister_update U") ${tested})
    (func (export "canister_query Q") ${tested})
    (func (export "canister_composite_query CQ") ${tested})
    (func (export "canister_update Ry") ${callFriend(2, testing)})
    (func (export "canister_update Rt") ${callFriend(1, testing)})
    (func (export "canister_update C") ${callFriend(2, dying)})
    (func (export "canister_composite_query CRy") ${callFriend(2, testing)})
    (func (export "canister_composite_query CRt") ${callFriend(1, testing)})
    (func (export "canister_composite_query CC") ${callFriend(2, dying)})
    (func (export "canister_pre_upgrade") ${tested})
    (func (export "canister_heartbeat") ${tested})
    ${inspects ? `(func (export "canister_inspect_message") ${tested})` : ""}
    ${data(100, friend.toUint8Array())}
    ${data(200, "ok")}
  `);
}

/** A canister that calls the function when it is installed. */
function installing(name: string, description: { type: string }, start: boolean): Uint8Array {
  const imported = importTested(name, description);
  const where = start ? "(func $go" : `(func (export "canister_init")`;
  return watModule(
    `${imported} (memory 1) ${where} ${zeroCall(name, description)}) ${start ? "(start $go)" : ""}`,
  );
}

const runtime = await inline();
const friend = await install(
  runtime,
  watModule(`(import "ic0" "msg_reply" (func $reply)) (func (export "canister_query ok") (call $reply))`),
);
const forbidden = /cannot be called from here \((\w+)\)/u;

/** The modes in which the function was called, and those in which it was refused. */
async function tryEverywhere(name: string): Promise<{ refused: Set<string>; reached: Set<string> }> {
  const description = table[name] ?? { type: "", modes: "" };
  const wasm = canisterFor(name, description, friend, false);
  const canisterId = await install(runtime, wasm);
  await runtime.takeExecutions();
  for (const method of ["Q", "CQ", "CRy", "CRt", "CC"]) {
    await runtime.queryCall({ canisterId, method }).catch(() => undefined);
  }
  for (const method of ["U", "Q", "Ry", "Rt", "C"]) {
    await runtime.updateCall({ canisterId, method }).catch(() => undefined);
  }
  await runtime.upgradeCanister({ canisterId, wasm }).catch(() => undefined);
  await runtime.stopCanister({ canisterId });
  const inspecting = await install(runtime, canisterFor(name, description, friend, true));
  await runtime.updateCall({ canisterId: inspecting, method: "U" }).catch(() => undefined);
  await runtime.stopCanister({ canisterId: inspecting });
  for (const start of [false, true]) {
    const fresh = await runtime.createCanister();
    await runtime
      .installCode({ canisterId: fresh, wasm: installing(name, description, start) })
      .catch(() => undefined);
  }
  const refused = new Set<string>();
  const reached = new Set<string>();
  for (const { canisterId: executed, mode, trap } of await runtime.takeExecutions()) {
    if (executed.compareTo(friend) === "eq") continue;
    reached.add(mode);
    const match = forbidden.exec(trap ?? "");
    if (match?.[1] !== undefined) refused.add(match[1]);
  }
  return { refused, reached };
}

describe("the System API", () => {
  it("has every function of the specification, and no other", () => {
    expect([...systemFunctionNames].sort()).toEqual(Object.keys(table).sort());
  });

  it.each(Object.keys(table))(
    "lets %s be called from where it may be, and from nowhere else",
    async (name) => {
      const { modes = "" } = table[name] ?? {};
      const allowed = new Set(
        modes === "* s" ? [...everywhere, "s"] : modes === "*" ? everywhere : modes.split(" "),
      );
      const { refused, reached } = await tryEverywhere(name);
      for (const mode of reached) expect([mode, refused.has(mode)]).toEqual([mode, !allowed.has(mode)]);
      // Transforms of outcalls are tried with the outcalls.
      expect([...reached].sort()).toEqual([...everywhere, "s"].filter((mode) => mode !== "TQ").sort());
    },
  );
});
