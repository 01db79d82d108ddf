import { describe, expect, it } from "vitest";
import { inline, install, u32 } from "../wat.test-support.ts";
import { twoSteps } from "./two-steps.test-support.ts";

async function setUp(known: readonly string[] = []) {
  const runtime = await inline();
  const canisterId = await install(runtime, twoSteps);
  await runtime.takeExecutions();
  await runtime.sweepFaults(known);
  const count = async (): Promise<number> => u32(await runtime.queryCall({ canisterId, method: "count" }));
  const all: string[] = [];
  /** @returns the places at which it trapped, without the module's hash */
  async function ask(): Promise<readonly string[]> {
    await runtime.updateCall({ canisterId, method: "two_steps" }).catch(() => undefined);
    const places = (await runtime.takeExecutions()).flatMap((record) => record.places);
    all.push(...places);
    return places.map((place) => place.slice(65));
  }
  return { runtime, ask, count, all };
}

const places = [
  ["canister_update two_steps, run 1", "canister_update two_steps, ic0.canister_self_copy"],
  ["canister_update two_steps, run 2"],
  ["canister_update two_steps, ic0.call_new"],
  ["canister_update two_steps, run 4"],
  ["canister_update two_steps, ic0.call_perform of count"],
  // The callee is a query, which is executed as an update is, for a canister that calls it.
  [
    "canister_query count, run 1",
    "canister_query count, ic0.msg_reply_data_append",
    // Its trap is a reject, whose callback is a message like any other.
    "reject callback of count, run 1",
    "reject callback of count, ic0.msg_reply_data_append",
  ],
];

describe("a sweep of faults", () => {
  it("makes messages trap once at each call of each entry point, and at its 1st, 2nd, 4th run and so on", async () => {
    const { runtime, ask, count } = await setUp();
    await runtime.allowFaults(100);
    const found: (readonly string[])[] = [];
    while (found.length < places.length) found.push(await ask());
    expect(found).toEqual(places);
    // What the method did before it made the call stays.
    expect(await count()).toBe(1);
    const rest = new Set<string>();
    for (let quiet = 0; quiet < 20; quiet += 1) {
      const places = await ask();
      for (const place of places) rest.add(place);
      if (places.length > 0) quiet = 0;
    }
    expect(rest).toContain("reply callback of count, ic0.msg_reply");
    expect(rest).toContain("canister_update two_steps, run 8");
    expect(rest).not.toContain("canister_update two_steps, run 5");
    for (const place of found.flat()) expect(rest).not.toContain(place);
  });

  it("leaves out what is known, traps no more often than it may, and lets queries pass", async () => {
    const { runtime, ask, count } = await setUp();
    expect(await ask()).toEqual([]);
    expect(await count()).toBe(2);
    await runtime.allowFaults(2, 1);
    // The second one is of the query that the method calls: another entry point.
    expect(await ask()).toEqual(["canister_update two_steps, run 2", "canister_update two_steps, ic0.canister_self_copy"]); // prettier-ignore
    expect(await ask()).toEqual(["canister_query count, run 2", "canister_query count, ic0.msg_reply_data_append"]); // prettier-ignore
    expect(await ask()).toEqual([]);
    await runtime.allowFaults(1);
    await runtime.clearFaults();
    expect(await ask()).toEqual([]);
  });

  it("goes on in another runtime with the same module", async () => {
    const first = await setUp();
    await first.runtime.allowFaults(1);
    await first.ask();
    const second = await setUp(first.all);
    await second.runtime.allowFaults(1);
    expect(await second.ask()).toEqual(["canister_update two_steps, ic0.call_new"]);
  });
});
