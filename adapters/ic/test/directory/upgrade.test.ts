import { Principal } from "@icp-sdk/core/principal";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gunzipSync } from "node:zlib";
import { moduleFile } from "../../build/canisters.ts";
import * as directoryBindings from "../../src/candid/directory.did.ts";
import { withMetadata } from "../../build/wasmModule.ts";
import {
  installArgument,
  moderator,
  operator,
  person,
  startCanisterNode,
  uploadChunks,
  type CanisterNode,
} from "../support/canisterNode.ts";

const USERS = 10;

describe("upgrading the canisters of a node (UC17)", () => {
  let node: CanisterNode;
  const homes: Principal[] = [];
  const moduleHash = async (canister: Principal) => {
    const { canisters } = await node.runtime.state();
    return Buffer.from(canisters.get(canister.toText())?.module?.hash ?? []).toString("hex");
  };

  beforeAll(async () => {
    node = await startCanisterNode();
    for (let i = 0; i < USERS; i += 1) homes.push(await node.signUp(person(`user ${i}`), `user${i}`));
  });
  afterAll(() => node.close());

  it("upgrades every User canister, and keeps what is in it", async () => {
    const next = withMetadata(gunzipSync(await readFile(moduleFile("user"))), "version", "next");
    const module = await uploadChunks(node.as(operator), next);
    const before = await node.user(homes[0] ?? operator, operator).get_profile();
    expect(await node.as(operator).upgrade_user_canisters(module)).toEqual({ Ok: null });
    await node.settle();
    await node.settle();
    expect(await node.directory.get_upgrade_status()).toEqual({
      in_progress: false,
      total: BigInt(USERS),
      completed: BigInt(USERS),
      failed: 0n,
      permanently_failed: 0n,
      failures: [],
    });
    for (const home of homes) {
      expect(await moduleHash(home)).toBe(Buffer.from(module.module_hash).toString("hex"));
    }
    expect(await node.user(homes[0] ?? operator, operator).get_profile()).toEqual(before);
    // Whoever comes now gets the new one.
    const late = await node.signUp(person("late"), "late");
    expect(await moduleHash(late)).toBe(Buffer.from(module.module_hash).toString("hex"));
  });

  it("tries one that fails five times, and goes on without it", async () => {
    const broken = await uploadChunks(node.as(operator), new TextEncoder().encode("no module"));
    expect(await node.as(operator).upgrade_user_canisters(broken)).toEqual({ Ok: null });
    for (let round = 0; round < 6; round += 1) await node.settle();
    const status = await node.directory.get_upgrade_status();
    expect(status).toMatchObject({
      in_progress: false,
      completed: 0n,
      permanently_failed: BigInt(USERS + 1),
    });
    expect(status.failures[0]).toMatchObject({ attempts: 5 });
    // They run on as they were.
    expect(await node.user(homes[0] ?? operator, operator).get_profile()).toMatchObject({
      Ok: { handle: "user0" },
    });
  });

  it("is for operators, and one at a time", async () => {
    const module = { module_hash: new Uint8Array(32), chunk_hashes: [] };
    await expect(node.as(person("user 0")).upgrade_user_canisters(module)).rejects.toMatchObject({
      code: "not_accepted",
    });
    expect(await node.as(operator).upgrade_user_canisters(module)).toMatchObject({ Err: {} });
  });

  it("takes no module whose chunks are not here", async () => {
    const hashOf = (text: string) => createHash("sha256").update(text).digest();
    const nowhere = { module_hash: hashOf("nowhere"), chunk_hashes: [hashOf("nowhere")] };
    const lacks = expect.stringContaining(`lacks 1, the first of them ${hashOf("nowhere").toString("hex")}`) as string; // prettier-ignore
    expect(await node.as(operator).upgrade_user_canisters(nowhere)).toEqual({ Err: { BadArgs: lacks } });
    expect(await node.as(operator).set_user_module(nowhere)).toEqual({ Err: { Rejected: lacks } });
    expect(await node.directory.get_upgrade_status()).toMatchObject({ in_progress: false });
  });

  it("leaves the Directory what it knows when it is upgraded itself", async () => {
    const upgrade = (arg: unknown) =>
      node.runtime.upgradeCanister({
        canisterId: node.directoryId,
        sender: operator,
        wasm: moduleFile("directory"),
        arg: installArgument(directoryBindings, arg),
      });
    await upgrade({ Upgrade: {} });
    expect(await node.directory.get_user({ handle: "user3" })).toMatchObject({
      Ok: { canister_id: homes[3] },
    });
    expect(await node.as(moderator).suspend({ principal: person("user 3") })).toEqual({ Ok: null });
    const init = {
      initial_moderator: operator,
      federation_canister: operator,
      public_url: "https://elsewhere.example",
      options: [],
    };
    await expect(upgrade({ Init: init })).rejects.toThrow("An upgrade takes Upgrade.");
    expect(await node.as(person("user 3")).whoami()).toMatchObject({
      Ok: { canister_status: { Suspended: null } },
    });
    await node.signUp(person("later"), "later");
  });
});
