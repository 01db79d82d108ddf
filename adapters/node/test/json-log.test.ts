/** `LOG_FORMAT=json` as a program reads it: every line of a running node, from its start to its end. */

import { expect, test, vi } from "vitest";
import { MasticNode } from "./support/node.ts";
import { patience } from "./support/patience.ts";

vi.setConfig(patience);

test("a node writes JSON lines only, and speaks of the first account until there is one", async () => {
  const node = await MasticNode.start({ host: "127.0.0.41" });
  const messages = (): unknown[] =>
    node.log
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { msg: unknown }).msg);
  await vi.waitFor(() => expect(messages()).toContain("there is no account yet"));
  await node.command(["account", "create", "alice"]);
  await node.restart();
  expect(await node.stop()).toBe(0);
  expect(messages()).toEqual(
    expect.arrayContaining(["listening", "Stopping: what is under way is finished first."]),
  );
  expect(messages()).not.toContain("there is no account yet");
});
