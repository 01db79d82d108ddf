import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RUN_TIMER } from "../../src/engine/runTimer.ts";
import { person, startCanisterNode, type CanisterNode } from "../support/canisterNode.ts";

const minutes = 60_000;
/** The messages of a sign-up after its answer, as the runtime names them. */
const messages = [
  ...[0, 1, 2, 3].map((skip) => [`canister_update ${RUN_TIMER}`, skip] as const),
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((skip) => ["reply callback", skip] as const),
];

describe("a Directory that traps", () => {
  let node: CanisterNode;
  beforeAll(async () => {
    node = await startCanisterNode();
  });
  afterAll(() => node.close());

  it("has told nobody of a sign-up that it has not kept", async () => {
    const alice = person("alice");
    for (let atSystemCall = 1; atSystemCall <= 8; atSystemCall += 1) {
      await node.runtime.injectFault({
        canisterId: node.directoryId,
        atSystemCall: 5 * atSystemCall,
        entry: "canister_update sign_up",
      });
      const answer = await node
        .as(alice)
        .sign_up("alice")
        .catch(() => undefined);
      await node.runtime.clearFaults();
      const registered = await node.as(alice).whoami();
      expect("Ok" in registered).toBe(answer !== undefined && "Ok" in answer);
      if ("Ok" in registered) break;
    }
  });

  it("only remembers a new canister in the message that hears of it", async () => {
    await node.runtime.takeExecutions();
    expect(await node.as(person("bob")).sign_up("bob")).toEqual({ Ok: null });
    await node.settle();
    const executions = await node.runtime.takeExecutions();
    const [hearing, writing] = executions.filter(
      ({ canisterId, entry, instructions }) =>
        canisterId.toText() === node.directoryId.toText() && entry === "reply callback" && instructions > 0n,
    );
    // It reads the answer, and calls the new canister: nothing that could fail.
    expect(hearing).toMatchObject({ stablePages: 0 });
    expect(hearing?.systemCalls).toBeLessThan(10);
    expect(writing?.stablePages).toBeGreaterThan(0);
  });

  it(
    "that traps in that message loses one empty canister, and makes one account all the same",
    { timeout: 600_000 },
    async () => {
      const { runtime, directoryId, directory } = node;
      await runtime.takeExecutions();
      await node.signUp(person("carol"), "carol");
      const [hearing] = (await runtime.takeExecutions()).filter(
        ({ canisterId, entry, instructions }) =>
          canisterId.toText() === directoryId.toText() && entry === "reply callback" && instructions > 0n,
      );
      for (let atSystemCall = 1; atSystemCall <= (hearing?.systemCalls ?? 0); atSystemCall += 1) {
        const handle = `unheard${atSystemCall}`;
        const who = person(handle);
        const known = new Set((await runtime.state()).canisters.keys());
        const before = await runtime.getCyclesBalance(directoryId);
        // What goes before: the answer to its timer's call of itself.
        await runtime.injectFault({
          canisterId: directoryId,
          atSystemCall,
          entry: "reply callback",
          skip: 1,
        });
        expect(await node.as(who).sign_up(handle)).toEqual({ Ok: null });
        await node.settle();
        await runtime.clearFaults();
        const traps = (await runtime.takeExecutions()).filter(({ trap }) =>
          trap?.startsWith("fault injected"),
        );
        expect(traps).toHaveLength(1);
        // The account is neither there nor half there, and its owner is told so.
        expect(await node.as(who).whoami()).toMatchObject({ Ok: { canister_status: { CreationPending: null } } }); // prettier-ignore
        expect(await node.as(who).user_canister([])).toHaveProperty("Err");

        const isNew = ([id]: readonly [string, unknown]) => !known.has(id);
        const [lost, ...others] = [...(await runtime.state()).canisters].filter(isNew);
        expect(others).toEqual([]);
        expect(lost?.[1]).toMatchObject({ module: undefined, controllers: [directoryId] });

        await runtime.advanceTime(11 * minutes);
        await node.settle();
        const home = await node.as(who).user_canister([]);
        expect(home).toHaveProperty("Ok");
        const made = [...(await runtime.state()).canisters].filter(isNew).filter(([id]) => id !== lost?.[0]);
        expect(made.map(([, { canisterId }]) => canisterId)).toEqual(Object.values(home));
        expect(await directory.get_user({ handle })).toMatchObject({ Ok: { canister_id: made[0]?.[1].canisterId } }); // prettier-ignore
        // Nothing that stays knows of the lost one.
        const image = Buffer.from(await runtime.getStableMemory(directoryId));
        expect(image.includes(made[0]?.[0] ?? "")).toBe(true);
        expect(image.includes(lost?.[0] ?? "")).toBe(false);
        // Twice 1.5 T, of which the lost canister holds what it was given.
        const spent = before - (await runtime.getCyclesBalance(directoryId));
        expect(spent).toBeGreaterThan(3_000_000_000_000n);
        expect(spent).toBeLessThan(3_100_000_000_000n);
        if (lost !== undefined) expect(await runtime.getCyclesBalance(lost[1].canisterId)).toBeGreaterThan(999_000_000_000n); // prettier-ignore
      }
    },
  );

  it.each([1, 8, 20, 300])(
    "at system call %i of the message that writes down a new canister, makes no second one",
    async (atSystemCall) => {
      const { runtime, directoryId } = node;
      const who = person(`written ${atSystemCall}`);
      const before = await runtime.getCyclesBalance(directoryId);
      // What goes before: the answer to its timer's call of itself, and to the creation.
      const entry = "reply callback";
      await runtime.injectFault({ canisterId: directoryId, atSystemCall, entry, skip: 2 });
      expect(await node.as(who).sign_up(`written${atSystemCall}`)).toEqual({ Ok: null });
      await node.settle();
      expect(await node.as(who).whoami()).toMatchObject({ Ok: { canister_status: { CreationPending: null } } }); // prettier-ignore
      await runtime.clearFaults();
      await runtime.advanceTime(11 * minutes);
      await node.settle();
      expect(await node.as(who).whoami()).toMatchObject({ Ok: { canister_status: { Active: null } } });
      // A canister takes 1.5 T.
      expect(before - (await runtime.getCyclesBalance(directoryId))).toBeLessThan(2_000_000_000_000n);
    },
  );

  it.each(messages)("in %s, after %i of them, makes the User canister all the same", async (entry, skip) => {
    const who = person(`${entry} ${skip}`);
    const handle = `${entry.startsWith("reply") ? "reply" : "timer"}${skip}`;
    await node.runtime.injectFault({ canisterId: node.directoryId, atSystemCall: 1, entry, skip });
    expect(await node.as(who).sign_up(handle)).toEqual({ Ok: null });
    for (let round = 0; round < 6; round += 1) {
      await node.settle();
      await node.runtime.advanceTime(11 * minutes);
    }
    await node.runtime.clearFaults();
    await node.settle();
    expect(await node.as(who).whoami()).toMatchObject({ Ok: { handle, canister_status: { Active: null } } });
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    "in reply callback, after %i of them, deletes the account all the same",
    async (skip) => {
      const { runtime, directoryId } = node;
      const who = person(`leaves ${skip}`);
      const home = await node.signUp(who, `leaves${skip}`);
      expect(await node.as(who).delete_profile()).toEqual({ Ok: null });
      await runtime.takeExecutions();
      await runtime.injectFault({ canisterId: directoryId, atSystemCall: 1, entry: "reply callback", skip });
      await node.settle();
      await runtime.clearFaults();
      const traps = (await runtime.takeExecutions()).filter(({ trap }) => trap?.startsWith("fault injected"));
      expect(traps).toHaveLength(1);
      expect(await node.as(who).whoami()).toHaveProperty("Ok");
      for (let round = 0; round < 2; round += 1) {
        await runtime.advanceTime(11 * minutes);
        await node.settle();
      }
      expect(await node.as(who).whoami()).toEqual({ Err: { NotRegistered: null } });
      expect((await runtime.state()).canisters.has(home.toText())).toBe(false);
    },
  );
});
