import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RUN_TIMER } from "../../src/engine/runTimer.ts";
import { person, startCanisterNode, type CanisterNode } from "../support/canisterNode.ts";

const minutes = 60_000;
/** The messages of a sign-up after its answer, as the runtime names them. */
const messages = [
  ...[0, 1, 2, 3].map((skip) => [`canister_update ${RUN_TIMER}`, skip] as const),
  ...[0, 1, 2, 3, 4, 5, 6].map((skip) => ["reply callback", skip] as const),
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
});
