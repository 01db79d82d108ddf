import { beforeEach, expect, it } from "vitest";
import { lent } from "../../test/lent.ts";
import { testNode, type Member, type TestNode } from "../node.test-support.ts";

let node: TestNode;
let alice: Member;
let bob: Member;
let carol: Member;

beforeEach(async () => {
  node = testNode(lent);
  alice = await node.member("alice");
  bob = await node.member("bob");
  carol = await node.member("carol");
});

const move = (target: string) =>
  node.call(alice, "POST /api/pleroma/move_account", { password: "secret", target_account: target });

it("names, lists and forgets aliases", async () => {
  const put = (alias: string) => node.call(bob, "PUT /api/pleroma/aliases", { alias });
  expect(await put("@alice@mastic.example")).toMatchObject({ status: 200, body: { status: "success" } });
  expect((await put("alice")).status).toBe(200);
  expect((await put("nobody")).status).toBe(422);
  expect((await put("bob")).status).toBe(422);
  const list = async () => (await node.call(bob, "GET /api/pleroma/aliases")).body;
  expect(await list()).toEqual({ aliases: ["alice@mastic.example"] });
  const forget = () => node.call(bob, "DELETE /api/pleroma/aliases", { alias: "alice@mastic.example" });
  expect((await forget()).status).toBe(200);
  expect((await forget()).status).toBe(404);
  expect(await list()).toEqual({ aliases: [] });
  expect((await node.call(null, "GET /api/pleroma/aliases")).status).toBe(401);
});

it("moves to an account that names this one, and takes the followers along", async () => {
  await node.call(carol, `POST /api/v1/accounts/${alice.id}/follow`);
  await node.settle();
  expect((await move("bob")).status).toBe(422);
  await node.call(bob, "PUT /api/pleroma/aliases", { alias: "alice" });
  expect((await move("nobody")).status).toBe(422);
  expect(await move("bob")).toMatchObject({ status: 200, body: { status: "success" } });
  await node.settle();
  expect((await node.call(alice, "GET /api/v1/accounts/verify_credentials")).body).toMatchObject({
    moved: { acct: "bob" },
  });
  const followed = await node.call(carol, `GET /api/v1/accounts/${carol.id}/following`);
  expect(followed.body).toMatchObject([{ acct: "bob" }]);
});

it("asks who is there where a token does not say so", async () => {
  const asked: string[] = [];
  Object.assign(node.api, {
    isOwner: async (_caller: unknown, password: string) => {
      asked.push(password);
      return false;
    },
  });
  await node.call(bob, "PUT /api/pleroma/aliases", { alias: "alice" });
  expect(await move("bob")).toMatchObject({ status: 403, body: { error: "Invalid password." } });
  expect(asked).toEqual(["secret"]);
});
