import { describe, expect, it } from "vitest";
import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import { data, inline, install, text, u32, u64, wat } from "../wat.test-support.ts";

const leaf = wat(`
  (func (export "canister_query one") (call $reply_i32 (i32.const 1)))
  (func (export "canister_query no") (call $reject (i32.const 0) (i32.const 2)))
  (func (export "canister_update change") (call $reply))
  (func (export "canister_query certificate") (call $reply_i32 (call $certificate_present)))
  (func (export "canister_query caller")
    (call $caller_copy (i32.const 100) (i32.const 0) (call $caller_size))
    (call $append (i32.const 100) (call $caller_size)) (call $reply))
  (data (i32.const 0) "no")`);

const node = (target: Principal): Uint8Array =>
  wat(`
  (table 6 funcref)
  (elem (i32.const 0) $pass $trap_then $clean $count_and_pass $rejected $tell)
  (func $pass (param i32)
    (call $arg_copy (i32.const 1000) (i32.const 0) (call $arg_size))
    (call $append (i32.const 1000) (call $arg_size)) (call $reply))
  (func $rejected (param i32) (call $reply_i32 (call $reject_code)))
  (func $trap_then (param i32) (i32.store (i32.const 0) (i32.const 55)) unreachable)
  (func $clean (param i32) (i32.store (i32.const 4) (i32.const 66)))
  (func $count_and_pass (param i32)
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (call $reply_i32 (i32.load (i32.const 0))))
  (func $ask (param $callback i32)
    (call $arg_copy (i32.const 300) (i32.const 0) (call $arg_size))
    (call $call_new (i32.const 200) (i32.const 10) (i32.const 300) (call $arg_size)
      (local.get $callback) (i32.const 0) (i32.const 4) (i32.const 0)))
  (func (export "canister_composite_query ask") (call $ask (i32.const 0)) (drop (call $perform)))
  (func (export "canister_composite_query keep")
    (i32.store (i32.const 0) (i32.const 41))
    (call $ask (i32.const 3)) (drop (call $perform)))
  (func (export "canister_composite_query trap_first")
    (call $ask (i32.const 1)) (call $on_cleanup (i32.const 2) (i32.const 0)) (drop (call $perform))
    (call $ask (i32.const 5)) (drop (call $perform)))
  (func $tell (param i32)
    (call $append (i32.const 0) (i32.const 8)) (call $reply))
  (func (export "canister_query plain_call") (call $ask (i32.const 0)) (drop (call $perform)))
  (func (export "canister_composite_query attach") (call $ask (i32.const 0)) (call $call_cycles (i64.const 1)))
  (func (export "canister_query word") (call $reply_i32 (i32.load (i32.const 0))))
  ${data(200, target.toUint8Array())}`);

async function setUp() {
  const runtime = await inline();
  const leafId = await install(runtime, leaf);
  const canisterId = await install(runtime, node(leafId));
  const query = (method: string, target = "one"): Promise<Uint8Array> =>
    runtime.queryCall({ canisterId, method, arg: new TextEncoder().encode(target) });
  return { runtime, leafId, canisterId, query };
}

