import { afterEach, describe, expect, it } from "vitest";
import { Principal } from "@icp-sdk/core/principal";
import { CanisterRuntime } from "./runtime.ts";
import { inline, install, u32, wat } from "./wat.test-support.ts";

const counter = wat(`
  (global $count (mut i32) (i32.const 0))
  (func (export "canister_init") (i32.store (i32.const 0) (i32.const 7)))
  (func (export "canister_update add")
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (call $reply_i32 (i32.load (i32.const 0))))
  (func (export "canister_update add_and_trap")
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (call $trap (i32.const 100) (i32.const 4)))
  (func (export "canister_query get") (call $reply_i32 (i32.load (i32.const 0))))
  (func (export "canister_query count") (call $reply_i32 (global.get $count)))
  (func (export "canister_query add_in_query")
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (call $reply_i32 (i32.load (i32.const 0))))
  (data (i32.const 100) "oops")
`);

describe.each(["inline", "worker"] as const)("the runtime, %s", (thread) => {
  let runtime: CanisterRuntime;
  afterEach(() => runtime.tearDown());

  it("runs init, updates and queries, and takes back what a trap did", async () => {
    runtime = await CanisterRuntime.create({ thread });
    const canisterId = await install(runtime, counter);
    expect(u32(await runtime.updateCall({ canisterId, method: "add" }))).toBe(8);
    await expect(runtime.updateCall({ canisterId, method: "add_and_trap" })).rejects.toMatchObject({
      code: "rejected",
      rejectCode: 5,
      errorCode: "IC0503",
      rejectMessage: `Error from Canister ${canisterId.toText()}: Canister called \`ic0.trap\` with message: 'oops'`,
    });
    expect(u32(await runtime.queryCall({ canisterId, method: "add_in_query" }))).toBe(9);
    expect(u32(await runtime.queryCall({ canisterId, method: "get" }))).toBe(8);
    expect(u32(await runtime.queryCall({ canisterId, method: "count" }))).toBe(1);
  });

  it("gives copies of stable memory, with zeros where nothing was written", async () => {
    runtime = await CanisterRuntime.create({ thread });
    const canisterId = await install(runtime, counter);
    expect(await runtime.getStableMemory(canisterId)).toEqual(new Uint8Array());
    const written = new Uint8Array(3 * 65_536);
    written.set([1, 2, 3], 4_095);
    written[written.length - 1] = 4;
    await runtime.setStableMemory(canisterId, written);
    const copy = await runtime.getStableMemory(canisterId);
    expect(Buffer.compare(copy, written)).toBe(0);
    copy.fill(9);
    expect(Buffer.compare(await runtime.getStableMemory(canisterId), written)).toBe(0);
  });
});

const recursive = wat(`
  (func $down (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1)))))
      (else (i32.const 0))))
  (func (export "canister_update recurse") (call $reply_i32 (call $down (i32.const 100000))))`);

/** Two methods that call each other for ever, one message after the other. */
const restless = wat(`
  (table 1 funcref) (elem (i32.const 0) $again)
  (func $again (param i32)
    (call $self_copy (i32.const 100) (i32.const 0) (i32.const 10))
    (call $call_new (i32.const 100) (i32.const 10) (i32.const 200) (i32.const 4)
      (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))
    (drop (call $perform)))
  (func (export "canister_update loop") (call $again (i32.const 0)))
  (func (export "canister_update ping") (call $reply))
  (data (i32.const 200) "ping")`);

describe("the runtime", () => {
  it("has a deeper stack in its worker than the caller's thread has", async () => {
    const runtime = await CanisterRuntime.create();
    const canisterId = await install(runtime, recursive);
    expect(u32(await runtime.updateCall({ canisterId, method: "recurse" }))).toBe(100_000);
    await runtime.tearDown();
    await expect(runtime.tick()).rejects.toMatchObject({ code: "torn_down" });
  });

  it("leaves nothing to the next one, which may run in the same thread", async () => {
    const first = await CanisterRuntime.create({ time: 1_000 });
    const canisterId = await install(first, counter);
    await first.updateCall({ canisterId, method: "add" });
    await first.tearDown();
    const next = await CanisterRuntime.create({ time: 2_000 });
    await expect(next.queryCall({ canisterId, method: "get" })).rejects.toMatchObject({
      errorCode: "IC0301",
    });
    expect(await next.getTime()).toBe(2_000);
    expect((await install(next, counter)).toText()).toBe(canisterId.toText());
    expect(u32(await next.queryCall({ canisterId, method: "get" }))).toBe(7);
    await expect(first.queryCall({ canisterId, method: "get" })).rejects.toMatchObject({ code: "torn_down" });
    await next.tearDown();
  });

  it("is torn down although its canisters are busy", async () => {
    const busy = await CanisterRuntime.create({ limits: { roundInstructions: 10_000_000n } });
    const canisterId = await install(busy, restless, { cycles: 10n ** 20n });
    const asked = expect(busy.updateCall({ canisterId, method: "loop" })).rejects.toMatchObject({
      code: "torn_down",
    });
    await busy.tearDown();
    await asked;
    await busy.tearDown();
  });

  it("gives up on canisters that keep each other busy for ever", async () => {
    const runtime = await inline({ limits: { roundInstructions: 10_000_000n } });
    const canisterId = await install(runtime, restless, { cycles: 10n ** 20n });
    await expect(runtime.updateCall({ canisterId, method: "loop" })).rejects.toMatchObject({
      code: "not_answered",
    });
    await runtime.runUntilQuiet();
  });

  it("hands out the ids of local networks, in order", async () => {
    const runtime = await inline();
    expect((await runtime.createCanister()).toText()).toBe("bnz7o-iuaaa-aaaaa-qaaaa-cai");
    expect((await runtime.createCanister()).toText()).toBe("bkyz2-fmaaa-aaaaa-qaaaq-cai");
    const wanted = Principal.fromText("rrkah-fqaaa-aaaaa-aaaaq-cai");
    expect((await runtime.createCanister({ targetCanisterId: wanted })).toText()).toBe(wanted.toText());
  });
});
