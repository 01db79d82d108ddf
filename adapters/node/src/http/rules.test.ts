/** The rules of a node, from its configuration to its moderators (Mastodon: entities/Rule, methods/reports). */

import { INSTANCE, moderators, users } from "@mastic/core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  authorize,
  signUp,
  startTestServer,
  type Answer,
  type Person,
  type TestServer,
} from "../server.test-support.ts";

const rules = [
  { id: "1", text: "Be kind", hint: "", translations: {} },
  { id: "2", text: "No <b>advertising</b>", hint: "", translations: {} },
];

let server: TestServer;
let alice: Person;
let target: string;
beforeAll(async () => {
  server = await startTestServer({ INSTANCE_RULES: " Be kind | No <b>advertising</b>\n\n" });
  alice = await signUp(server, "alice");
  const bob = await signUp(server, "bob");
  target = await bob.id();
});
afterAll(() => server[Symbol.asyncDispose]());

const report = (category: string, ids: readonly string[]): Promise<Answer> =>
  alice.call("POST", "/api/v1/reports", { account_id: target, comment: "Look", category, rule_ids: ids });

it("are read by everybody, in every description of the node", async () => {
  expect(await (await server.fetch("/api/v1/instance/rules")).json()).toEqual(rules);
  for (const path of ["/api/v1/instance", "/api/v2/instance"])
    expect(await (await server.fetch(path)).json()).toMatchObject({ rules });
});

it("are shown to who signs up, as text", async () => {
  const page = await (await server.fetch("/auth/sign_up", { headers: { accept: "text/html" } })).text();
  expect(page).toContain("<li>Be kind</li>");
  expect(page).toContain("<li>No &lt;b&gt;advertising&lt;/b&gt;</li>");
});

it("are named by reports of a violation, and by no others", async () => {
  expect((await report("violation", ["2"])).body).toMatchObject({ rule_ids: ["2"] });
  expect((await report("spam", ["1"])).body).toMatchObject({ rule_ids: [] });
  for (const id of ["3", "0", "x"]) expect((await report("violation", [id])).status).toBe(422);

  await server.node.store.turn(INSTANCE, async (turn) => {
    const user = await turn.find(users, "handle", { handle: "alice" });
    await turn.insert(moderators, { principal: user?.principal ?? "", createdAt: turn.now });
  });
  const moderator = await authorize(server, "alice", "read admin:read");
  const shown = (await moderator.call("GET", "/api/v1/admin/reports")).body;
  expect(shown).toEqual([
    expect.objectContaining({ category: "spam", rules: [] }),
    expect.objectContaining({
      category: "violation",
      rules: [{ id: "2", text: "No <b>advertising</b>", hint: "" }],
    }),
  ]);
});
