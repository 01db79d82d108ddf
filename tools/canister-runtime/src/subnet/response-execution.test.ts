import { describe, expect, it } from "vitest";
import type { Principal } from "@icp-sdk/core/principal";
import type { CanisterRuntime } from "../runtime.ts";
import { data, inline, install, text, u32, u64, wat } from "../wat.test-support.ts";

const callee = wat(`
  (func (export "canister_update greet")
    (call $arg_copy (i32.const 0) (i32.const 0) (call $arg_size))
    (call $append (i32.const 500) (i32.const 6))
    (call $append (i32.const 0) (call $arg_size))
    (call $reply))
  (func (export "canister_update refuse") (call $reject (i32.const 510) (i32.const 4)))
  (func (export "canister_update die") unreachable)
  (func (export "canister_update keep_half")
    (drop (call $accept_cycles (i64.div_u (call $available) (i64.const 2))))
    (call $reply))
  (func (export "canister_update take_then_die")
    (drop (call $accept_cycles (call $available)))
    unreachable)
  (func (export "canister_update never"))
  (data (i32.const 500) "hello ")
  (data (i32.const 510) "nope")
`);

/**
 * A canister that calls the method its argument names on the callee, and tells what came back. What it counts
 * at 0 shows which of its steps were kept.
 */
const caller = (id: Principal): Uint8Array =>
  wat(`
  (table 6 funcref)
  (elem (i32.const 0) $on_reply $on_reject $trapping $cleanup $trapping_cleanup $tell_refund)
  (func $count (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1))))
  (func $on_reply (param i32)
    (call $arg_copy (i32.const 1000) (i32.const 0) (call $arg_size))
    (call $append (local.get 0) (i32.const 1))
    (call $append (i32.const 1000) (call $arg_size))
    (call $reply))
  (func $on_reject (param i32)
    (i32.store8 (i32.const 1000) (call $reject_code))
    (call $append (i32.const 1000) (i32.const 1))
    (call $reject_msg_copy (i32.const 1000) (i32.const 0) (call $reject_msg_size))
    (call $append (i32.const 1000) (call $reject_msg_size))
    (call $reply))
  (func $trapping (param i32) (call $count) unreachable)
  (func $cleanup (param i32) (i32.store (i32.const 4) (i32.add (local.get 0) (call $reject_code))))
  (func $trapping_cleanup (param i32) (i32.store (i32.const 4) (i32.const 99)) unreachable)
  (func $begin (param $reply i32) (param $reject i32)
    (call $arg_copy (i32.const 300) (i32.const 0) (call $arg_size))
    (call $call_new (i32.const 200) (i32.const 10) (i32.const 300) (call $arg_size)
      (local.get $reply) (i32.const 400) (local.get $reject) (i32.const 400)))
  (func (export "canister_update call")
    (call $begin (i32.const 0) (i32.const 1))
    (call $call_append (i32.const 410) (i32.const 5))
    (if (call $perform) (then unreachable)))
  (func (export "canister_update call_with_cycles")
    (call $begin (i32.const 5) (i32.const 5))
    (call $call_cycles (i64.const 1000000))
    (drop (call $perform)))
  (func $tell_refund (param i32) (call $reply_i64 (call $refunded)))
  (func (export "canister_update trap_in_callback")
    (call $count)
    (call $begin (i32.const 2) (i32.const 2))
    (call $on_cleanup (i32.const 3) (i32.const 7))
    (drop (call $perform)))
  (func (export "canister_update trap_in_cleanup")
    (call $begin (i32.const 2) (i32.const 2))
    (call $on_cleanup (i32.const 4) (i32.const 7))
    (drop (call $perform)))
  (func (export "canister_update call_and_trap")
    (call $count)
    (call $begin (i32.const 0) (i32.const 1))
    (drop (call $perform))
    unreachable)
  (func (export "canister_update one_way")
    (call $call_new (i32.const 200) (i32.const 10) (i32.const 420) (i32.const 5)
      (i32.const -1) (i32.const 0) (i32.const -1) (i32.const 0))
    (drop (call $perform))
    (call $reply_i32 (i32.const 1)))
  (func (export "canister_update given_up")
    (call $begin (i32.const 0) (i32.const 1))
    (call $call_cycles (i64.const 1000000))
    (call $reply_i32 (i32.const 1)))
  (func (export "canister_update add_without_call") (call $call_cycles (i64.const 1)))
  (func (export "canister_update bounded")
    (call $begin (i32.const 0) (i32.const 1))
    (call $best_effort (i32.const 10))
    (drop (call $perform)))
  (func (export "canister_query count") (call $reply_i32 (i32.load (i32.const 0))))
  (func (export "canister_query cleaned") (call $reply_i32 (i32.load (i32.const 4))))
  ${data(200, id.toUint8Array())}
  (data (i32.const 400) ">")
  (data (i32.const 410) "world")
  (data (i32.const 420) "greet")
  `);

async function setUp(): Promise<{
  runtime: CanisterRuntime;
  calleeId: Principal;
  canisterId: Principal;
  call: (method: string, target?: string) => Promise<Uint8Array>;
  query: (method: string) => Promise<number>;
}> {
  const runtime = await inline();
  const calleeId = await install(runtime, callee);
  const canisterId = await install(runtime, caller(calleeId));
  return {
    runtime,
    calleeId,
    canisterId,
    call: (method, target = "greet") =>
      runtime.updateCall({ canisterId, method, arg: new TextEncoder().encode(target) }),
    query: async (method) => u32(await runtime.queryCall({ canisterId, method })),
  };
}

