import { describe, expect, it } from "vitest";
import { inline, install, u64, wat } from "../wat.test-support.ts";

/** Has a GiB of stable memory. */
const module = wat(
  `(func (export "canister_update ok") (call $reply))
   (func (export "canister_update spend")
    (call $self_copy (i32.const 100) (i32.const 0) (i32.const 10))
    (call $call_new (i32.const 100) (i32.const 10) (i32.const 200) (i32.const 1)
      (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))
    (call $call_cycles (i64.const 100000000000))
    (call $reply_i64 (i64.extend_i32_u (call $perform))))
   (func (export "canister_init") (drop (call $stable_grow (i64.const 16384))))`,
);

const gib = 127_000n;
const day = 86_400n;

describe("a canister at rest", () => {
  it("pays for its storage as time goes by", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, module);
    await runtime.tick();
    const before = await runtime.getCyclesBalance(canisterId);
    const { memorySize, idleCyclesBurnedPerDay } = await runtime.canisterStatus({ canisterId });
    expect(idleCyclesBurnedPerDay).toBe((memorySize * gib * day) / 2n ** 30n);
    await runtime.advanceTime(86_400_000);
    await runtime.tick();
    const paid = before - (await runtime.getCyclesBalance(canisterId));
    expect(paid).toBe(idleCyclesBurnedPerDay);
  });

  it("loses its code when it cannot pay any more", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, module, { cycles: 2_000_000_000_000n });
    await runtime.advanceTime(400 * 86_400_000);
    await runtime.tick();
    expect(await runtime.getCyclesBalance(canisterId)).toBe(0n);
    await runtime.addCycles(canisterId, 10n ** 15n);
    await expect(runtime.updateCall({ canisterId, method: "ok" })).rejects.toMatchObject({
      errorCode: "IC0537",
    });
  });

  it("is frozen before that: it is not executed, and thaws with more cycles", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, module, { cycles: 900_000_000_000n });
    await runtime.updateCall({ canisterId, method: "ok" });
    // A year of a GiB costs 4 T.
    await runtime.updateCanisterSettings({ canisterId, freezingThreshold: 365n * day });
    await expect(runtime.updateCall({ canisterId, method: "ok" })).rejects.toMatchObject({
      errorCode: "IC0207",
    });
    await expect(runtime.queryCall({ canisterId, method: "ok" })).rejects.toMatchObject({ rejectCode: 5 });
    await runtime.addCycles(canisterId, 10_000_000_000_000n);
    await expect(runtime.updateCall({ canisterId, method: "ok" })).resolves.toHaveLength(0);
  });
});

describe("a call", () => {
  it("cannot attach cycles that the freezing threshold keeps", async () => {
    const runtime = await inline();
    const canisterId = await install(runtime, module, { cycles: 700_000_000_000n });
    expect(u64(await runtime.updateCall({ canisterId, method: "spend" }))).toBe(0n);
    const poor = await install(runtime, module, { cycles: 700_000_000_000n });
    // What is left above the freezing limit pays the execution, but not 100 G on top.
    const { memorySize, cycles } = await runtime.canisterStatus({ canisterId: poor });
    const seconds = ((cycles - 60_000_000_000n) * 2n ** 30n) / (memorySize * gib);
    await runtime.updateCanisterSettings({ canisterId: poor, freezingThreshold: seconds });
    await expect(runtime.updateCall({ canisterId: poor, method: "spend" })).rejects.toMatchObject({
      errorCode: "IC0520",
    });
  });
});

describe("the runtime", () => {
  it("comes to the same state by the same calls", async () => {
    const states: string[] = [];
    for (const _ of [1, 2]) {
      const runtime = await inline();
      const canisterId = await install(runtime, module);
      await runtime.updateCall({ canisterId, method: "spend" });
      await runtime.advanceTime(5_000);
      await runtime.tick(3);
      const executions = await runtime.takeExecutions();
      states.push(
        [
          await runtime.getCyclesBalance(canisterId),
          await runtime.getTime(),
          ...executions.map(({ entry, instructions }) => `${entry} ${instructions}`),
        ].join(),
      );
    }
    expect(states[0]).toBe(states[1]);
  });
});
