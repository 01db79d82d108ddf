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

const relate = async (by: Member, to: Member, act: string): Promise<unknown> => {
  const { status, body } = await node.call(by, `POST /api/v1/accounts/${to.id}/${act}`);
  expect(status).toBe(200);
  await node.settle();
  return body;
};

const relationship = async (by: Member, to: Member): Promise<unknown> =>
  ((await node.call(by, `GET /api/v1/accounts/relationships?id[]=${to.id}`)).body as unknown[])[0];

describe("following", () => {
  it("is listed on both sides, and undone however often", async () => {
    await relate(bob, alice, "follow");
    expect(await relationship(bob, alice)).toMatchObject({ following: true, followed_by: false });
    expect(await relationship(alice, bob)).toMatchObject({ following: false, followed_by: true });
    const followers = await node.call(null, `GET /api/v1/accounts/${alice.id}/followers`);
    expect(followers.body).toMatchObject([{ acct: "bob" }]);
    const following = await node.call(null, `GET /api/v1/accounts/${bob.id}/following`);
    expect(following.body).toMatchObject([{ acct: "alice" }]);
    for (const _ of [1, 2]) await relate(bob, alice, "unfollow");
    expect(await relationship(bob, alice)).toMatchObject({ following: false });
  });

  it("waits at a locked account for its word, and the word may be no", async () => {
    const carol = await node.member("carol");
    expect(
      (await node.call(alice, "PATCH /api/v1/accounts/update_credentials", { locked: "true" })).status,
    ).toBe(200);
    for (const by of [bob, carol])
      expect(await relate(by, alice, "follow")).toMatchObject({ requested: true });
    const requests = await node.call(alice, "GET /api/v1/follow_requests");
    expect((requests.body as { acct: string }[]).map((it) => it.acct).sort()).toEqual(["bob", "carol"]);
    expect((await node.call(alice, `POST /api/v1/follow_requests/${bob.id}/authorize`)).status).toBe(200);
    expect((await node.call(alice, `POST /api/v1/follow_requests/${carol.id}/reject`)).status).toBe(200);
    await node.settle();
    expect(await relationship(bob, alice)).toMatchObject({ following: true, requested: false });
    expect(await relationship(carol, alice)).toMatchObject({ following: false, requested: false });
    expect((await node.call(alice, "GET /api/v1/follow_requests")).body).toEqual([]);
    expect((await node.call(alice, `POST /api/v1/follow_requests/${carol.id}/authorize`)).status).toBe(404);
  });

  it("is refused for oneself and for nobody", async () => {
    expect((await node.call(bob, `POST /api/v1/accounts/${bob.id}/follow`)).status).toBe(422);
    expect((await node.call(bob, "POST /api/v1/accounts/1/follow")).status).toBe(404);
  });
});

describe("blocking and muting", () => {
  it("ends the follow, hides each from the other, and can be taken back", async () => {
    await relate(bob, alice, "follow");
    expect(await relate(alice, bob, "block")).toMatchObject({ blocking: true, followed_by: false });
    expect((await node.call(alice, "GET /api/v1/blocks")).body).toMatchObject([{ acct: "bob" }]);
    const posted = await node.call(alice, "POST /api/v1/statuses", { status: "Without bob" });
    await node.settle();
    const { id } = posted.body as { id: string };
    expect((await node.call(bob, `GET /api/v1/statuses/${id}`)).status).toBe(404);
    expect((await node.call(bob, "GET /api/v1/timelines/home")).body).toEqual([]);
    expect(await relate(alice, bob, "unblock")).toMatchObject({ blocking: false });
    expect((await node.call(alice, "GET /api/v1/blocks")).body).toEqual([]);
  });

  it("mutes for a time", async () => {
    const muted = await node.call(alice, `POST /api/v1/accounts/${bob.id}/mute`, { duration: "3600" });
    expect(muted.body).toMatchObject({ muting: true, muting_notifications: true });
    expect((await node.call(alice, "GET /api/v1/mutes")).body).toMatchObject([
      { acct: "bob", mute_expires_at: new Date(node.clock + 3_600_000).toISOString() },
    ]);
    expect(await relate(alice, bob, "unmute")).toMatchObject({ muting: false });
  });
});

describe("finding people", () => {
  it("by address, by id and by the beginning of a name", async () => {
    for (const acct of ["alice", "@alice", "alice@mastic.example", "ALICE"])
      expect((await node.call(null, `GET /api/v1/accounts/lookup?acct=${acct}`)).body).toMatchObject({
        id: alice.id,
      });
    expect((await node.call(null, "GET /api/v1/accounts/lookup?acct=nobody")).status).toBe(404);
    expect((await node.call(null, `GET /api/v1/accounts/${alice.id}`)).body).toMatchObject({ acct: "alice" });
    expect((await node.call(bob, "GET /api/v1/accounts/search?q=ali")).body).toMatchObject([
      { acct: "alice" },
    ]);
    expect((await node.call(bob, "GET /api/v1/accounts/search?q=ali&following=true")).body).toEqual([]);
    expect((await node.call(bob, "GET /api/v2/search?q=ali&type=accounts")).body).toMatchObject({
      accounts: [{ acct: "alice" }],
      statuses: [],
      hashtags: [],
    });
  });

  it("reads and changes one's own profile", async () => {
    expect((await node.call(alice, "GET /api/v1/accounts/verify_credentials")).body).toMatchObject({
      acct: "alice",
      source: { privacy: "public" },
    });
    const changed = await node.call(alice, "PATCH /api/v1/accounts/update_credentials", {
      display_name: "Alice A.",
      note: "Hello",
      fields_attributes: [{ name: "Pronouns", value: "she" }],
      source: { privacy: "unlisted" },
    });
    expect(changed.body).toMatchObject({
      display_name: "Alice A.",
      note: "<p>Hello</p>",
      fields: [{ name: "Pronouns", value: "she" }],
      source: { privacy: "unlisted", note: "Hello" },
    });
    const posted = await node.call(alice, "POST /api/v1/statuses", { status: "By default" });
    expect(posted.body).toMatchObject({ visibility: "unlisted" });
  });

  it.each([
    ["privacy", "secret"],
    ["quote_policy", "friends"],
    ["language", "klingon language"],
    ["language", "zh_CN"],
  ])("refuses posts that begin with the %s %s", async (name, word) => {
    const source = { source: { [name]: word, sensitive: true } };
    const changed = await node.call(alice, "PATCH /api/v1/accounts/update_credentials", source);
    expect(changed.status).toBe(422);
    expect((await node.call(alice, "GET /api/v1/accounts/verify_credentials")).body).toMatchObject({
      source: { privacy: "public", quote_policy: "public", language: "", sensitive: false },
    });
  });
});
