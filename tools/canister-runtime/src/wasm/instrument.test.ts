import { afterAll, describe, expect, it } from "vitest";
import type { ExecutionRecord } from "../subnet/execution-record.ts";
import { inline, install, u32, u64, wat, watModule } from "../wat.test-support.ts";

const runtime = await inline({ limits: { updateInstructions: 100_000_000n } });
afterAll(() => runtime.tearDown());

/** The one execution of the method `run`, in a canister with this body. */
async function run(body: string, definitions = ""): Promise<ExecutionRecord> {
  const canisterId = await install(
    runtime,
    wat(`${definitions}(func (export "canister_update run") ${body})`),
  );
  await runtime.takeExecutions();
  await runtime.updateCall({ canisterId, method: "run" }).catch(() => undefined);
  const [record] = await runtime.takeExecutions();
  if (record === undefined) throw new Error("nothing was executed");
  return record;
}

describe("instructions are counted as the replica counts them", () => {
  // A function costs 1 to enter; calling `msg_reply` costs 5 and 500.
  it.each([
    ["nothing", "", 1],
    ["constants and drops", "(drop (i32.const 1)) (drop (i64.const 1))", 1 + 4],
    ["additions", "(drop (i32.add (i32.const 1) (i32.const 2)))", 1 + 4],
    ["divisions", "(drop (i32.div_u (i32.const 4) (i32.const 2)))", 1 + 2 + 10 + 1],
    ["loads", "(drop (i64.load (i32.const 0)))", 1 + 3],
    ["stores", "(i32.store (i32.const 0) (i32.const 1))", 1 + 3],
    ["square roots", "(drop (f64.sqrt (f64.const 2)))", 1 + 1 + 8 + 1],
    ["the size of the memory", "(drop (memory.size))", 1 + 20 + 1],
    ["growth", "(drop (memory.grow (i32.const 1)))", 1 + 1 + 300 + 1],
    ["fills", "(memory.fill (i32.const 0) (i32.const 1) (i32.const 1000))", 1 + 3 + 100 + 1000],
    ["copies", "(memory.copy (i32.const 0) (i32.const 50) (i32.const 40))", 1 + 3 + 100 + 40],
    ["calls", "(call $nothing)", 1 + 5 + 1],
    ["system calls", "(call $reply)", 1 + 5 + 500],
    ["blocks", "(block (br 0))", 1 + 2],
    ["the branch that is taken", "(if (i32.const 1) (then (nop)) (else (nop) (nop) (nop)))", 1 + 1 + 2 + 1],
    ["the other branch", "(if (i32.const 0) (then (nop)) (else (nop) (nop) (nop)))", 1 + 1 + 2 + 3],
    ["vectors", "(drop (i64x2.mul (v128.const i64x2 1 2) (v128.const i64x2 3 4)))", 1 + 2 + 4 + 1],
  ])("%s", async (_, body, expected) => {
    expect((await run(body, "(func $nothing)")).instructions).toBe(BigInt(expected));
  });

  it("each time round a loop", async () => {
    const loop = `(local $i i32)
      (loop (br_if 0 (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100))))`;
    // local.get, const, add, tee, const, lt_u, br_if: 6 and 2.
    expect((await run(loop)).instructions).toBe(1n + 100n * 8n);
  });
});

describe("an endless", () => {
  it.each([
    ["loop", "(loop (br 0))"],
    ["fill", "(loop (memory.fill (i32.const 0) (i32.const 0) (i32.const 65536)) (br 0))"],
    ["series of system calls", "(loop (drop (call $time)) (br 0))"],
  ])("%s ends at the limit", async (_, body) => {
    const { trap, instructions } = await run(body);
    expect(trap).toContain("exceeded the limit");
    expect(instructions).toBeGreaterThan(100_000_000n);
    expect(instructions).toBeLessThan(100_100_000n);
  });
});

