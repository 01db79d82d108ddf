import { describe, expect, it } from "vitest";
import { inline, install, u32 } from "../wat.test-support.ts";
import { twoSteps } from "./two-steps.test-support.ts";

async function setUp() {
  const runtime = await inline();
  const canisterId = await install(runtime, twoSteps);
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
