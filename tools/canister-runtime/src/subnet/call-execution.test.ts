import { describe, expect, it } from "vitest";
import { inline, install, text, u32, u64, wat } from "../wat.test-support.ts";

const canister = wat(`
  (func (export "canister_update echo")
    (call $arg_copy (i32.const 0) (i32.const 0) (call $arg_size))
    (call $append (i32.const 0) (call $arg_size))
    (call $reply))
  (func (export "canister_update parts")
    (call $append (i32.const 100) (i32.const 2))
    (call $append (i32.const 102) (i32.const 2))
    (call $reply))
  (func (export "canister_update discards_parts")
    (call $append (i32.const 100) (i32.const 2)))
  (func (export "canister_update says_no") (call $reject (i32.const 100) (i32.const 4)))
  (func (export "canister_update silent"))
  (func (export "canister_update twice") (call $reply) (call $reply))
  (func (export "canister_update appends_after_reply") (call $reply) (call $append (i32.const 0) (i32.const 1)))
  (func (export "canister_update unreachable") unreachable)
  (func (export "canister_update out_of_bounds") (drop (i32.load (i32.const 70000))))
  (func (export "canister_update divides") (drop (i32.div_u (i32.const 1) (i32.const 0))))
  (func (export "canister_update copies_too_much")
    (call $arg_copy (i32.const 0) (i32.const 0) (i32.const 100)))
  (func (export "canister_update replies_from_outside") (call $append (i32.const 65535) (i32.const 2)))
  (func $recurse (call $recurse) (call $reply))
  (func (export "canister_update recurses") (call $recurse))
  (func (export "canister_update loops") (loop (br 0)))
  (func (export "canister_update asks_for_certificate") (drop (call $certificate_size)))
  (func (export "canister_query replicated") (call $reply_i32 (call $replicated)))
  (func (export "canister_query caller")
    (call $caller_copy (i32.const 0) (i32.const 0) (call $caller_size))
    (call $append (i32.const 0) (call $caller_size)) (call $reply))
  (func (export "canister_composite_query composite") (call $reply))
  (func (export "canister_update version") (call $reply_i64 (call $version)))
  (func (export "canister_query spent") (call $reply_i64 (call $counter (i32.const 0))))
  (data (i32.const 100) "abcd")
`);

async function setUp() {
  const runtime = await inline({ limits: { updateInstructions: 10_000_000n } });
  const canisterId = await install(runtime, canister);
  const update = (method: string, arg = new Uint8Array()): Promise<Uint8Array> =>
    runtime.updateCall({ canisterId, method, arg });
  return { runtime, canisterId, update };
}

describe("an update call", () => {
  it("gets its argument, and replies with what was appended", async () => {
    const { update } = await setUp();
    expect([...(await update("echo", Uint8Array.of(1, 2, 3)))]).toEqual([1, 2, 3]);
    expect(text(await update("parts"))).toBe("abcd");
  });

  it("can reject with a message", async () => {
    const { update } = await setUp();
    await expect(update("says_no")).rejects.toMatchObject({
      rejectCode: 4,
      errorCode: "IC0406",
      rejectMessage: "abcd",
    });
  });

  it.each([
    ["silent", 5, "IC0506"],
    ["discards_parts", 5, "IC0506"],
    ["twice", 5, "IC0504"],
    ["appends_after_reply", 5, "IC0504"],
    ["unreachable", 5, "IC0502"],
    ["out_of_bounds", 5, "IC0502"],
    ["divides", 5, "IC0502"],
    ["copies_too_much", 5, "IC0504"],
    ["replies_from_outside", 5, "IC0502"],
    ["recurses", 5, "IC0502"],
    ["loops", 5, "IC0522"],
    ["asks_for_certificate", 5, "IC0504"],
    ["missing", 5, "IC0536"],
    ["composite", 5, "IC0527"],
  ])("to %s is rejected with code %i, %s", async (method, rejectCode, errorCode) => {
    const { update } = await setUp();
    await expect(update(method)).rejects.toMatchObject({ code: "rejected", rejectCode, errorCode });
    expect(text(await update("parts"))).toBe("abcd");
  });

  it("tells why a trap happened", async () => {
    const { update } = await setUp();
    await expect(update("out_of_bounds")).rejects.toThrow("trapped: heap out of bounds");
    await expect(update("divides")).rejects.toThrow("trapped: integer division by 0");
    await expect(update("recurses")).rejects.toThrow("trapped: stack overflow");
    await expect(update("unreachable")).rejects.toThrow("trapped: unreachable");
  });

  it("executes a query method in replicated mode", async () => {
    const { runtime, canisterId, update } = await setUp();
    expect(u32(await update("replicated"))).toBe(1);
    expect(u32(await runtime.queryCall({ canisterId, method: "replicated" }))).toBe(0);
  });

  it("raises the canister's version when it succeeds", async () => {
    const { update } = await setUp();
    const before = u64(await update("version"));
    await expect(update("unreachable")).rejects.toThrow();
    expect(u64(await update("version"))).toBe(before + 1n);
  });

  it("is told who calls", async () => {
    const { runtime, canisterId } = await setUp();
    const sender = await runtime.createCanister();
    const caller = await runtime.updateCall({ canisterId, method: "caller", sender });
    expect([...caller]).toEqual([...sender.toUint8Array()]);
  });
});

describe("a call to a canister that cannot execute it", () => {
  it("is not accepted: no such canister, no code, stopped", async () => {
    const { runtime, canisterId } = await setUp();
    const call = { method: "echo" };
    const empty = await runtime.createCanister();
    await expect(runtime.updateCall({ ...call, canisterId: empty })).rejects.toMatchObject({
      code: "not_accepted",
      errorCode: "IC0537",
    });
    await runtime.stopCanister({ canisterId });
    await expect(runtime.updateCall({ ...call, canisterId })).rejects.toMatchObject({ errorCode: "IC0508" });
    await runtime.startCanister({ canisterId });
    await expect(runtime.updateCall({ ...call, canisterId })).resolves.toHaveLength(0);
    const nowhere = (await inline()).canisterRanges[0]?.[1];
    if (nowhere === undefined) throw new Error("no range");
    await expect(runtime.updateCall({ ...call, canisterId: nowhere })).rejects.toMatchObject({
      rejectCode: 3,
      errorCode: "IC0301",
    });
  });
});
