import type { Json } from "@mastic/core";
import { beforeEach, describe, expect, it } from "vitest";
import { lent } from "../../test/lent.ts";
import { testNode, type Member, type TestNode } from "../node.test-support.ts";

/** Alice follows bob and carol, not dave; lists, and what comes into them. */

let node: TestNode;
let alice: Member;
let bob: Member;
let carol: Member;
let dave: Member;

beforeEach(async () => {
  node = testNode(lent);
  alice = await node.member("alice");
  bob = await node.member("bob");
  carol = await node.member("carol");
  dave = await node.member("dave");
  for (const { id } of [bob, carol]) await ask(alice, `POST /api/v1/accounts/${id}/follow`);
  await node.settle();
});

async function ask(by: Member, call: string, fields?: Json): Promise<unknown> {
  const { status, body } = await node.call(by, call, fields);
  expect([call, status]).toEqual([call, 200]);
  return body;
}
const idOf = (body: unknown): string => (body as { id: string }).id;
const create = async (title = "Friends", more: { [key: string]: string | boolean } = {}): Promise<string> =>
  idOf(await ask(alice, "POST /api/v1/lists", { title, ...more }));
const add = (list: string, ...members: Member[]): Promise<unknown> =>
  ask(alice, `POST /api/v1/lists/${list}/accounts`, { account_ids: members.map(({ id }) => id) });
const publish = async (by: Member, status: string, more: { [key: string]: string } = {}): Promise<string> => {
  node.clock += 1_000;
  const id = idOf(await ask(by, "POST /api/v1/statuses", { status, ...more }));
  await node.settle();
  return id;
};
const ids = async (path: string, by = alice): Promise<string[]> =>
  ((await ask(by, `GET ${path}`)) as { id: string }[]).map(({ id }) => id);
const timeline = (list: string): Promise<string[]> => ids(`/api/v1/timelines/list/${list}`);
const home = (): Promise<string[]> => ids("/api/v1/timelines/home");
const members = async (list: string, query = ""): Promise<string[]> =>
  ((await ask(alice, `GET /api/v1/lists/${list}/accounts${query}`)) as { acct: string }[]).map(
    ({ acct }) => acct,
  );

describe("lists", () => {
  it("are made, changed, listed and deleted", async () => {
    const list = await create();
    const made = { id: list, title: "Friends", replies_policy: "list", exclusive: false };
    expect(await ask(alice, `GET /api/v1/lists/${list}`)).toEqual(made);
    const changed = { ...made, title: "Family", replies_policy: "none" };
    const change = { title: "Family", replies_policy: "none" };
    expect(await ask(alice, `PUT /api/v1/lists/${list}`, change)).toEqual(changed);
    expect(await ask(alice, "GET /api/v1/lists")).toEqual([changed]);
    await add(list, bob);
    await publish(bob, "hi");
    expect(await ask(alice, `DELETE /api/v1/lists/${list}`)).toEqual({});
    expect(await ask(alice, "GET /api/v1/lists")).toEqual([]);
    expect((await node.call(alice, `GET /api/v1/timelines/list/${list}`)).status).toBe(404);
    expect(await ask(alice, `GET /api/v1/accounts/${bob.id}/lists`)).toEqual([]);
  });

  it.each<[string, string, Json, number]>([
    ["without a title", "POST /api/v1/lists", {}, 422],
    ["with a blank title", "POST /api/v1/lists", { title: "  " }, 422],
    ["with a title without end", "POST /api/v1/lists", { title: "x".repeat(257) }, 422],
    ["with a policy that there is not", "POST /api/v1/lists", { title: "x", replies_policy: "all" }, 422],
    ["that is not there", "PUT /api/v1/lists/1", { title: "x" }, 404],
    ["whose id is none", "DELETE /api/v1/lists/x", {}, 404],
  ])("%s is refused", async (_name, call, fields, status) => {
    expect((await node.call(alice, call, fields)).status).toBe(status);
    expect(await ask(alice, "GET /api/v1/lists")).toEqual([]);
  });

  it("are fifty at most", async () => {
    for (let n = 0; n < 50; n += 1) await create(`List ${n}`);
    expect((await node.call(alice, "POST /api/v1/lists", { title: "one more" })).status).toBe(422);
  });

  it("are their owner's alone", async () => {
    const list = await create();
    await add(list, bob);
    for (const call of [
      `GET /api/v1/lists/${list}`,
      `GET /api/v1/lists/${list}/accounts`,
      `GET /api/v1/timelines/list/${list}`,
      `DELETE /api/v1/lists/${list}`,
    ]) {
      expect([call, (await node.call(bob, call)).status]).toEqual([call, 404]);
      expect([call, (await node.call(null, call)).status]).toEqual([call, 401]);
    }
  });
});

