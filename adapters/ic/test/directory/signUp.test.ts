import { Principal } from "@icp-sdk/core/principal";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moduleFile } from "../../build/canisters.ts";
import {
  operator,
  person,
  startCanisterNode,
  uploadUserModule,
  type CanisterNode,
} from "../support/canisterNode.ts";

const minutes = 60_000;

describe("signing up on canisters", () => {
  let node: CanisterNode;
  beforeAll(async () => {
    node = await startCanisterNode();
  });
  afterAll(() => node.close());

  it("gives everybody a canister", async () => {
    const alice = person("alice");
    expect(await node.as(alice).whoami()).toEqual({ Err: { NotRegistered: null } });
    expect(await node.as(alice).sign_up("Alice")).toEqual({ Ok: null });
    await node.settle();
    const canister = await node.as(alice).user_canister([]);
    if (!("Ok" in canister)) throw new Error(JSON.stringify(canister));
    expect(await node.as(alice).whoami()).toEqual({
      Ok: { handle: "alice", canister_status: { Active: null }, user_canister: [canister.Ok] },
    });
    expect(await node.directory.user_canister([alice])).toEqual(canister);
    expect(await node.directory.get_user({ handle: "@ALICE" })).toEqual({
      Ok: { handle: "alice", canister_id: canister.Ok },
    });
    expect(await node.user(canister.Ok, Principal.anonymous()).get_profile()).toMatchObject({
      Ok: { handle: "alice" },
    });
    expect(await node.runtime.getControllers(canister.Ok)).toEqual([node.directoryId]);
  });

  it("refuses who is there already, and handles that cannot be had", async () => {
    await node.signUp(person("bob"), "bob");
    expect(await node.as(person("bob")).sign_up("robert")).toEqual({ Err: { AlreadyRegistered: null } });
    expect(await node.as(person("carol")).sign_up("Bob")).toEqual({ Err: { HandleTaken: null } });
    expect(await node.as(person("carol")).sign_up("no spaces")).toEqual({ Err: { InvalidHandle: null } });
    expect(await node.as(person("carol")).sign_up("admin")).toEqual({ Err: { InvalidHandle: null } });
    expect(await node.as(person("carol")).whoami()).toEqual({ Err: { NotRegistered: null } });
  });

  it("turns nobody away before a message is run", async () => {
    await expect(node.as(Principal.anonymous()).sign_up("ghost")).rejects.toMatchObject({
      code: "not_accepted",
      message: expect.stringContaining("Sign in first.") as string,
    });
    expect(await node.directory.get_user({ handle: "ghost" })).toEqual({ Err: { NotFound: null } });
  });

  it("finds people by parts of their handles", async () => {
    await node.signUp(person("dave"), "dave_alicante");
    const search = async (query: string, offset = 0n, limit = 50n) => {
      const reply = await node.directory.search_profiles({ query, offset, limit });
      return "Ok" in reply ? reply.Ok.map(({ handle }) => handle).toSorted() : reply.Err;
    };
    expect(await search("@Alic")).toEqual(["alice", "dave_alicante"]);
    expect(await search("")).toEqual(["alice", "bob", "dave_alicante"]);
    expect(await search("", 1n, 1n)).toHaveLength(1);
    expect(await search("zed")).toEqual([]);
    expect(await search("a", 0n, 0n)).toEqual({ BadArgs: null });
    expect(await search("a", 0n, 51n)).toEqual({ BadArgs: null });
    expect(await search("no spaces")).toEqual({ BadArgs: null });
  });
});

describe("a canister that cannot be made", () => {
  let node: CanisterNode;
  beforeAll(async () => {
    node = await startCanisterNode({ userModule: false });
  });
  afterAll(() => node.close());

  it("is tried five times, then again when its user asks for it", async () => {
    const alice = person("alice");
    const status = async () => {
      const me = await node.as(alice).whoami();
      return "Ok" in me ? Object.keys(me.Ok.canister_status).join() : undefined;
    };
    expect(await node.as(alice).sign_up("alice")).toEqual({ Ok: null });
    expect(await status()).toBe("CreationPending");
    expect(await node.as(alice).retry_sign_up()).toEqual({ Err: { CanisterNotInFailedState: null } });
    expect(await node.directory.get_user({ handle: "alice" })).toEqual({ Err: { NotFound: null } });
    for (let minute = 0; minute < 60; minute += 15) {
      await node.runtime.advanceTime(15 * minutes);
      await node.settle();
    }
    expect(await status()).toBe("CreationFailed");
    const before = await node.as(alice).user_canister([]);

    await uploadUserModule(node.as(operator), await readFile(moduleFile("user")));
    expect(await node.as(alice).retry_sign_up()).toEqual({ Ok: null });
    await node.settle();
    expect(await status()).toBe("Active");
    // The canister that the first try has paid for is the one that is used.
    expect(await node.as(alice).user_canister([])).toEqual(before);
  });
});
