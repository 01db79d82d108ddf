import { describe, expect, it } from "vitest";
import { data, inline, install, u32, wat } from "../wat.test-support.ts";

/** Counts twice, once in the method and once in the callback of a call to itself. */
const canister = wat(`
  (table 1 funcref) (elem (i32.const 0) $back)
  (func $count (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1))))
  (func $back (param i32) (call $count) (call $reply_i32 (i32.load (i32.const 0))))
  (func (export "canister_update two_steps")
    (call $count)
    (call $self_copy (i32.const 100) (i32.const 0) (i32.const 10))
    (call $call_new (i32.const 100) (i32.const 10) (i32.const 200) (i32.const 5)
      (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))
    (drop (call $perform)))
  (func (export "canister_query count") (call $reply_i32 (i32.load (i32.const 0))))
  ${data(200, "count")}`);

async function setUp() {
  const runtime = await inline();
  const canisterId = await install(runtime, canister);
  await runtime.takeExecutions();
  const update = (): Promise<number> => runtime.updateCall({ canisterId, method: "two_steps" }).then(u32);
  const count = async (): Promise<number> => u32(await runtime.queryCall({ canisterId, method: "count" }));
  return { runtime, canisterId, update, count };
}

describe("an injected fault", () => {
  it("at any system call of a message leaves nothing of that message, and all of those before it", async () => {
    const probe = await setUp();
    await probe.update();
    const records = await probe.runtime.takeExecutions();
    const steps = records.filter(({ mode }) => mode === "U" || mode === "Ry");
    expect(steps.map(({ systemCalls }) => systemCalls)).toEqual([3, 2]);
    for (const [kept, { entry, systemCalls }] of steps.entries()) {
      for (let atSystemCall = 1; atSystemCall <= systemCalls; atSystemCall += 1) {
        const { runtime, canisterId, update, count } = await setUp();
        await runtime.injectFault({ canisterId, atSystemCall, entry });
        await expect(update()).rejects.toThrow(`fault injected at system call ${atSystemCall}`);
        expect(await count()).toBe(kept);
        await update();
        expect(await count()).toBe(kept + 2);
      }
    }
  });

  it("without a canister, traps whichever runs next, and lets queries pass", async () => {
    const { runtime, update, count } = await setUp();
    await runtime.injectFault({ atSystemCall: 1, skip: 2 });
    expect(await count()).toBe(0);
    // The message and the call that it makes pass, the callback traps: what the message did stays.
    await expect(update()).rejects.toThrow("fault injected at system call 1");
    expect(await count()).toBe(1);
  });

  it("waits for an execution that makes so many calls", async () => {
    const { runtime, update, count } = await setUp();
    await runtime.injectFault({ atSystemCall: 3, skip: 1 });
    // The callback, which comes second, makes two.
    expect(await update()).toBe(2);
    await expect(update()).rejects.toThrow("fault injected at system call 3");
    expect(await count()).toBe(2);
    expect(await update()).toBe(4);
  });

  it("can let some executions through first, and be taken back", async () => {
    const { runtime, canisterId, update } = await setUp();
    await runtime.injectFault({ canisterId, atSystemCall: 1, entry: "canister_update two_steps", skip: 1 });
    await update();
    await expect(update()).rejects.toThrow("fault injected");
    await runtime.injectFault({ canisterId, atSystemCall: 1 });
    await runtime.clearFaults();
    await expect(update()).resolves.toBeGreaterThan(0);
  });
});
