import { describe, expect, it } from "vitest";
import { inline, install, u32, wat } from "../wat.test-support.ts";

/** Accepts messages whose method's name has five letters; `allow` is one. */
const inspecting = wat(`
  (func (export "canister_inspect_message")
    (i32.store (i32.const 0) (i32.const 1))
    (if (i32.eq (call $method_size) (i32.const 4)) (then unreachable))
    (if (i32.eq (call $method_size) (i32.const 5)) (then (call $accept))))
  (func (export "canister_update allow") (call $reply_i32 (i32.load (i32.const 0))))
  (func (export "canister_update refuse") (call $reply))
  (func (export "canister_update trap") (call $reply))
  (func (export "canister_query refused_as_update") (call $reply))`);

describe("canister_inspect_message", () => {
  it("lets in what it accepts, and leaves no trace", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, inspecting);
    expect(u32(await runtime.updateCall({ canisterId, method: "allow" }))).toBe(0);
  });

  it("keeps out what it does not accept, and what makes it trap", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, inspecting);
    const update = (method: string): Promise<Uint8Array> => runtime.updateCall({ canisterId, method });
    await expect(update("refuse")).rejects.toMatchObject({
      code: "not_accepted",
      rejectCode: 4,
      errorCode: "IC0406",
    });
    await expect(update("trap")).rejects.toMatchObject({
      code: "not_accepted",
      rejectCode: 5,
      errorCode: "IC0502",
    });
  });

  it("is not asked about queries", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, inspecting);
    expect(await runtime.queryCall({ canisterId, method: "refused_as_update" })).toHaveLength(0);
  });

  it("may not take more than its instructions", async () => {
    const runtime = await inline({ limits: { inspectInstructions: 10_000n } });
    const canisterId = await install(
      runtime,
      wat(
        `(func (export "canister_inspect_message") (loop (br 0))) (func (export "canister_update x") (call $reply))`,
      ),
    );
    await expect(runtime.updateCall({ canisterId, method: "x" })).rejects.toMatchObject({
      errorCode: "IC0522",
    });
  });
});

describe("a message from outside", () => {
  it("is not larger than 2 MiB", async () => {
    const runtime = await inline();
    const canisterId = await install(
      runtime,
      wat(`(func (export "canister_update x") (call $reply_i32 (call $arg_size)))`),
    );
    const update = (bytes: number): Promise<Uint8Array> =>
      runtime.updateCall({ canisterId, method: "x", arg: new Uint8Array(bytes) });
    expect(u32(await update(2 ** 21 - 1))).toBe(2 ** 21 - 1);
    await expect(update(2 ** 21)).rejects.toMatchObject({ code: "not_accepted" });
  });

  it("is executed once, however often it is submitted", async () => {
    const runtime = await inline();
    const canisterId = await install(
      runtime,
      wat(`
      (func (export "canister_update add")
        (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
        (call $reply_i32 (i32.load (i32.const 0))))`),
    );
    const call = {
      requestId: new Uint8Array(32).fill(1),
      sender: canisterId,
      canisterId,
      effectiveCanisterId: canisterId,
      method: "add",
      argument: new Uint8Array(),
      ingressExpiry: 2n ** 62n,
    };
    expect(await runtime.submit(call)).toBeUndefined();
    expect(await runtime.submit(call)).toBeUndefined();
    const status = await runtime.settled(call.requestId);
    expect(status.status === "replied" && u32(status.reply)).toBe(1);
    expect(await runtime.submit(call)).toBeUndefined();
    expect(await runtime.settled(call.requestId)).toEqual(status);
  });

  it("is forgotten some time after it expired; the answer to a call of the runtime itself, at once", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, wat(`(func (export "canister_update x") (call $reply))`));
    await runtime.updateCall({ canisterId, method: "x" });
    expect((await runtime.state()).ingress.size).toBe(0);
    const time = BigInt(await runtime.getTime()) * 1_000_000n;
    await runtime.submit({
      requestId: new Uint8Array(32).fill(1),
      sender: canisterId,
      canisterId,
      effectiveCanisterId: canisterId,
      method: "x",
      argument: new Uint8Array(),
      ingressExpiry: time + 300_000_000_000n,
    });
    await runtime.tick(2);
    expect((await runtime.state()).ingress.size).toBe(1);
    await runtime.advanceTime(600_000);
    await runtime.tick();
    expect((await runtime.state()).ingress.size).toBe(0);
  });

  it("to a canister that has too few cycles is not accepted", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, wat(`(func (export "canister_update x") (call $reply))`), {
      cycles: 301_000_000_000n + 5_000_000_000n,
    });
    await runtime.updateCall({ canisterId, method: "x" });
    await runtime.updateCanisterSettings({ canisterId, freezingThreshold: 2n ** 50n });
    await expect(runtime.updateCall({ canisterId, method: "x" })).rejects.toMatchObject({
      code: "not_accepted",
      rejectCode: 2,
      errorCode: "IC0207",
    });
  });
});
