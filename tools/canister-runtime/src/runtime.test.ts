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
});

describe("the runtime", () => {
  it("hands out the ids of local networks, in order", async () => {
    const runtime = await inline();
    expect((await runtime.createCanister()).toText()).toBe("bnz7o-iuaaa-aaaaa-qaaaa-cai");
    expect((await runtime.createCanister()).toText()).toBe("bkyz2-fmaaa-aaaaa-qaaaq-cai");
    const wanted = Principal.fromText("rrkah-fqaaa-aaaaa-aaaaq-cai");
    expect((await runtime.createCanister({ targetCanisterId: wanted })).toText()).toBe(wanted.toText());
  });
});
