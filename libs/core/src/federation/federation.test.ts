import { beforeEach, describe, expect, it } from "vitest";
import { accounts } from "../schema/accounts.ts";
import { editHistory, statuses } from "../schema/statuses.ts";
import { blockedBy, followerInboxes, followers, following, notifications } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";
import { network, type Member, type Network, type Server } from "./servers.test-support.ts";

let net: Network;
let here: Server;
let there: Server;
let alice: Member;
let bob: Member;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  there = net.server("there.example");
  alice = await here.member("alice");
  bob = await there.member("bob");
});

const statusAt = (server: Server, uri: string) =>
  server.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri }));
const accountAt = (server: Server, uri: string) =>
  server.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));
const feedOf = (member: Member) => member.user.readFeed(member.caller, { offset: 0, limit: 20 });
const notesOf = async (server: Server, member: Member) =>
  (await server.store.view(member.account.id, (view) => view.scan(notifications, { limit: 50 }))).rows.map(
    ({ type }) => type,
  );
const post = (
  member: Member,
  content: string,
  more: Partial<Parameters<Member["user"]["publishStatus"]>[1]> = {},
) => member.user.publishStatus(member.caller, { content, visibility: "public", ...more });

async function follow(from: Member, address: string): Promise<void> {
  await from.user.followUser(from.caller, { account: address });
  await net.settle();
}

