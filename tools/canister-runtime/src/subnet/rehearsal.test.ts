import { Principal } from "@icp-sdk/core/principal";
import { describe, expect, it } from "vitest";
import { Canister } from "../canister/canister.ts";
import { initialSettings } from "../canister/settings.ts";
import { instantiate } from "../execution/instantiate.ts";
import { loadModule } from "../wasm/canister-module.ts";
import { PagePool } from "../wasm/page-pool.ts";
import { data, inline, install, u32, wat } from "../wat.test-support.ts";
import { Rehearsal } from "./rehearsal.ts";

/** Writes over the border of two pages, grows the heap and writes beyond its former end, writes stable memory, and calls itself. */
const busy = wat(`
  (table 1 funcref) (elem (i32.const 0) $back)
  (global $count (mut i32) (i32.const 0))
  (func $work
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (i32.store (i32.const 8190) (global.get $count))
    (drop (call $stable_grow (i64.const 1)))
    (i32.store (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 4)) (i32.const 7))
    (drop (memory.grow (i32.const 1)))
    (drop (call $stable_grow (i64.const 1)))
    (i32.store (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 65536)) (global.get $count))
    (call $stable_write (i64.const 4094) (i64.const 8190) (i64.const 4))
    (drop (call $stable_grow (i64.const 0))))
  (func $back (param i32)
    (call $work)
    (call $reply_i32 (i32.add
      (i32.mul (i32.const 100) (i32.load (i32.const 8190)))
      (i32.load (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 65536))))))
  (func (export "canister_update twice")
    (call $work)
    (call $self_copy (i32.const 100) (i32.const 0) (i32.const 10))
    (call $call_new (i32.const 100) (i32.const 10) (i32.const 200) (i32.const 5)
      (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))
    (drop (call $perform)))
  (func (export "canister_update fails") (call $work) unreachable)
  (func (export "canister_query count") (call $reply_i32 (i32.load (i32.const 8190))))
  ${data(200, "count")}`);

describe("rehearsed traps", () => {
  it("come at every system call of every message, and change nothing", async () => {
    for (const rehearses of [false, true]) {
      const runtime = await inline();
      const canisterId = await install(runtime, busy);
      await runtime.rehearseTraps(rehearses);
      await runtime.takeExecutions();
      await expect(runtime.updateCall({ canisterId, method: "fails" })).rejects.toThrow("unreachable");
      expect(u32(await runtime.updateCall({ canisterId, method: "twice" }))).toBe(202);
      const records = await runtime.takeExecutions();
      expect(records.map(({ entry, systemCalls, rehearsed }) => [entry, systemCalls, rehearsed])).toEqual(
        [
          ["canister_update fails", 4],
          ["canister_update twice", 7],
          ["canister_query count", 2],
          ["reply callback", 6],
        ].map(([entry, calls]) => [entry, calls, rehearses ? calls : 0]),
      );
    }
  });

  it("leave out queries, of which nothing stays", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, busy);
    await runtime.rehearseTraps(true);
    await runtime.takeExecutions();
    await runtime.queryCall({ canisterId, method: "count" });
    const [record] = await runtime.takeExecutions();
    expect(record).toMatchObject({ mode: "NRQ", rehearsed: 0 });
  });
});

describe("a rehearsal", () => {
  function begin() {
    const instance = instantiate(loadModule(busy), new PagePool());
    const settings = initialSettings([Principal.anonymous()]);
    const canister = new Canister(Principal.anonymous(), settings, 0n, 0n, 4096);
    canister.stable.grow(1, 2 ** 20);
    instance.begin();
    canister.stable.begin();
    return { instance, canister, rehearsal: new Rehearsal(canister, instance, "canister_update twice") };
  }
  const bytes = Uint8Array.of(1, 2, 3);

  it("finds nothing where all that changed can be put back", () => {
    const { instance, canister, rehearsal } = begin();
    instance.heap.write(4095, bytes);
    canister.stable.write(4095, bytes);
    rehearsal.rehearse();
    rehearsal.rehearse();
    rehearsal.end();
    expect(rehearsal.calls).toBe(2);
    expect(instance.heap.read(4095, 3)).toEqual(bytes);
    const stable = new Uint8Array(3);
    canister.stable.read(4095, stable);
    expect(stable).toEqual(bytes);
  });

  it("finds a page that was changed before it was set aside", () => {
    const { instance, rehearsal } = begin();
    rehearsal.rehearse();
    instance.heap.window(5000, 3).set(bytes);
    instance.heap.write(5010, bytes);
    expect(() => rehearsal.rehearse()).toThrow("trapped at call 2");
  });

  it("finds a page that nobody set aside", () => {
    const { instance, rehearsal } = begin();
    instance.heap.window(5000, 3).set(bytes);
    expect(() => rehearsal.end()).toThrow("the heap would not be as it was if canister_update twice");
  });

  it("finds stable memory that had been changed before", () => {
    const { canister, rehearsal } = begin();
    canister.stable.write(0, bytes);
    canister.stable.begin();
    canister.stable.write(0, bytes);
    expect(() => rehearsal.rehearse()).toThrow("stable memory would not be as it was");
  });
});
