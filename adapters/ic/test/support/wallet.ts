/** A canister that passes calls on with cycles attached, as a wallet does: what a browser cannot do. */

import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import type { CanisterHost } from "@mastic/canister-runtime";
import wabt from "wabt";

/** `call`: the argument is the length of the callee and the callee, the same of the method, 8 bytes of cycles, the argument. */
const source = `(module
  (import "ic0" "msg_arg_data_size" (func $size (result i32)))
  (import "ic0" "msg_arg_data_copy" (func $copy (param i32 i32 i32)))
  (import "ic0" "call_new" (func $new (param i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "ic0" "call_data_append" (func $append (param i32 i32)))
  (import "ic0" "call_cycles_add128" (func $cycles (param i64 i64)))
  (import "ic0" "call_perform" (func $perform (result i32)))
  (import "ic0" "msg_reply" (func $reply))
  (import "ic0" "msg_reply_data_append" (func $reply_data (param i32 i32)))
  (import "ic0" "msg_reject" (func $reject (param i32 i32)))
  (import "ic0" "msg_reject_msg_size" (func $message_size (result i32)))
  (import "ic0" "msg_reject_msg_copy" (func $message_copy (param i32 i32 i32)))
  (memory 8)
  (table funcref (elem $on_reply $on_reject))
  (func $on_reply (param i32)
    (call $copy (i32.const 0) (i32.const 0) (call $size))
    (call $reply_data (i32.const 0) (call $size))
    (call $reply))
  (func $on_reject (param i32)
    (call $message_copy (i32.const 0) (i32.const 0) (call $message_size))
    (call $reject (i32.const 0) (call $message_size)))
  (func (export "canister_update call") (local $callee i32) (local $method i32) (local $rest i32)
    (call $copy (i32.const 0) (i32.const 0) (call $size))
    (local.set $callee (i32.load8_u (i32.const 0)))
    (local.set $method (i32.add (local.get $callee) (i32.const 1)))
    (local.set $rest (i32.add (i32.add (local.get $method) (i32.const 1)) (i32.load8_u (local.get $method))))
    (call $new (i32.const 1) (local.get $callee)
      (i32.add (local.get $method) (i32.const 1)) (i32.load8_u (local.get $method))
      (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0))
    (call $cycles (i64.const 0) (i64.load (local.get $rest)))
    (call $append (i32.add (local.get $rest) (i32.const 8))
      (i32.sub (call $size) (i32.add (local.get $rest) (i32.const 8))))
    (drop (call $perform))))`;

export interface Wallet {
  readonly id: Principal;
  /** Calls a method with cycles. @returns the decoded reply */
  call<Reply>(
    callee: Principal,
    method: readonly [string, IDL.FuncClass],
    args: unknown[],
    cycles: bigint,
  ): Promise<Reply>;
}

export async function openWallet(runtime: CanisterHost): Promise<Wallet> {
  const tools = await wabt();
  const wasm = tools.parseWat("wallet.wat", source).toBinary({}).buffer;
  const id = await runtime.createCanister();
  await runtime.installCode({ canisterId: id, wasm });
  return {
    id,
    async call<Reply>(
      callee: Principal,
      [name, signature]: readonly [string, IDL.FuncClass],
      args: unknown[],
      cycles: bigint,
    ) {
      const attached = Buffer.alloc(8);
      attached.writeBigUInt64LE(cycles);
      const to = callee.toUint8Array();
      const arg = Buffer.concat([
        Buffer.of(to.length),
        to,
        Buffer.of(name.length),
        Buffer.from(name),
        attached,
        IDL.encode(signature.argTypes, args),
      ]);
      const reply = await runtime.updateCall({ canisterId: id, method: "call", arg });
      return IDL.decode(signature.retTypes, Uint8Array.from(reply))[0] as Reply;
    },
  };
}
