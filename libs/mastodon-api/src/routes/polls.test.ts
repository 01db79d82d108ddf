import type { Json } from "@mastic/core";
import { beforeEach, describe, expect, it } from "vitest";
import { lent } from "../../test/lent.ts";
import { testNode, type Member, type TestNode } from "../node.test-support.ts";

let node: TestNode;
let alice: Member;
let bob: Member;

beforeEach(async () => {
  node = testNode(lent);
  alice = await node.member("alice");
  bob = await node.member("bob");
});

/** @returns the id of the poll, which is that of its status */
async function ask(more: { readonly [key: string]: Json } = {}): Promise<string> {
  const poll = { options: ["tea", "coffee"], expires_in: 3600, ...more };
  const { status, body } = await node.call(alice, "POST /api/v1/statuses", { status: "What?", poll });
  expect(status).toBe(200);
  expect(body).toMatchObject({ poll: { voted: true, own_votes: [], votes_count: 0, expired: false } });
  await node.settle();
  return (body as unknown as { id: string }).id;
}

const vote = (by: Member | null, id: string, choices: Json) =>
  node.call(by, `POST /api/v1/polls/${id}/votes`, { choices });
const poll = async (by: Member | null, id: string) => (await node.call(by, `GET /api/v1/polls/${id}`)).body;

describe("a poll", () => {
  it("takes a vote, shows it to who gave it, and counts it for all", async () => {
    const id = await ask();
    expect(await vote(bob, id, ["1"])).toMatchObject({
      status: 200,
      body: { id, voted: true, own_votes: [1], votes_count: 1, voters_count: 1 },
    });
    const options = [
      { title: "tea", votes_count: 0 },
      { title: "coffee", votes_count: 1 },
    ];
    expect(await poll(null, id)).toMatchObject({ options, voters_count: 1 });
    expect(await poll(null, id)).not.toHaveProperty("voted");
    expect(await poll(alice, id)).toMatchObject({ voted: true, own_votes: [] });
    const shown = await node.call(bob, `GET /api/v1/statuses/${id}`);
    expect(shown.body).toMatchObject({ poll: { voted: true, own_votes: [1] } });
  });

  it("answers what cannot be with 422, and who may not with 401 and 404", async () => {
    const id = await ask();
    for (const choices of [[], ["7"], ["x"], ["0", "1"], ["-1"]])
      expect((await vote(bob, id, choices)).status, JSON.stringify(choices)).toBe(422);
    expect((await vote(alice, id, [0])).status).toBe(422);
    expect((await vote(null, id, [0])).status).toBe(401);
    expect((await vote(bob, "1", [0])).status).toBe(404);
    expect((await vote(bob, id, [0])).status).toBe(200);
    expect((await vote(bob, id, [1])).status).toBe(422);
    const plain = await node.call(alice, "POST /api/v1/statuses", { status: "No poll" });
    expect((await vote(bob, (plain.body as unknown as { id: string }).id, [0])).status).toBe(404);
  });

  it("hides its totals until its end, when that is wanted, and tells its end", async () => {
    const id = await ask({ hide_totals: true, multiple: true });
    expect((await vote(bob, id, [0, 1])).body).toMatchObject({
      multiple: true,
      own_votes: [0, 1],
      options: [{ votes_count: null }, { votes_count: null }],
    });
    node.clock += 3_600_000;
    await node.settle();
    expect(await poll(bob, id)).toMatchObject({
      expired: true,
      options: [{ votes_count: 1 }, { votes_count: 1 }],
    });
    for (const who of [alice, bob]) {
      const { body } = await node.call(who, "GET /api/v1/notifications?types[]=poll");
      expect(body).toMatchObject([{ type: "poll", status: { id } }]);
    }
  });

  it("is kept by an edit that sends it along, and cannot become another", async () => {
    const id = await ask();
    await vote(bob, id, [0]);
    const edit = (options: string[]) =>
      node.call(alice, `PUT /api/v1/statuses/${id}`, {
        status: "What then?",
        poll: { options, expires_in: 3600 },
      });
    expect(await edit(["tea", "coffee"])).toMatchObject({ status: 200, body: { poll: { votes_count: 1 } } });
    expect((await edit(["tea", "coffee ", ""])).status).toBe(200);
    expect((await edit(["tea", "milk"])).status).toBe(422);
  });

  it("needs a time, two options, and no media beside it", async () => {
    const refused = async (fields: { readonly [key: string]: Json }) =>
      (await node.call(alice, "POST /api/v1/statuses", { status: "What?", ...fields })).status;
    expect(await refused({ poll: { options: ["a", "b"] } })).toBe(422);
    expect(await refused({ poll: "x" })).toBe(422);
    expect(await refused({ poll: null })).toBe(200);
    expect(await refused({ poll: { options: ["a"], expires_in: 3600 } })).toBe(422);
    expect(await refused({ poll: { options: ["a", "b"], expires_in: 3600 }, media_ids: ["1"] })).toBe(422);
  });
});