describe("a roll-back restores", () => {
  const check = async (definitions: string): Promise<(method: string) => Promise<bigint>> => {
    const canisterId = await install(runtime, wat(definitions));
    return async (method) => u64(await runtime.updateCall({ canisterId, method }));
  };

  it.each([
    ["bytes", "i32.store8 (i32.const 8) (i32.const 7)"],
    ["halves", "i32.store16 (i32.const 8) (i32.const 7)"],
    ["32-bit numbers", "i32.store offset=8 (i32.const 0) (i32.const 7)"],
    ["64-bit numbers", "i64.store (i32.const 8) (i64.const 7)"],
    ["narrow stores of wide numbers", "i64.store32 (i32.const 8) (i64.const 7)"],
    ["floats", "f64.store (i32.const 8) (f64.const 7)"],
    ["narrow floats", "f32.store (i32.const 8) (f32.const 7)"],
    ["vectors", "v128.store (i32.const 0) (v128.const i64x2 7 7)"],
    ["lanes", "v128.store64_lane 0 (i32.const 8) (v128.const i64x2 7 7)"],
    ["fills", "memory.fill (i32.const 0) (i32.const 7) (i32.const 10000)"],
    ["copies", "memory.copy (i32.const 0) (i32.const 5000) (i32.const 16)"],
    ["what is copied from data segments", "memory.init $passive (i32.const 8) (i32.const 0) (i32.const 4)"],
    ["what system calls write", "call $self_copy (i32.const 8) (i32.const 0) (i32.const 10)"],
    ["what stable memory is read into", "call $stable_read (i64.const 8) (i64.const 0) (i64.const 8)"],
  ])("%s", async (_, store) => {
    const call = await check(`
      (data $passive "\\07\\07\\07\\07")
      (data (i32.const 8) "\\01\\02\\03\\04\\05\\06\\07\\08")
      (data (i32.const 5000) "12345678901234567890")
      (func (export "canister_init")
        (drop (call $stable_grow (i64.const 1)))
        (call $stable_write (i64.const 0) (i64.const 5000) (i64.const 16)))
      (func (export "canister_update keep") (${store}) (call $reply_i64 (i64.load (i32.const 8))))
      (func (export "canister_update lose") (${store}) unreachable)
      (func (export "canister_update read") (call $reply_i64 (i64.load (i32.const 8))))`);
    const before = await call("read");
    await expect(call("lose")).rejects.toThrow("unreachable");
    expect(await call("read")).toBe(before);
    expect(await call("keep")).not.toBe(before);
    expect(await call("read")).not.toBe(before);
  });

  it("both pages of a store across their border, in whatever order they were written", async () => {
    const orders = {
      across_only: "(i64.store (i32.const 4092) (i64.const -1))",
      across_first: "(i64.store (i32.const 4092) (i64.const -1)) (i32.store (i32.const 4100) (i32.const 5))",
      right_first: "(i32.store (i32.const 4096) (i32.const 5)) (i64.store (i32.const 4092) (i64.const -1))",
      left_first: "(i32.store (i32.const 0) (i32.const 5)) (i64.store (i32.const 4092) (i64.const -1))",
    };
    for (const stores of Object.values(orders)) {
      const call = await check(`
        (data (i32.const 4088) "\\01\\02\\03\\04\\05\\06\\07\\08\\09\\0a\\0b\\0c\\0d\\0e\\0f\\10")
        (func (export "canister_update lose") ${stores} unreachable)
        (func (export "canister_update left") (call $reply_i64 (i64.load (i32.const 4088))))
        (func (export "canister_update right") (call $reply_i64 (i64.load (i32.const 4096))))`);
      await expect(call("lose")).rejects.toThrow("unreachable");
      expect(await call("left")).toBe(0x0807060504030201n);
      expect(await call("right")).toBe(0x100f0e0d0c0b0a09n);
    }
  });

  it("the size of the memory, and zeros where it grows again", async () => {
    const call = await check(`
      (func (export "canister_update size") (call $reply_i64 (i64.extend_i32_u (memory.size))))
      (func (export "canister_update lose")
        (drop (memory.grow (i32.const 3)))
        (i64.store (i32.const 200000) (i64.const 5))
        unreachable)
      (func (export "canister_update beyond") (i64.store (i32.const 200000) (i64.const 5)) (call $reply))
      (func (export "canister_update fill_beyond")
        (memory.fill (i32.const 60000) (i32.const 1) (i32.const 10000)) (call $reply))
      (func (export "canister_update grow")
        (drop (memory.grow (i32.const 3)))
        (call $reply_i64 (i64.load (i32.const 200000))))`);
    await expect(call("lose")).rejects.toThrow("unreachable");
    expect(await call("size")).toBe(1n);
    await expect(call("beyond")).rejects.toThrow("heap out of bounds");
    await expect(call("fill_beyond")).rejects.toThrow("heap out of bounds");
    expect(await call("grow")).toBe(0n);
    expect(await call("size")).toBe(4n);
  });

  it("globals and tables", async () => {
    const call = await check(`
      (global $count (mut i64) (i64.const 3))
      (type $number (func (result i64)))
      (func $one (result i64) (i64.const 1))
      (func $two (result i64) (i64.const 2))
      (table $functions 2 funcref)
      (elem declare func $two)
      (elem (i32.const 0) $one)
      (func (export "canister_update lose")
        (global.set $count (i64.const 4))
        (table.set $functions (i32.const 0) (ref.func $two))
        unreachable)
      (func (export "canister_update keep")
        (table.set $functions (i32.const 0) (ref.func $two))
        (call $reply_i64 (i64.const 0)))
      (func (export "canister_update count") (call $reply_i64 (global.get $count)))
      (func (export "canister_update table") (call $reply_i64 (call_indirect $functions (type $number) (i32.const 0))))`);
    await expect(call("lose")).rejects.toThrow("unreachable");
    expect(await call("count")).toBe(3n);
    expect(await call("table")).toBe(1n);
    await call("keep");
    expect(await call("table")).toBe(2n);
  });
});

