import { profiles } from "@mastic/core";
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

interface Found {
  readonly accounts: { acct: string }[];
  readonly statuses: { id: string; content: string }[];
  readonly hashtags: { name: string }[];
}

const post = async (
  by: Member,
  status: string,
  visibility = "public",
): Promise<{ id: string; url: string }> => {
  node.clock += 1_000;
  const { body } = await node.call(by, "POST /api/v1/statuses", { status, visibility });
  await node.settle();
  return body as { id: string; url: string };
};
const search = async (by: Member | null, query: string): Promise<Found> =>
  (await node.call(by, `GET /api/v2/search?${query}`)).body as unknown as Found;
const texts = async (by: Member | null, query: string): Promise<string[]> =>
  (await search(by, query)).statuses.map(({ content }) => content.replace(/<[^>]+>/g, ""));

describe("searching posts by words", () => {
  it("is for people who are signed in, and whose client may search", async () => {
    await post(alice, "tea");
    expect(await texts(alice, "q=tea")).toEqual(["tea"]);
    expect(await texts(bob, "q=tea")).toEqual([]);
    expect(
      (await node.call(alice, "PATCH /api/v1/accounts/update_credentials", { indexable: true })).status,
    ).toBe(200);
    expect(await texts(bob, "q=tea&type=statuses")).toEqual(["tea"]);
    expect(await texts(bob, "q=tea&type=accounts")).toEqual([]);
    expect(await texts(null, "q=tea")).toEqual([]);
    const reader = await node.member("reader", ["read:statuses", "write"]);
    expect((await node.call(reader, "GET /api/v2/search?q=tea")).status).toBe(403);
    expect(await texts(await node.member("seeker", ["read:search"]), "q=tea")).toEqual(["tea"]);
  });

  it("takes Mastodon's parameters and operators", async () => {
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push((await post(alice, `tea ${n}`, "private")).id);
    expect(await texts(alice, "q=tea&limit=2")).toEqual(["tea 4", "tea 3"]);
    expect(await texts(alice, `q=tea&limit=2&max_id=${ids[3]}`)).toEqual(["tea 2", "tea 1"]);
    expect(await texts(alice, `q=tea&limit=2&min_id=${ids[1]}`)).toEqual(["tea 3", "tea 2"]);
    expect(await texts(alice, "q=tea&limit=2&offset=3&type=statuses")).toEqual(["tea 1", "tea 0"]);
    expect(await texts(alice, `q=tea&account_id=${bob.id}`)).toEqual([]);
    expect(await texts(alice, `q=tea&account_id=${alice.id}&limit=1`)).toEqual(["tea 4"]);
    expect(await texts(alice, "q=from:@Alice@mastic.example+tea&limit=1")).toEqual(["tea 4"]);
    expect(await texts(alice, "q=from:me+-2+-%22tea+3%22")).toEqual(["tea 4", "tea 1", "tea 0"]);
    expect(await texts(bob, "q=from:alice")).toEqual([]);
  });

  it("leaves names to people and hashtags, unless posts are asked for, and links to whom they lead", async () => {
    const { url } = await post(alice, "#tea https://tea.example/cup");
    const { statuses, hashtags } = await search(alice, "q=%23tea");
    expect([statuses, hashtags.map(({ name }) => name)]).toEqual([[], ["tea"]]);
    expect((await search(alice, "q=alice@mastic.example")).statuses).toEqual([]);
    expect(await texts(alice, "q=%23tea&type=statuses")).toHaveLength(1);
    expect(await texts(alice, "q=https://tea.example/cup")).toHaveLength(1);
    expect(await texts(alice, `q=${url}&resolve=true`)).toHaveLength(1);
    expect(await texts(alice, "q=https://tea.example/cup&resolve=true")).toEqual([]);
  });

  it("indexes what was there before with the first search", async () => {
    const { store } = node.api.context;
    const owner = BigInt(alice.id);
    await store.turn(owner, (turn) => turn.update(profiles, { accountId: owner }, { indexedAt: null }));
    expect(await texts(alice, "q=tea")).toEqual([]);
    expect((await store.view(owner, (view) => view.get(profiles, { accountId: owner })))?.indexedAt).toBe(
      node.clock,
    );
    expect(await store.effects.size()).toBe(1);
    await node.settle();
    expect(await store.effects.size()).toBe(0);
  });
});