describe("members", () => {
  it("are added, paged, found and removed", async () => {
    const list = await create();
    await add(list, bob, carol);
    expect(await members(list)).toEqual(["carol", "bob"]);
    const first = await node.call(alice, `GET /api/v1/lists/${list}/accounts?limit=1`);
    expect(first.body).toMatchObject([{ acct: "carol" }]);
    const next = /\?([^>]*max_id=\d+)/.exec(first.headers["link"] ?? "")?.[1] ?? "";
    expect(await members(list, `?${next}`)).toEqual(["bob"]);
    expect(await members(list, "?limit=0")).toEqual(["carol", "bob"]);
    expect(await ids(`/api/v1/accounts/${bob.id}/lists`)).toEqual([list]);
    expect(await ask(alice, `DELETE /api/v1/lists/${list}/accounts?account_ids[]=${carol.id}`)).toEqual({});
    expect(await members(list)).toEqual(["bob"]);
  });

  it("have to be followed, and are in it once", async () => {
    const list = await create();
    const attempt = async (...who: string[]): Promise<number> =>
      (await node.call(alice, `POST /api/v1/lists/${list}/accounts`, { account_ids: who })).status;
    expect(await attempt(bob.id, dave.id)).toBe(404);
    expect(await attempt("1")).toBe(404);
    expect(await members(list)).toEqual([]);
    expect(await attempt(bob.id)).toBe(200);
    expect(await attempt(bob.id)).toBe(422);
    expect(await members(list)).toEqual(["bob"]);
  });

  it("leave it when they are no longer followed, with what they brought", async () => {
    const list = await create();
    await add(list, bob, carol);
    await publish(bob, "from bob");
    const kept = await publish(carol, "from carol");
    await ask(alice, `POST /api/v1/accounts/${bob.id}/unfollow`);
    expect([await members(list), await timeline(list)]).toEqual([["carol"], [kept]]);
  });
});

describe("the timeline of a list", () => {
  it("holds what its members write, and wrote lately, and nobody else's", async () => {
    const before = await publish(bob, "before");
    await publish(carol, "not in it");
    const list = await create();
    await add(list, bob);
    const after = await publish(bob, "after");
    await publish(alice, "mine");
    expect(await timeline(list)).toEqual([after, before]);
    expect(await home()).toContain(after);
    const older = await node.call(alice, `GET /api/v1/timelines/list/${list}?limit=1`);
    expect(older.headers["link"]).toContain(`max_id=${after}`);
  });

  it("holds boosts of its members, unless they are not wanted", async () => {
    const post = await publish(dave, "hello");
    const list = await create();
    await add(list, bob);
    await ask(bob, `POST /api/v1/statuses/${post}/reblog`);
    await node.settle();
    const shown = (await ask(alice, `GET /api/v1/timelines/list/${list}`)) as { reblog: unknown }[];
    expect(shown).toMatchObject([{ account: { acct: "bob" }, reblog: { id: post } }]);
    await ask(alice, `POST /api/v1/accounts/${bob.id}/follow`, { reblogs: false });
    const other = await create("Without boosts");
    await add(other, bob);
    expect(await timeline(other)).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ["followed", ["to alice", "to carol", "to oneself"]],
    ["list", ["to alice", "to oneself"]],
    ["none", ["to alice", "to oneself"]],
  ])("takes answers by its policy: %s", async (policy, expected) => {
    const list = await create("Friends", { replies_policy: policy });
    await add(list, bob);
    const said: Record<string, string> = {};
    for (const [name, who] of Object.entries({ alice, carol, dave, oneself: bob })) {
      said[name] = await publish(who, "a word");
    }
    const answers: Record<string, string> = {};
    for (const [name, id] of Object.entries(said)) {
      answers[await publish(bob, `to ${name}`, { in_reply_to_id: id })] = `to ${name}`;
    }
    const shown = (await timeline(list)).flatMap((id) => answers[id] ?? []);
    expect(shown.toSorted()).toEqual(expected.toSorted());
  });

  it("takes answers to members where it holds the two", async () => {
    const list = await create();
    await add(list, bob, carol);
    const said = await publish(carol, "a word");
    const answer = await publish(bob, "an answer", { in_reply_to_id: said });
    expect(await timeline(list)).toEqual([answer, said]);
  });

  it("keeps what is in it from home, when it is exclusive", async () => {
    const before = await publish(bob, "before");
    const other = await publish(carol, "elsewhere");
    const list = await create("Quiet", { exclusive: true });
    await add(list, bob);
    const after = await publish(bob, "after");
    expect([await timeline(list), await home()]).toEqual([[after, before], [other]]);
    await ask(alice, `PUT /api/v1/lists/${list}`, { exclusive: false });
    const heard = await publish(bob, "heard");
    expect(await home()).toEqual([heard, other]);
    await ask(alice, `PUT /api/v1/lists/${list}`, { exclusive: true });
    expect(await home()).toEqual([other]);
  });

  it("shows nothing of whom one blocks or mutes", async () => {
    const list = await create();
    await add(list, bob, carol);
    await publish(bob, "from bob");
    await publish(carol, "from carol");
    await ask(alice, `POST /api/v1/accounts/${bob.id}/block`);
    await ask(alice, `POST /api/v1/accounts/${carol.id}/mute`);
    await node.settle();
    expect(await timeline(list)).toEqual([]);
  });
});
