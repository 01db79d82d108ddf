import { Principal } from "@icp-sdk/core/principal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { person, startCanisterNode, type CanisterNode } from "./support/canisterNode.ts";

describe("a node of canisters", () => {
  let node: CanisterNode;
  beforeAll(async () => {
    node = await startCanisterNode();
  });
  afterAll(() => node.close());

  it("gives everybody who signs up a canister", async () => {
    const alice = person("alice");
    expect(await node.as(alice).whoami()).toEqual({ Err: { NotRegistered: null } });
    expect(await node.as(alice).sign_up("Alice")).toEqual({ Ok: null });
    expect(await node.as(alice).whoami()).toMatchObject({
      Ok: { handle: "alice", canister_status: { CreationPending: null }, user_canister: [] },
    });
    await node.settle();
    const canister = await node.as(alice).user_canister([]);
    if (!("Ok" in canister)) throw new Error(JSON.stringify(canister));
    expect(await node.as(alice).whoami()).toEqual({
      Ok: { handle: "alice", canister_status: { Active: null }, user_canister: [canister.Ok] },
    });
    expect(await node.user(canister.Ok, Principal.anonymous()).get_profile()).toMatchObject({
      Ok: { handle: "alice" },
    });
  });
});
