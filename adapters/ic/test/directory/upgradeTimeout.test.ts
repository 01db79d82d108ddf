/** An upgrade of a home that does not stop in time, as it waits for an answer: it stays what it is, and runs (decisions/025). */

import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { gunzipSync } from "node:zlib";
import type { Principal } from "@icp-sdk/core/principal";
import { moduleFile } from "../../build/canisters.ts";
import { withMetadata } from "../../build/wasmModule.ts";
import {
  operator,
  person,
  startCanisterNode,
  uploadChunks,
  type CanisterNode,
} from "../support/canisterNode.ts";
import { post } from "../support/publishing.ts";

const alice = person("alice");
/** When the management canister gives up on stopping, in milliseconds. */
const STOP_TIMEOUT = 300_000;

let node: CanisterNode;
let home: Principal;
beforeAll(async () => {
  // Nobody answers its HTTP outcalls.
  node = await startCanisterNode();
  home = await node.signUp(alice, "alice");
});
afterAll(() => node.close());

it("starts a home again that could not be stopped in time", { timeout: 240_000 }, async () => {
  const asked = node.user(home, alice).follow_user({ handle: "bob@silent.example" });
  await expect(asked).rejects.toMatchObject({ code: "not_answered" });
  const module = await uploadChunks(
    node.as(operator),
    withMetadata(gunzipSync(await readFile(moduleFile("user"))), "version", "next"),
  );
  expect(await node.as(operator).upgrade_user_canisters(module)).toEqual({ Ok: null });
  await node.settle();
  // While it stops it takes nothing.
  await expect(node.user(home, alice).publish_status(post("Anybody?"))).rejects.toThrow("stopping");
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await node.runtime.advanceTime(STOP_TIMEOUT + 1_000);
    await node.settle();
  }
  const status = await node.directory.get_upgrade_status();
  expect(status).toMatchObject({ in_progress: false, permanently_failed: 1n });
  expect(status.failures[0]).toMatchObject({ attempts: 5, error: expect.stringContaining("timed out") as string }); // prettier-ignore
  expect(await node.user(home, alice).publish_status(post("Here I am"))).toMatchObject({
    Ok: { content: "<p>Here I am</p>" },
  });
});