describe("two servers", () => {
  it("follow each other's people, by address, and hear of it", async () => {
    await follow(alice, "@bob@there.example");
    const [row] = (await here.store.view(alice.account.id, (view) => view.scan(following, { limit: 5 })))
      .rows;
    expect(row).toMatchObject({ actorUri: bob.account.uri, status: "Accepted" });
    expect(await accountAt(here, bob.account.uri)).toMatchObject({
      acct: "bob@there.example",
      host: "there.example",
    });
    const [follower] = (await there.store.view(bob.account.id, (view) => view.scan(followers, { limit: 5 })))
      .rows;
    expect(follower).toMatchObject({
      actorUri: alice.account.uri,
      deliveryInbox: "https://here.example/inbox",
    });
    expect(await notesOf(there, bob)).toEqual(["follow"]);
    expect(net.failures).toEqual([]);
  });

  it.each([false, true])(
    "bring a post to followers, with answers, mentions, likes and boosts, and take them back (each effect twice: %s)",
    async (twice) => {
      net.isRepeating = twice;
      await follow(alice, "@bob@there.example");
      const status = await post(bob, "Hello <b>world</b> #Greetings");
      await net.settle();
      expect((await feedOf(alice)).map((item) => item.status.uri)).toEqual([status.uri]);
      const copy = await statusAt(here, status.uri);
      expect(copy).toMatchObject({
        local: false,
        visibility: "public",
        tags: ["greetings"],
        timeline: "remote",
      });

      await alice.user.likeStatus(alice.caller, { statusUrl: status.uri });
      await alice.user.boostStatus(alice.caller, { statusUrl: status.uri });
      const answer = await post(alice, "@bob@there.example Hello yourself", { inReplyTo: status.uri });
      await net.settle();
      expect((await notesOf(there, bob)).sort()).toEqual(["favourite", "follow", "mention", "reblog"]);
      expect(await statusAt(there, status.uri)).toMatchObject({ likeCount: 1, boostCount: 1, replyCount: 1 });
      expect(await statusAt(there, answer.uri)).toMatchObject({ inReplyToId: status.id });

      await alice.user.undoLike(alice.caller, { statusUrl: status.uri });
      await alice.user.undoBoost(alice.caller, { statusUrl: status.uri });
      await alice.user.deleteStatus(alice.caller, { statusUri: answer.uri });
      await net.settle();
      expect(await statusAt(there, status.uri)).toMatchObject({ likeCount: 0, boostCount: 0, replyCount: 0 });
      expect(await statusAt(there, answer.uri)).toBeUndefined();
      expect((await notesOf(there, bob)).filter((type) => type !== "mention")).toEqual(["follow"]);
      expect(net.failures).toEqual([]);
    },
  );

  it("bring edits with their history, and nothing older", async () => {
    await follow(alice, "@bob@there.example");
    const status = await post(bob, "First");
    await net.settle();
    net.clock += 60_000;
    await bob.user.editStatus(bob.caller, { statusUri: status.uri, content: "Second" });
    await net.settle();
    const copy = await statusAt(here, status.uri);
    expect(copy?.content).toContain("Second");
    expect(copy?.editedAt).toBe(net.clock);
    const history = await here.store.view(INSTANCE, (view) =>
      view.scan(editHistory, { index: "byStatus", equals: { statusId: copy?.id ?? 0n }, limit: 5 }),
    );
    expect(history.rows.map((row) => row.content)).toEqual([expect.stringContaining("First")]);
  });

  it("hold a locked account's followers back until it says so", async () => {
    const carol = await there.member("carol", { locked: true });
    await follow(alice, "@carol@there.example");
    await post(carol, "Only for followers", { visibility: "private" });
    await net.settle();
    expect(await feedOf(alice)).toEqual([]);
    expect(await notesOf(there, carol)).toEqual(["follow_request"]);
    await carol.user.acceptFollow(carol.caller, { actorUri: alice.account.uri });
    await net.settle();
    const second = await post(carol, "For my new follower", { visibility: "private" });
    await net.settle();
    expect((await feedOf(alice)).map((item) => item.status.uri)).toEqual([second.uri]);
    await carol.user.removeFollower(carol.caller, { actorUri: alice.account.uri });
    await net.settle();
    const { rows } = await here.store.view(alice.account.id, (view) => view.scan(following, { limit: 5 }));
    expect(rows).toEqual([]);
  });

  it("keep a direct status between those it names", async () => {
    const carol = await here.member("carol");
    await follow(carol, "@bob@there.example");
    const status = await post(bob, "@alice@here.example psst", { visibility: "direct" });
    await net.settle();
    expect(await notesOf(here, alice)).toEqual(["mention"]);
    expect(await feedOf(carol)).toEqual([]);
    expect(await statusAt(here, status.uri)).toMatchObject({ visibility: "direct" });
  });

  it("end follows both ways on a block, and restore nothing on its undo", async () => {
    await follow(alice, "@bob@there.example");
    await follow(bob, "@alice@here.example");
    await bob.user.blockUser(bob.caller, { account: alice.account.uri });
    await net.settle();
    const state = await here.store.view(alice.account.id, async (view) => ({
      following: (await view.scan(following, { limit: 5 })).rows.length,
      followers: (await view.scan(followers, { limit: 5 })).rows.length,
      blockedBy: (await view.scan(blockedBy, { limit: 5 })).rows.length,
    }));
    expect(state).toEqual({ following: 0, followers: 0, blockedBy: 1 });
    await bob.user.unblockUser(bob.caller, { account: alice.account.uri });
    await net.settle();
    const { rows } = await here.store.view(alice.account.id, (view) => view.scan(blockedBy, { limit: 5 }));
    expect(rows).toEqual([]);
  });

  it("fetch the thread above an answer from whoever wrote it", async () => {
    const carol = await net.server("elsewhere.example").member("carol");
    const root = await post(carol, "Root");
    await follow(alice, "@bob@there.example");
    const answer = await post(bob, "Answer", { inReplyTo: root.uri });
    await net.settle();
    const [parent, child] = [await statusAt(here, root.uri), await statusAt(here, answer.uri)];
    expect(parent).toMatchObject({ local: false, replyCount: 1 });
    expect(child?.inReplyToId).toBe(parent?.id);
  });

  it("boost what the followers' server has to fetch from a third", async () => {
    const carol = await net.server("elsewhere.example").member("carol");
    const original = await post(carol, "Worth reading");
    await follow(alice, "@bob@there.example");
    await bob.user.boostStatus(bob.caller, { statusUrl: original.uri });
    await net.settle();
    const [item] = await feedOf(alice);
    expect(item).toMatchObject({ author: carol.account.uri, boostedBy: bob.account.uri });
  });

  it("refresh a profile when it changes", async () => {
    await follow(alice, "@bob@there.example");
    await bob.user.updateProfile(bob.caller, { displayName: "Bob the Builder" });
    await net.settle();
    expect(await accountAt(here, bob.account.uri)).toMatchObject({ displayName: "Bob the Builder" });
  });

  it("send one request to each inbox, in pages, and each follower here gets it once", async () => {
    const inboxes = new Map<string, number>();
    for (let i = 0; i < 30; i += 1) {
      net.site(`h${i}.example`, async () => {
        inboxes.set(`h${i}`, (inboxes.get(`h${i}`) ?? 0) + 1);
        return { status: 202, headers: {}, body: new Uint8Array() };
      });
    }
    await here.store.turn(alice.account.id, async (turn) => {
      for (let i = 0; i < 1_230; i += 1) {
        const inbox = i < 30 ? `https://h${i}.example/inbox` : `https://dead.example/inbox/${i}`;
        await turn.insert(followerInboxes, { inbox, followers: 1 });
      }
    });
    const locals: Member[] = [];
    for (let i = 0; i < 120; i += 1) locals.push(await here.member(`local${i}`));
    for (const local of locals) await local.user.followUser(local.caller, { account: "alice" });
    await net.settle();
    net.isRepeating = true;
    const status = await post(alice, "To everybody");
    await net.settle();
    expect(inboxes.size).toBe(30);
    // Performed twice, sent twice; the other side knows the activity by its id.
    expect(new Set(inboxes.values())).toEqual(new Set([2]));
    expect(net.failures.filter(({ outcome }) => outcome.status === "retry")).toHaveLength(1_200);
    for (const local of [locals[0], locals[119]]) {
      if (local === undefined) throw new Error("no such follower");
      expect((await feedOf(local)).map((item) => item.status.uri)).toEqual([status.uri]);
    }
  });

  it("sign with RFC 9421 once a host has refused draft-cavage and taken that", async () => {
    const seen: string[] = [];
    net.site("new.example", async (request) => {
      const scheme = request.headers["signature-input"] === undefined ? "cavage" : "rfc9421";
      seen.push(scheme);
      return { status: scheme === "cavage" ? 401 : 202, headers: {}, body: new Uint8Array() };
    });
    const deliver = async (id: string, attempts = 0) =>
      here.federation.perform.deliver({
        id: 1n,
        owner: alice.account.id,
        kind: "deliver",
        payload: { inbox: "https://new.example/inbox", activityId: id },
        key: null,
        lane: null,
        body: { id, content: "{}" },
        dueAt: 0,
        attempts,
        createdAt: 0,
      });
    expect(await deliver("1")).toEqual({ status: "done" });
    expect(await deliver("2")).toEqual({ status: "done" });
    expect(seen).toEqual(["cavage", "rfc9421", "rfc9421"]);

    net.site("new.example", async () => ({ status: 401, headers: {}, body: new Uint8Array() }));
    expect(await deliver("3", 6)).toMatchObject({ status: "retry" });
    expect(await deliver("4", 7)).toMatchObject({ status: "permanent" });
  });
});
