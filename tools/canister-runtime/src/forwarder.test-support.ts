/** A canister that makes the calls that a test asks for, and tells what comes back. */
import type { Principal } from "@icp-sdk/core/principal";
import type { CanisterHost } from "./canister-host.ts";
import { wat } from "./wat.test-support.ts";

/**
 * Its method `forward` takes: a byte and the callee, a byte and the method, 8 bytes of cycles, 4 bytes of a
 * timeout (0 for none), the argument. It answers with 0 and the reply, or with the reject code and message.
 */
export const forwarder = wat(
  `
  (table 2 funcref)
  (elem (i32.const 0) $replied $rejected)
  (func $replied (param i32)
    (i32.store8 (i32.const 0) (i32.const 0))
    (call $arg_copy (i32.const 1) (i32.const 0) (call $arg_size))
    (call $append (i32.const 0) (i32.add (call $arg_size) (i32.const 1)))
    (call $reply))
  (func $rejected (param i32)
    (i32.store8 (i32.const 0) (call $reject_code))
    (call $reject_msg_copy (i32.const 1) (i32.const 0) (call $reject_msg_size))
    (call $append (i32.const 0) (i32.add (call $reject_msg_size) (i32.const 1)))
    (call $reply))
  (func (export "canister_update forward")
    (local $callee i32) (local $method i32) (local $rest i32)
    (call $arg_copy (i32.const 100000) (i32.const 0) (call $arg_size))
    (local.set $callee (i32.const 100000))
    (local.set $method (i32.add (i32.add (local.get $callee) (i32.const 1)) (i32.load8_u (local.get $callee))))
    (local.set $rest (i32.add (i32.add (local.get $method) (i32.const 1)) (i32.load8_u (local.get $method))))
    (call $call_new
      (i32.add (local.get $callee) (i32.const 1)) (i32.load8_u (local.get $callee))
      (i32.add (local.get $method) (i32.const 1)) (i32.load8_u (local.get $method))
      (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0))
    (call $call_cycles (i64.load (local.get $rest)))
    (if (i32.load offset=8 (local.get $rest)) (then (call $best_effort (i32.load offset=8 (local.get $rest)))))
    (call $call_append
      (i32.add (local.get $rest) (i32.const 12))
      (i32.sub (i32.add (i32.const 100000) (call $arg_size)) (i32.add (local.get $rest) (i32.const 12))))
    (if (call $perform) (then (call $trap (i32.const 0) (i32.const 0)))))
  (func (export "canister_query transform")
    ;; The answer to an outcall with its last byte, the end of the context, in place of the first of the body.
    (call $arg_copy (i32.const 0) (i32.const 0) (call $arg_size))
    (call $append (i32.const 0) (call $arg_size))
    (call $reply))
  (func (export "canister_update hello") (call $reply_i32 (i32.const 5)))`,
  60,
);

export interface Forwarded {
  callee: Principal;
  method: string;
  arg?: Uint8Array;
  cycles?: bigint;
  /** Seconds. */
  timeout?: number;
}

export function encodeForward({ callee, method, arg, cycles = 0n, timeout = 0 }: Forwarded): Uint8Array {
  const numbers = new DataView(new ArrayBuffer(12));
  numbers.setBigUint64(0, cycles, true);
  numbers.setUint32(8, timeout, true);
  const id = callee.toUint8Array();
  const name = new TextEncoder().encode(method);
  const parts = [[id.length], id, [name.length], name, new Uint8Array(numbers.buffer), arg ?? []];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** The reply, or the reject code and message. */
export type Outcome = { reply: Uint8Array } | { code: number; message: string };

function readOutcome(bytes: Uint8Array): Outcome {
  const [code = 0] = bytes;
  const rest = bytes.slice(1);
  return code === 0 ? { reply: rest } : { code, message: new TextDecoder().decode(rest) };
}

/** Has the forwarder `canisterId` make the call. */
export async function forward(
  runtime: CanisterHost,
  canisterId: Principal,
  call: Forwarded,
): Promise<Outcome> {
  return readOutcome(await runtime.updateCall({ canisterId, method: "forward", arg: encodeForward(call) }));
}

/** The reply of a call that has to succeed. */
export async function forwardReply(
  runtime: CanisterHost,
  canisterId: Principal,
  call: Forwarded,
): Promise<Uint8Array> {
  const outcome = await forward(runtime, canisterId, call);
  if ("reply" in outcome) return outcome.reply;
  throw new Error(`rejected with ${outcome.code}: ${outcome.message}`);
}
