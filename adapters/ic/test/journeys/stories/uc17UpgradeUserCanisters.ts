/** UC17: As a Controller, I should be able to upgrade all User Canisters. */

import type { Principal } from "@icp-sdk/core/principal";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { moduleFile } from "../../../build/canisters.ts";
import { withMetadata } from "../../../build/wasmModule.ts";
import { operator, person, uploadChunks, type CanisterNode } from "../../support/canisterNode.ts";
import type { CanisterStory } from "../canisterStories.ts";
import { reaching } from "../refusal.ts";

const HANDLES = Array.from({ length: 10 }, (_, index) => `user${index}`);
/** More than the scheduler takes in hand for all five tries of each canister. */
const ROUNDS = 10;

export const upgradeUserCanisters: CanisterStory = {
  story: "UC17",
  title: "Upgrade all User canisters",
  async play(stage, node) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    for (const handle of HANDLES) await stage.person(handle);
    await stage.follow(bob, alice);
    await alice.user.publishStatus(alice.caller, { content: "Before", visibility: "public" });
    await stage.settle();

    const next = withMetadata(gunzipSync(await readFile(moduleFile("user"))), "version", "next");
    const module = await uploadChunks(node.as(operator), next);
    await stage.refused("a user upgrades them", "Unauthorized", () => stranger(node, module));
    const start = () => node.as(operator).upgrade_user_canisters(module);
    stage.expect("the controller upgrades them", outcome(await start()), "Ok");
    stage.expect("once at a time", outcome(await start()), "AlreadyInProgress");
    stage.expect("it is under way", (await node.directory.get_upgrade_status()).in_progress, true);
    await stage.settle();
    stage.expect("all have been upgraded", await figures(node), { done: true, completed: 12, given_up: 0 });
    const wanted = hex(module.module_hash);
    const hashes = await Promise.all(["alice", "bob", ...HANDLES].map((handle) => moduleOf(node, handle)));
    stage.expect(
      "all run the new module",
      hashes.every((hash) => hash === wanted),
      true,
    );
    stage.expect("Bob reads what he had", await stage.feed(bob), [
      { text: "<p>Before</p>", author: alice.uri, boostedBy: null },
    ]);
    await alice.user.publishStatus(alice.caller, { content: "After", visibility: "public" });
    await stage.settle();
    stage.expect("and what comes now", (await stage.feed(bob))[0]?.text, "<p>After</p>");
    await stage.person("late");
    stage.expect("who comes now has the new module", (await moduleOf(node, "late")) === wanted, true);

    const broken = { module_hash: new Uint8Array(32), chunk_hashes: [new Uint8Array(32)] };
    stage.expect(
      "a module that is not there",
      outcome(await node.as(operator).upgrade_user_canisters(broken)),
      "Ok",
    );
    for (let round = 0; round < ROUNDS; round += 1) await stage.settle();
    stage.expect("is given up", await figures(node), { done: true, completed: 0, given_up: 13 });
    const { failures } = await node.directory.get_upgrade_status();
    stage.expect("after five tries of each", [...new Set(failures.map(({ attempts }) => attempts))], [5]);
    stage.expect("and the homes run on", (await alice.user.getProfile()).statusesCount, 2);
  },
};

type Module = Awaited<ReturnType<typeof uploadChunks>>;

async function stranger(node: CanisterNode, module: Module): Promise<void> {
  await reaching({ principal: "stranger" }, () => node.as(person("stranger")).upgrade_user_canisters(module));
}

async function figures(node: CanisterNode) {
  const { in_progress, completed, permanently_failed } = await node.directory.get_upgrade_status();
  return { done: !in_progress, completed: Number(completed), given_up: Number(permanently_failed) };
}

async function moduleOf(node: CanisterNode, handle: string): Promise<string> {
  const found = await node.directory.get_user({ handle });
  if ("Err" in found) throw new Error(`There is no ${handle}.`);
  return moduleHash(node, found.Ok.canister_id);
}

async function moduleHash({ runtime }: CanisterNode, canister: Principal): Promise<string> {
  const { canisters } = await runtime.state();
  return hex(canisters.get(canister.toText())?.module?.hash ?? []);
}

const hex = (bytes: Uint8Array | readonly number[]): string => Buffer.from(bytes).toString("hex");
const outcome = (reply: { Ok: null } | { Err: object }): string =>
  "Ok" in reply ? "Ok" : Object.keys(reply.Err).join();
