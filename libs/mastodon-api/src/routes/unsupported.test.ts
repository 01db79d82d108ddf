import { beforeAll, expect, it } from "vitest";
import { lent } from "../../test/lent.ts";
import { testNode, type Member, type TestNode } from "../node.test-support.ts";

let node: TestNode;
let alice: Member;
let status: string;

beforeAll(async () => {
  node = testNode(lent);
  alice = await node.member("alice", ["read", "write", "push"]);
  const posted: unknown = (await node.call(alice, "POST /api/v1/statuses", { status: "Guten Tag" })).body;
  status = (posted as { id: string }).id;
});

it.each([
  ["GET /api/v1/push/subscription", 404],
  ["POST /api/v1/push/subscription", 422],
  ["PUT /api/v1/push/subscription", 404],
  ["DELETE /api/v1/push/subscription", 200],
  ["POST /api/v1/statuses/1/translate", 404],
])("%s answers %i, as where there is none", async (call, expected) => {
  expect((await node.call(alice, call)).status).toBe(expected);
});

it("translates nothing", async () => {
  const { status: code, body } = await node.call(alice, `POST /api/v1/statuses/${status}/translate`, {
    lang: "en",
  });
  expect([code, body]).toEqual([404, { error: "Record not found" }]);
});
