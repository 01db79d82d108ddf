import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operator, person, startCanisterNode, type CanisterNode } from "../support/canisterNode.ts";

const G = 1_000_000_000n;
const policy = {
  threshold_cycles: 5_000n * G,
  amount_cycles: 6_000n * G,
  reserve_cycles: 100n * G,
  interval_seconds: 3_600n,
};

describe("the cycles of User canisters", () => {
  let node: CanisterNode;
  beforeAll(async () => {
    node = await startCanisterNode();
  });
  afterAll(() => node.close());

  it("are topped up when they run low, and reported", async () => {
    const home = await node.signUp(person("alice"), "alice");
    expect(await node.runtime.getCyclesBalance(home)).toBeLessThan(policy.threshold_cycles);
    expect(await node.as(operator).set_top_up_policy(policy)).toEqual({ Ok: null });
    await node.settle();
    expect(await node.runtime.getCyclesBalance(home)).toBeGreaterThan(policy.amount_cycles);
    const report = await node.directory.get_cycles_report();
    expect(report).toMatchObject({
      policy,
      user_canisters: 1n,
      low: [],
      top_ups: 1n,
      cycles_given: policy.amount_cycles,
    });
    expect(report.balance).toBeGreaterThan(0n);
  });

  it("are looked at again in every interval", async () => {
    const home = await node.signUp(person("bob"), "bob");
    const before = await node.runtime.getCyclesBalance(home);
    await node.runtime.advanceTime(3_601_000);
    await node.settle();
    expect(await node.runtime.getCyclesBalance(home)).toBeGreaterThan(before + 5_000n * G);
    expect(await node.directory.get_cycles_report()).toMatchObject({ top_ups: 2n });
  });

  it("are not given when the Directory would not keep its reserve", async () => {
    await node.as(operator).set_top_up_policy({
      ...policy,
      threshold_cycles: 50_000n * G,
      reserve_cycles: 10_000_000n * G,
    });
    await node.settle();
    const report = await node.directory.get_cycles_report();
    expect(report.top_ups).toBe(2n);
    expect(report.low).toHaveLength(2);
  });

  it("are the Federation's too, which is kept at ten times as much", async () => {
    const federation = node.federationId;
    const balance = await node.runtime.getCyclesBalance(federation);
    const threshold_cycles = balance / 10n + G;
    expect(await node.as(operator).set_top_up_policy({ ...policy, threshold_cycles })).toEqual({ Ok: null });
    await node.settle();
    expect(await node.runtime.getCyclesBalance(federation)).toBeGreaterThan(
      balance + 9n * policy.amount_cycles,
    );
    const report = await node.directory.get_cycles_report();
    expect(report.federation).toMatchObject({
      canister_id: federation,
      threshold: 10n * threshold_cycles,
    });
    const [seen = 0n] = report.federation.balance;
    expect(seen).toBeGreaterThan(balance + 9n * policy.amount_cycles);
    await expect(node.federation(person("alice")).cycles_balance()).rejects.toMatchObject({
      code: "not_accepted",
    });
  });

  it("wake whose timer has trapped", async () => {
    const home = await node.signUp(person("carol"), "carol");
    const carol = node.user(home, person("carol"));
    // The first wake of the outbox is the firing of the system's timer.
    await node.runtime.injectFault({
      canisterId: home,
      atSystemCall: 1,
      entry: "canister_global_timer",
    });
    await carol.follow_user({ handle: "alice" });
    await node.settle();
    await node.runtime.advanceTime(3_500_000);
    await node.settle();
    const alice = await node.directory.get_user({ handle: "alice" });
    if ("Err" in alice) throw new Error("There is no alice.");
    const followers = async () =>
      node.user(alice.Ok.canister_id, person("alice")).get_followers({ offset: 0n, limit: 9n });
    expect(await followers()).toEqual({ Ok: [] });
    // What it had taken before is tried again.
    for (const wait of [200_000, 60_000]) {
      await node.runtime.advanceTime(wait);
      await node.settle();
    }
    expect(await followers()).toMatchObject({ Ok: [expect.any(String)] });
  });

  it("go on being looked at after the timer of the Directory was lost for hours", async () => {
    // What was taken is not begun, as the system's timer traps when it is to fire for that.
    await node.runtime.injectFault({
      canisterId: node.directoryId,
      atSystemCall: 1,
      entry: "canister_global_timer",
      skip: 1,
    });
    await node.runtime.advanceTime(3_601_000);
    await node.settle();
    const [lost = 0n] = (await node.directory.get_cycles_report()).checked_at;
    await node.runtime.advanceTime(7_200_000);
    await node.as(person("alice")).retry_sign_up();
    await node.settle();
    for (let round = 0; round < 2; round += 1) {
      await node.runtime.advanceTime(3_601_000);
      await node.settle();
    }
    const [checked = 0n] = (await node.directory.get_cycles_report()).checked_at;
    expect(checked).toBeGreaterThan(lost + BigInt(7_200_000 + 3_601_000));
  });

  it("have a policy that only operators set, within bounds", async () => {
    await expect(node.as(person("alice")).set_top_up_policy(policy)).rejects.toMatchObject({
      code: "not_accepted",
    });
    expect(await node.as(operator).set_top_up_policy({ ...policy, interval_seconds: 1n })).toMatchObject({
      Err: { BadArgs: expect.any(String) as string },
    });
  });
});