describe("what a message costs the runtime", () => {
  it("grows with the pages that it touches, not with the memory", async () => {
    const canisterId = await install(
      runtime,
      wat(`
      (func (export "canister_init") (drop (memory.grow (i32.const 999))))
      (func (export "canister_update touch")
        (i32.store (i32.const 60000000) (i32.const 1))
        (i32.store (i32.const 60000004) (i32.const 1))
        (i32.store (i32.const 50000000) (i32.const 1))
        (call $reply))`),
    );
    await runtime.takeExecutions();
    await runtime.updateCall({ canisterId, method: "touch" });
    const [record] = await runtime.takeExecutions();
    expect(record?.heapPages).toBe(2);
  });
});

describe("64-bit memory", () => {
  it("is counted, rolled back and given to system calls as 32-bit memory is", async () => {
    const module = watModule(`
      (import "ic0" "msg_reply_data_append" (func $append (param i64 i64)))
      (import "ic0" "msg_reply" (func $reply))
      (import "ic0" "msg_arg_data_size" (func $size (result i64)))
      (import "ic0" "msg_arg_data_copy" (func $copy (param i64 i64 i64)))
      (memory i64 1)
      (func (export "canister_update set")
        (call $copy (i64.const 16) (i64.const 0) (call $size))
        (call $append (i64.const 16) (i64.const 4)) (call $reply))
      (func (export "canister_update lose")
        (i32.store offset=8 (i64.const 8) (i32.const 99))
        (memory.fill (i64.const 0) (i32.const 1) (i64.const 9000))
        (drop (memory.grow (i64.const 2)))
        (i64.store (i64.const 100000) (i64.const 1))
        unreachable)
      (func (export "canister_query get")
        (i64.store (i64.const 24) (memory.size))
        (call $append (i64.const 16) (i64.const 12)) (call $reply))`);
    const canisterId = await install(runtime, module);
    await runtime.updateCall({ canisterId, method: "set", arg: Uint8Array.of(1, 2, 3, 4) });
    await expect(runtime.updateCall({ canisterId, method: "lose" })).rejects.toThrow("unreachable");
    const state = await runtime.queryCall({ canisterId, method: "get" });
    expect(u32(state)).toBe(0x04030201);
    expect(u32(state.subarray(8))).toBe(1);
  });
});

describe("a module", () => {
  it.each([
    ["that is no module", Uint8Array.of(1, 2, 3)],
    ["that imports from elsewhere", watModule(`(import "env" "f" (func))`)],
    ["that imports what does not exist", watModule(`(import "ic0" "f" (func))`)],
    ["that imports a function with another type", watModule(`(import "ic0" "msg_reply" (func (param i32)))`)],
    ["that imports a memory", watModule(`(import "ic0" "memory" (memory 1))`)],
    ["that exports an entry point with parameters", watModule(`(func (export "canister_init") (param i32))`)],
    ["that exports an unknown entry point", watModule(`(func (export "canister_start"))`)],
    [
      "that exports a method twice",
      watModule(`(func (export "canister_query a")) (func (export "canister_update a"))`),
    ],
    ["with more than 1,000 globals", watModule("(global i32 (i32.const 0))".repeat(1_001))],
    [
      "with more than 1,000 methods",
      watModule(
        Array.from({ length: 1_001 }, (_, index) => `(func (export "canister_query ${index}"))`).join(""),
      ),
    ],
    ["with a vector that could not be rolled back", watModule("(global (mut v128) (v128.const i64x2 0 0))")],
    ["that is cut off", wat("").subarray(0, 200)],
    ["that is no gzip stream", Uint8Array.of(0x1f, 0x8b, 0x08, 0, 0)],
  ])("%s is refused", async (_, module) => {
    const canisterId = await runtime.createCanister();
    await expect(runtime.installCode({ canisterId, wasm: module })).rejects.toMatchObject({
      rejectCode: 5,
      errorCode: "IC0505",
    });
  });
});