describe("a call of another canister", () => {
  it("brings the reply to the reply callback, with its environment", async () => {
    const { call } = await setUp();
    expect(text(await call("call"))).toBe(">hello world");
  });

  it.each([
    ["refuse", 4, "nope"],
    ["die", 5, "trapped: unreachable"],
    ["missing", 5, "Canister has no update method 'missing'"],
  ])("to %s brings reject code %i to the reject callback", async (target, code, message) => {
    const { call } = await setUp();
    const [first, ...rest] = await call("call", target);
    expect(first).toBe(code);
    expect(text(Uint8Array.from(rest))).toContain(message);
  });

  it("of a canister that is gone is rejected as an invalid destination", async () => {
    const { runtime, calleeId, call } = await setUp();
    await runtime.stopCanister({ canisterId: calleeId });
    expect((await call("call"))[0]).toBe(5);
    await runtime.deleteCanister({ canisterId: calleeId });
    expect((await call("call"))[0]).toBe(3);
  });

  it("is not made if the message traps after it", async () => {
    const { runtime, call, query } = await setUp();
    await runtime.takeExecutions();
    await expect(call("call_and_trap")).rejects.toMatchObject({ errorCode: "IC0502" });
    expect(await query("count")).toBe(0);
    expect((await runtime.takeExecutions()).map(({ entry }) => entry)).toEqual([
      "canister_update call_and_trap",
      "canister_query count",
    ]);
  });

  it("without callbacks goes one way", async () => {
    const { runtime, call } = await setUp();
    expect(u32(await call("one_way"))).toBe(1);
    await runtime.tick();
    const entries = (await runtime.takeExecutions()).map(({ entry, trap }) => [entry, trap !== undefined]);
    expect(entries.slice(-2)).toEqual([
      ["canister_update greet", false],
      ["reply callback", true],
    ]);
  });
});

describe("a callback that traps", () => {
  it("keeps what the method did, loses what it did itself, and runs the cleanup callback", async () => {
    const { call, query } = await setUp();
    await expect(call("trap_in_callback")).rejects.toMatchObject({ rejectCode: 5, errorCode: "IC0502" });
    expect(await query("count")).toBe(1);
    expect(await query("cleaned")).toBe(7);
  });

  it("tells the cleanup callback the reject code", async () => {
    const { call, query } = await setUp();
    await expect(call("trap_in_callback", "refuse")).rejects.toThrow();
    expect(await query("cleaned")).toBe(7 + 4);
  });

  it("loses what a cleanup callback did that traps too", async () => {
    const { call, query } = await setUp();
    await expect(call("trap_in_cleanup")).rejects.toThrow();
    expect(await query("cleaned")).toBe(0);
  });
});

describe("cycles of a call", () => {
  it("that are not accepted come back", async () => {
    const { runtime, calleeId, call } = await setUp();
    const before = await runtime.getCyclesBalance(calleeId);
    expect(u64(await call("call_with_cycles", "keep_half"))).toBe(500_000n);
    const [spent] = (await runtime.takeExecutions()).filter(
      ({ entry }) => entry === "canister_update keep_half",
    );
    const after = await runtime.getCyclesBalance(calleeId);
    expect(after - before).toBe(500_000n - 5_000_000n - (spent?.instructions ?? 0n));
  });

  it("come back in full if the callee traps after accepting them", async () => {
    const { call } = await setUp();
    expect(u64(await call("call_with_cycles", "take_then_die"))).toBe(1_000_000n);
  });

  it("stay with the canister if the call is not performed", async () => {
    const { runtime, canisterId, call } = await setUp();
    const before = await runtime.getCyclesBalance(canisterId);
    await runtime.takeExecutions();
    await call("given_up");
    const [spent] = await runtime.takeExecutions();
    const ingress = 1_200_000n + 2_000n * BigInt("given_up".length + "greet".length);
    const after = await runtime.getCyclesBalance(canisterId);
    expect(before - after).toBe(5_000_000n + (spent?.instructions ?? 0n) + ingress);
  });

  it("cannot be attached to no call", async () => {
    const { call } = await setUp();
    await expect(call("add_without_call")).rejects.toMatchObject({ errorCode: "IC0504" });
  });

  it("cost the caller 260,000 for the call, 1,000 for each byte both ways, and the callback", async () => {
    const { runtime, canisterId, call } = await setUp();
    const before = await runtime.getCyclesBalance(canisterId);
    await runtime.takeExecutions();
    await call("call");
    const own = (await runtime.takeExecutions()).filter(
      (record) => record.canisterId.compareTo(canisterId) === "eq",
    );
    const executions = own.reduce((sum, { instructions }) => sum + 5_000_000n + instructions, 0n);
    const ingress = 1_200_000n + 2_000n * BigInt("call".length + "greet".length);
    const sent = 260_000n + 1_000n * BigInt("greet".length + "world".length);
    const received = 1_000n * BigInt("hello world".length);
    const after = await runtime.getCyclesBalance(canisterId);
    expect(before - after).toBe(executions + ingress + sent + received);
  });
});