describe("a composite query", () => {
  it("calls queries of other canisters, on its own behalf", async () => {
    const { query, canisterId } = await setUp();
    expect(u32(await query("ask"))).toBe(1);
    expect([...(await query("ask", "caller"))]).toEqual([...canisterId.toUint8Array()]);
  });

  it.each([
    ["no", 4],
    ["change", 5],
    ["missing", 5],
  ])("gets the rejection of a call to %s in its reject callback", async (target, code) => {
    const { query } = await setUp();
    expect(u32(await query("ask", target))).toBe(code);
  });

  it("keeps what it did up to its callbacks, and nothing beyond its end", async () => {
    const { query, runtime, canisterId } = await setUp();
    expect(u32(await query("keep"))).toBe(42);
    expect(u32(await runtime.queryCall({ canisterId, method: "word" }))).toBe(0);
  });

  it("loses what a callback that traps did, cleans up, and goes on with its other calls", async () => {
    const { query } = await setUp();
    const state = await query("trap_first");
    expect([u32(state), u32(state.subarray(4))]).toEqual([0, 66]);
  });

  it("can ask the management canister for its own status", async () => {
    const { runtime } = await setUp();
    const { canister } = await import("../management/candid.ts");
    const canisterId = await runtime.createCanister();
    const argument = IDL.encode([canister], [{ canister_id: canisterId }]);
    await runtime.installCode({
      canisterId,
      wasm: wat(`
        (table 2 funcref) (elem (i32.const 0) $pass $pass)
        (func $pass (param i32) (call $reply_i32 (call $reject_code)))
        (func (export "canister_composite_query ask")
          (call $call_new (i32.const 0) (i32.const 0) (i32.const 500) (i32.const 15)
            (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))
          (call $call_append (i32.const 600) (i32.const ${argument.length}))
          (drop (call $perform)))
        ${data(500, "canister_status")} ${data(600, argument)}`),
    });
    expect(u32(await runtime.queryCall({ canisterId, method: "ask" }))).toBe(0);
  });

  it("has a certificate only on the canister that was asked", async () => {
    const { query, runtime, leafId } = await setUp();
    expect(u32(await query("ask", "certificate"))).toBe(0);
    expect(u32(await runtime.queryCall({ canisterId: leafId, method: "certificate" }))).toBe(1);
  });

  it("can neither attach cycles, nor be called as an update, nor call itself", async () => {
    const { query, runtime, canisterId } = await setUp();
    await expect(query("attach")).rejects.toMatchObject({ errorCode: "IC0504" });
    await expect(runtime.updateCall({ canisterId, method: "ask" })).rejects.toMatchObject({
      errorCode: "IC0527",
    });
    const mirror = await runtime.createCanister();
    await runtime.installCode({ canisterId: mirror, wasm: node(mirror) });
    const arg = new TextEncoder().encode("word");
    expect(u32(await runtime.queryCall({ canisterId: mirror, method: "ask", arg }))).toBe(5);
  });
});

describe("a query", () => {
  it("cannot call", async () => {
    const { query } = await setUp();
    await expect(query("plain_call")).rejects.toMatchObject({ errorCode: "IC0504" });
  });

  it("costs no cycles", async () => {
    const { query, runtime, canisterId } = await setUp();
    const before = await runtime.getCyclesBalance(canisterId);
    await query("ask");
    expect(await runtime.getCyclesBalance(canisterId)).toBe(before);
  });

  it("has fewer instructions than an update, and all queries of a composite one share them", async () => {
    const runtime = await inline({ limits: { queryInstructions: 1_000_000n } });
    const busy = wat(`
      (func $work (local $i i32)
        (loop (br_if 0 (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100000)))))
      (func (export "canister_query work") (call $work) (call $reply_i64 (i64.const 1)))
      (func (export "canister_query too_much") (loop (br 0)))`);
    const busyId = await install(runtime, busy);
    const canisterId = await install(runtime, node(busyId));
    expect(u64(await runtime.queryCall({ canisterId: busyId, method: "work" }))).toBe(1n);
    await expect(runtime.queryCall({ canisterId: busyId, method: "too_much" })).rejects.toMatchObject({
      errorCode: "IC0522",
    });
    const arg = new TextEncoder().encode("too_much");
    await expect(runtime.queryCall({ canisterId, method: "ask", arg })).rejects.toMatchObject({
      rejectCode: 5,
    });
  });

  it("of a missing method or canister is rejected", async () => {
    const { runtime, leafId } = await setUp();
    await expect(runtime.queryCall({ canisterId: leafId, method: "change" })).rejects.toMatchObject({
      errorCode: "IC0536",
    });
    await runtime.stopCanister({ canisterId: leafId });
    await expect(runtime.queryCall({ canisterId: leafId, method: "one" })).rejects.toMatchObject({
      errorCode: "IC0508",
    });
    await runtime.deleteCanister({ canisterId: leafId });
    await expect(runtime.queryCall({ canisterId: leafId, method: "one" })).rejects.toMatchObject({
      errorCode: "IC0301",
    });
  });
});

describe("a log", () => {
  it("holds what was printed and why it trapped", async () => {
    const { runtime } = await setUp();
    const canisterId = await install(
      runtime,
      wat(`
      (func (export "canister_update noisy") (call $print (i32.const 0) (i32.const 5)) (call $trap (i32.const 6) (i32.const 3)))
      (data (i32.const 0) "hello bad")`),
    );
    await expect(runtime.updateCall({ canisterId, method: "noisy" })).rejects.toThrow("bad");
    const logs = await runtime.fetchCanisterLogs({ canisterId });
    expect(logs.map(({ content }) => text(content))).toEqual(["hello", "[TRAP]: bad"]);
  });
});
