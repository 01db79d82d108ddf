import { describe, expect, it } from "vitest";
import { inline, install, u32, u64, wat } from "../wat.test-support.ts";

const counting = `
  (func $count (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1))))
  (func (export "canister_query count") (call $reply_i32 (i32.load (i32.const 0))))
  (func (export "canister_query now") (call $reply_i64 (call $time)))`;

describe("the clock", () => {
  it("stands still but for a nanosecond each round, until it is moved", async () => {
    const runtime = await inline({ time: new Date("2026-03-01T00:00:00Z") });
    const canisterId = await install(runtime, wat(counting));
    const now = async (): Promise<bigint> => u64(await runtime.queryCall({ canisterId, method: "now" }));
    expect(await runtime.getTime()).toBe(Date.UTC(2026, 2, 1));
    const before = await now();
    await runtime.tick(5);
    expect(await now()).toBe(before + 5n);
    await runtime.advanceTime(1_500);
    expect(await now()).toBe(before + 5n + 1_500_000_000n);
    await runtime.setTime(new Date("2027-01-01T00:00:00Z"));
    expect(await now()).toBe(BigInt(Date.UTC(2027, 0, 1)) * 1_000_000n);
  });
});

describe("the global timer", () => {
  const timed = wat(`${counting}
    (func (export "canister_init")
      (drop (call $timer_set (i64.add (call $time) (i64.const 10000000000)))))
    (func (export "canister_global_timer") (call $count))
    (func (export "canister_update again")
      (call $reply_i64 (call $timer_set (i64.add (call $time) (i64.const 10000000000)))))
    (func (export "canister_update set_and_trap") (drop (call $timer_set (i64.const 1))) unreachable)`);

  it("goes off once, when its time has come", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, timed);
    const count = async (): Promise<number> => u32(await runtime.queryCall({ canisterId, method: "count" }));
    await runtime.tick(3);
    expect(await count()).toBe(0);
    await runtime.advanceTime(10_000);
    await runtime.tick();
    expect(await count()).toBe(1);
    await runtime.advanceTime(100_000);
    await runtime.tick(2);
    expect(await count()).toBe(1);
    expect(u64(await runtime.updateCall({ canisterId, method: "again" }))).toBe(0n);
    expect(u64(await runtime.updateCall({ canisterId, method: "again" }))).toBeGreaterThan(0n);
  });

  it("is not set by a message that traps, and not kept by an upgrade", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, timed);
    const count = async (): Promise<number> => u32(await runtime.queryCall({ canisterId, method: "count" }));
    await expect(runtime.updateCall({ canisterId, method: "set_and_trap" })).rejects.toThrow();
    await runtime.tick(2);
    expect(await count()).toBe(0);
    await runtime.upgradeCanister({ canisterId, wasm: timed });
    await runtime.advanceTime(60_000);
    await runtime.tick(2);
    expect(await count()).toBe(0);
  });

  it("waits while the canister is stopped", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, timed);
    await runtime.stopCanister({ canisterId });
    await runtime.advanceTime(60_000);
    await runtime.tick(2);
    await runtime.startCanister({ canisterId });
    expect(u32(await runtime.queryCall({ canisterId, method: "count" }))).toBe(0);
    await runtime.tick();
    expect(u32(await runtime.queryCall({ canisterId, method: "count" }))).toBe(1);
  });
});

describe("a heartbeat", () => {
  it("runs in each round, and its traps are rolled back", async () => {
    const runtime = await inline();
    const canisterId = await install(
      runtime,
      wat(`${counting}
        (func (export "canister_heartbeat")
          (call $count)
          (if (i32.eq (i32.load (i32.const 0)) (i32.const 3)) (then unreachable)))`),
    );
    await runtime.tick(10);
    expect(u32(await runtime.queryCall({ canisterId, method: "count" }))).toBe(2);
  });

  it("can make calls", async () => {
    const runtime = await inline();
    const canisterId = await install(
      runtime,
      wat(`${counting}
        (table 1 funcref) (elem (i32.const 0) $back)
        (func $back (param i32) (call $count))
        (func (export "canister_heartbeat")
          (call $self_copy (i32.const 100) (i32.const 0) (i32.const 10))
          (call $call_new (i32.const 100) (i32.const 10) (i32.const 200) (i32.const 5)
            (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))
          (drop (call $perform)))
        (data (i32.const 200) "count")`),
    );
    await runtime.tick(3);
    expect(u32(await runtime.queryCall({ canisterId, method: "count" }))).toBeGreaterThanOrEqual(2);
  });
});

describe("canister_on_low_wasm_memory", () => {
  it("runs once when what is left falls below the threshold", async () => {
    const runtime = await inline();
    const canisterId = await install(
      runtime,
      wat(`${counting}
        (func (export "canister_on_low_wasm_memory") (call $count))
        (func (export "canister_update grow") (drop (memory.grow (i32.const 1))) (call $reply))`),
    );
    await runtime.updateCanisterSettings({
      canisterId,
      wasmMemoryLimit: 4n * 65_536n,
      wasmMemoryThreshold: 2n * 65_536n,
    });
    const grow = async (): Promise<number> => {
      await runtime.updateCall({ canisterId, method: "grow" });
      await runtime.tick();
      return u32(await runtime.queryCall({ canisterId, method: "count" }));
    };
    expect(await grow()).toBe(0);
    expect(await grow()).toBe(1);
    expect(await grow()).toBe(1);
  });
});

describe("the limit of the heap", () => {
  it("holds in updates, not in queries", async () => {
    const runtime = await inline();
    const canisterId = await install(
      runtime,
      wat(`
        (func $grow (param i32) (drop (memory.grow (local.get 0))) (call $reply_i32 (memory.size)))
        (func (export "canister_update one") (call $grow (i32.const 1)))
        (func (export "canister_update four") (call $grow (i32.const 4)))
        (func (export "canister_query many") (call $grow (i32.const 40)))`),
    );
    await runtime.updateCanisterSettings({ canisterId, wasmMemoryLimit: 4n * 65_536n });
    expect(u32(await runtime.updateCall({ canisterId, method: "one" }))).toBe(2);
    await expect(runtime.updateCall({ canisterId, method: "four" })).rejects.toMatchObject({
      errorCode: "IC0539",
    });
    expect(u32(await runtime.queryCall({ canisterId, method: "many" }))).toBe(42);
    expect(u32(await runtime.updateCall({ canisterId, method: "one" }))).toBe(3);
  });
});
