import { describe, expect, it } from "vitest";
import { accounts } from "../schema/accounts.ts";
import { keepVersion, MAX_VERSIONS } from "../status/keepVersion.ts";
import { editHistory, statuses } from "../schema/statuses.ts";
import { blocks, followerInboxes, followers, following, notifications } from "../schema/user.ts";
import { addFollower, removeFollower } from "./followers.ts";
import { acceptFollowing } from "./following.ts";
import { AWAY, homes } from "./homes.test-support.ts";
import { notify } from "./notify.ts";

const page = { offset: 0, limit: 50 };
const activitiesOf = (sent: { kind: string; activity: Record<string, unknown> }[], kind: string) =>
  sent.filter((it) => it.kind === kind).map((it) => it.activity["type"]);

describe("publishStatus", () => {
  it("keeps the status, shows it to its author and sends it to its audience", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.remote("bob");
    const status = await alice.user.publishStatus(alice.caller, {
      content: "Hi @bob@far.example, #Rust at https://example.com/ and @nobody@far.example",
      visibility: "public",
    });
    expect(status.uri).toBe(`https://mastic.test/users/alice/statuses/${status.id}`);
    expect(status.mentions).toEqual([
      { accountId: bob.id.toString(), uri: bob.uri, acct: "bob@far.example", url: bob.url },
    ]);
    expect(status.tags).toEqual(["rust"]);
    expect(status.content).toContain(`href="${bob.url}"`);
    expect(status.content).toContain("@nobody@far.example");
    const feed = await alice.user.readFeed(alice.caller, page);
    expect(feed.map((it) => [it.status.id, it.author, it.boostedBy])).toEqual([
      [status.id, alice.account.uri, null],
    ]);
    const sent = await world.sent();
    expect(sent.map((it) => it.kind).sort()).toEqual(["deliver", "fanOut", "route"]);
    expect(sent.find((it) => it.kind === "deliver")).toMatchObject({
      payload: { inbox: "https://far.example/inbox" },
      activity: { type: "Create", id: `${status.uri}/activity` },
    });
  });

  it("sends a direct status to those it names, and to nobody else", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.home("bob");
    const direct = { content: "psst", visibility: "direct" } as const;
    await expect(alice.user.publishStatus(alice.caller, direct)).rejects.toMatchObject({
      code: "NoRecipients",
    });
    await alice.user.publishStatus(alice.caller, { ...direct, mentions: ["bob"] });
    const sent = await world.sent();
    expect(sent.map((it) => [it.kind, it.payload])).toEqual([
      ["route", expect.objectContaining({ targets: [bob.account.id.toString()], toFollowers: false })],
    ]);
    expect(sent[0]?.activity).toMatchObject({ to: [bob.account.uri], cc: [] });
  });

  it("refuses what is empty or too long, counting links and mentions as Mastodon does", async () => {
    const world = homes({ statusCharacters: 40 });
    const { user, caller } = await world.home("alice");
    const publish = (content: string) => user.publishStatus(caller, { content, visibility: "public" });
    await expect(publish(" \n")).rejects.toMatchObject({ code: "ContentEmpty" });
    await expect(publish("x".repeat(41))).rejects.toMatchObject({ code: "ContentTooLong" });
    await publish(`${"x".repeat(16)} https://example.com/${"y".repeat(200)}`);
    await publish(`${"x".repeat(30)} @bob@a-very-long-host-name.example.com`);
    await expect(publish(`${"x".repeat(17)} https://a.example/`)).rejects.toMatchObject({
      code: "ContentTooLong",
    });
    await expect(
      user.publishStatus(caller, { content: "x", spoilerText: "y".repeat(40), visibility: "public" }),
    ).rejects.toMatchObject({ code: "ContentTooLong" });
  });

  it("refuses what no engine can keep, and leaves nothing of it", async () => {
    const world = homes();
    const { user, caller } = await world.home("alice");
    for (const content of ["half \ud83d a pair", "nul\u0000"]) {
      const args = { content, visibility: "public" } as const;
      await expect(user.publishStatus(caller, args)).rejects.toMatchObject({ code: "BadArgs" });
      await expect(user.updateProfile(caller, { bio: content })).rejects.toMatchObject({
        code: "BadArgs",
        field: "bio",
      });
    }
    await expect(
      user.publishStatus(caller, { content: "x", visibility: "public", language: "klingon!" }),
    ).rejects.toMatchObject({ code: "BadArgs", field: "language" });
    expect(await user.readFeed(caller, page)).toEqual([]);
    expect(await world.sent()).toEqual([]);
  });

  it("gives the same status for the same key within an hour", async () => {
    const world = homes();
    const { user, caller } = await world.home("alice");
    const args = { content: "once", visibility: "public", idempotencyKey: "k" } as const;
    const first = await user.publishStatus(caller, args);
    expect((await user.publishStatus(caller, args)).id).toBe(first.id);
    world.clock += 3_600_001;
    expect((await user.publishStatus(caller, args)).id).not.toBe(first.id);
  });

  it("answers a status that is not there, but none that it may not see", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.home("bob");
    const hidden = await bob.user.publishStatus(bob.caller, { content: "mine", visibility: "private" });
    const answer = (inReplyTo: string) =>
      alice.user.publishStatus(alice.caller, { content: "re", visibility: "public", inReplyTo });
    expect((await answer("https://far.example/1")).inReplyToUri).toBe("https://far.example/1");
    await expect(answer(hidden.uri)).rejects.toMatchObject({ code: "NotFound" });
    // Its author would never hear of it.
    await expect(answer(`${AWAY}1`)).rejects.toMatchObject({ code: "RemoteUnavailable" });
    await expect(answer("not a url")).rejects.toMatchObject({ code: "InvalidUri" });
  });

  it("takes media of one's own that are free", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.home("bob");
    const upload = { kind: "image", mediaType: "image/png", blob: "a".repeat(64) } as const;
    const mine = await alice.user.attachMedia(alice.caller, upload);
    const his = await bob.user.attachMedia(bob.caller, upload);
    const publish = (mediaIds: bigint[]) =>
      alice.user.publishStatus(alice.caller, { content: "", visibility: "public", mediaIds });
    await expect(publish([his.id])).rejects.toMatchObject({ code: "BadArgs", field: "mediaIds" });
    const status = await publish([mine.id]);
    expect(await alice.user.getStatusMedia({ principal: null }, { id: status.id })).toMatchObject([
      { id: mine.id, statusId: status.id },
    ]);
    await expect(publish([mine.id])).rejects.toMatchObject({ code: "BadArgs" });
  });
});

describe("editStatus", () => {
  it("keeps each version and tells those who have the status", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.home("bob");
    const first = await alice.user.publishStatus(alice.caller, { content: "one #a", visibility: "public" });
    await bob.user.boostStatus(bob.caller, { statusUrl: first.uri });
    await world.sent();
    world.clock += 1_000;
    const edited = await alice.user.editStatus(alice.caller, { statusUri: first.uri, content: "two #b" });
    expect(edited).toMatchObject({ source: "two #b", tags: ["b"], editedAt: world.clock });
    const history = await world.store.view(alice.account.id, (view) =>
      view.scan(editHistory, { index: "byStatus", equals: { statusId: first.id }, limit: 10 }),
    );
    expect(history.rows.map((row) => [row.content, row.createdAt])).toEqual([
      [first.content, first.createdAt],
    ]);
    const sent = await world.sent();
    expect(activitiesOf(sent, "fanOut")).toEqual(["Update"]);
    expect(sent.find((it) => it.kind === "route")?.payload).toMatchObject({
      targets: [bob.account.id.toString()],
    });
    await expect(
      bob.user.editStatus(bob.caller, { statusUri: first.uri, content: "no" }),
    ).rejects.toMatchObject({ code: "NotFound" });
  });
});

describe("the versions of a status", () => {
  it("are bounded: the first and the newest stay", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const first = await alice.user.publishStatus(alice.caller, { content: "0", visibility: "public" });
    const status = await world.store.turn(alice.account.id, async (turn) => {
      for (let version = 0; version <= MAX_VERSIONS + 5; version += 1)
        await keepVersion(turn, { ...first, content: String(version) }, []);
      return turn.scan(editHistory, { index: "byStatus", equals: { statusId: first.id }, limit: 200 });
    });
    expect(status.rows.map((row) => row.content)).toEqual([
      "0",
      ...Array.from({ length: MAX_VERSIONS - 1 }, (_, index) => String(index + 7)),
    ]);
  });
});

describe("deleteStatus", () => {
  it("is for the author and for moderators", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const publish = () => alice.user.publishStatus(alice.caller, { content: "x", visibility: "public" });
    const first = await publish();
    const second = await publish();
    const remove = (principal: string | null, statusUri: string) =>
      alice.user.deleteStatus({ principal }, { statusUri });
    await expect(remove(null, first.uri)).rejects.toMatchObject({ code: "AnonymousPrincipal" });
    await expect(remove("principal-mallory", first.uri)).rejects.toMatchObject({ code: "Unauthorized" });
    await expect(remove("principal-alice", "https://x/")).rejects.toMatchObject({ code: "InvalidUri" });
    await world.sent();
    await remove("principal-alice", first.uri);
    await remove("principal-moderator", second.uri);
    expect(activitiesOf(await world.sent(), "fanOut")).toEqual(["Delete", "Delete"]);
    await expect(remove("principal-alice", first.uri)).rejects.toMatchObject({ code: "NotFound" });
    expect((await alice.user.getProfile()).statusesCount).toBe(0);
    expect(await alice.user.readFeed(alice.caller, page)).toEqual([]);
  });
});

describe("likes and boosts", () => {
  it("count and send once, and can be taken back", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.home("bob");
    const { uri: statusUrl, id } = await bob.user.publishStatus(bob.caller, {
      content: "hi",
      visibility: "public",
    });
    await world.sent();
    const row = () => world.store.view(0n, (view) => view.get(statuses, { id }));
    await expect(
      alice.user.boostStatus(alice.caller, { statusUrl, visibility: "direct" }),
    ).rejects.toMatchObject({ code: "BadArgs", field: "visibility" });
    expect(await world.sent()).toEqual([]);
    await alice.user.likeStatus(alice.caller, { statusUrl });
    await alice.user.likeStatus(alice.caller, { statusUrl });
    const boost = await alice.user.boostStatus(alice.caller, { statusUrl });
    expect((await alice.user.boostStatus(alice.caller, { statusUrl })).id).toBe(boost.id);
    expect(await row()).toMatchObject({ likeCount: 1, boostCount: 1 });
    expect(await alice.user.getLiked(alice.caller, page)).toEqual([statusUrl]);
    expect(await alice.user.readFeed(alice.caller, page)).toMatchObject([
      { status: { id }, author: bob.account.uri, boostedBy: alice.account.uri, liked: true, boosted: true },
    ]);
    const sent = await world.sent();
    expect(activitiesOf(sent, "route")).toEqual(["Like", "Announce"]);
    expect(sent.find((it) => it.activity["type"] === "Announce")?.activity["id"]).toBe(boost.uri);

    await alice.user.undoLike(alice.caller, { statusUrl });
    await alice.user.undoBoost(alice.caller, { statusUrl });
    await alice.user.undoBoost(alice.caller, { statusUrl });
    await expect(alice.user.undoLike(alice.caller, { statusUrl })).rejects.toMatchObject({
      code: "NotFound",
    });
    expect(activitiesOf(await world.sent(), "route")).toEqual(["Undo", "Undo"]);
    expect(await row()).toMatchObject({ likeCount: 0, boostCount: 0 });
    expect(await alice.user.readFeed(alice.caller, page)).toEqual([]);
  });

  it("pass on no status that is not for everybody, but one's own to one's followers", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.home("bob");
    const { uri: statusUrl } = await bob.user.publishStatus(bob.caller, {
      content: "@alice",
      visibility: "private",
    });
    await alice.user.likeStatus(alice.caller, { statusUrl });
    await expect(alice.user.boostStatus(alice.caller, { statusUrl })).rejects.toMatchObject({
      code: "NotFound",
    });
    expect(await bob.user.boostStatus(bob.caller, { statusUrl })).toMatchObject({ visibility: "private" });
  });
});

describe("follows", () => {
  it("wait for the answer, and end with an Undo", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.remote("bob");
    const follow = (account: string) => alice.user.followUser(alice.caller, { account });
    await expect(follow("alice")).rejects.toMatchObject({ code: "CannotFollowSelf" });
    const row = await follow("@bob@far.example");
    expect(row.status).toBe("Pending");
    await expect(follow(bob.uri)).rejects.toMatchObject({ code: "AlreadyFollowing" });
    const again = { account: bob.uri, options: { reblogs: false } };
    expect(await alice.user.followUser(alice.caller, again)).toMatchObject({ showReblogs: false });
    expect(await alice.user.getFollowing(page)).toEqual([]);
    await world.store.turn(alice.account.id, (turn) => acceptFollowing(turn, bob.uri));
    expect(await alice.user.getFollowing(page)).toEqual([bob.uri]);
    expect((await alice.user.getProfile()).followingCount).toBe(1);
    await world.sent();
    await alice.user.unfollowUser(alice.caller, { account: bob.uri });
    const sent = await world.sent();
    expect(sent.find((it) => it.kind === "deliver")?.activity).toMatchObject({
      type: "Undo",
      object: { type: "Follow", id: row.followUri, object: bob.uri },
    });
    expect(sent.find((it) => it.kind === "subscribe")?.payload).toMatchObject({ change: "none" });
    await expect(alice.user.unfollowUser(alice.caller, { account: bob.uri })).rejects.toMatchObject({
      code: "NotFollowing",
    });
  });

  it("count the inboxes behind followers", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.remote("bob");
    const carol = await world.remote("carol");
    const inboxes = async () =>
      (await world.store.view(alice.account.id, (view) => view.scan(followerInboxes, { limit: 10 }))).rows;
    await world.store.turn(alice.account.id, async (turn) => {
      expect(await addFollower(turn, bob, "https://far.example/f/1")).toBe(true);
      expect(await addFollower(turn, bob, "https://far.example/f/2")).toBe(false);
      await addFollower(turn, carol, "https://far.example/f/3");
    });
    expect(await inboxes()).toEqual([{ inbox: "https://far.example/inbox", followers: 2 }]);
    await world.store.turn(alice.account.id, (turn) => removeFollower(turn, bob.uri));
    await alice.user.removeFollower(alice.caller, { actorUri: carol.uri });
    expect(await inboxes()).toEqual([]);
    expect(activitiesOf(await world.sent(), "deliver")).toEqual(["Reject"]);
    expect((await alice.user.getProfile()).followersCount).toBe(0);
  });
});

describe("blockUser", () => {
  it("ends follows both ways and tells the other side", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.remote("bob");
    await alice.user.followUser(alice.caller, { account: bob.uri });
    await world.store.turn(alice.account.id, (turn) => addFollower(turn, bob, "https://far.example/f/1"));
    await world.sent();
    await alice.user.blockUser(alice.caller, { account: bob.uri });
    await alice.user.blockUser(alice.caller, { account: bob.uri });
    expect(activitiesOf(await world.sent(), "deliver")).toEqual(["Undo", "Reject", "Block"]);
    await expect(alice.user.followUser(alice.caller, { account: bob.uri })).rejects.toMatchObject({
      code: "Forbidden",
    });
    await world.store.view(alice.account.id, async (view) => {
      for (const table of [following, followers])
        expect(await view.get(table, { actorUri: bob.uri })).toBeUndefined();
      expect(await view.get(blocks, { actorUri: bob.uri })).toBeDefined();
    });
    await alice.user.unblockUser(alice.caller, { account: bob.uri });
    expect(activitiesOf(await world.sent(), "deliver")).toEqual(["Undo"]);
  });
});

describe("getLocalStatus and getStatuses", () => {
  it("show each asker what is for them", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.remote("bob");
    const carol = await world.remote("carol");
    await world.store.turn(alice.account.id, (turn) => addFollower(turn, bob, "https://far.example/f/1"));
    const ids = new Map<string, bigint>();
    for (const visibility of ["public", "unlisted", "private", "direct"] as const) {
      const mentions = visibility === "direct" ? [carol.uri] : [];
      const { id } = await alice.user.publishStatus(alice.caller, { content: "x", visibility, mentions });
      ids.set(visibility, id);
    }
    const sees = async (principal: string | null, requesterActorUri?: string) => {
      const seen: string[] = [];
      for (const [visibility, id] of ids) {
        const found = await alice.user
          .getLocalStatus({ principal }, { id, requesterActorUri })
          .catch(() => null);
        if (found !== null) seen.push(visibility);
      }
      const listed = await alice.user.getStatuses({ principal }, { ...page, requesterActorUri });
      return [seen, listed.length] as const;
    };
    expect(await sees(null)).toEqual([["public", "unlisted"], 2]);
    expect(await sees("principal-mallory")).toEqual([["public", "unlisted"], 2]);
    expect(await sees(null, bob.uri)).toEqual([["public", "unlisted", "private"], 3]);
    expect(await sees(null, carol.uri)).toEqual([["public", "unlisted", "direct"], 2]);
    expect(await sees("principal-alice")).toEqual([["public", "unlisted", "private", "direct"], 4]);
    await alice.user.blockUser(alice.caller, { account: bob.uri });
    expect(await sees(null, bob.uri)).toEqual([[], 0]);
  });

  it("page by offset, at most 50", async () => {
    const world = homes();
    const alice = await world.home("alice");
    for (let i = 0; i < 5; i += 1) {
      await alice.user.publishStatus(alice.caller, { content: `${i}`, visibility: "public" });
    }
    const anybody = { principal: null };
    const listed = await alice.user.getStatuses(anybody, { offset: 1, limit: 2 });
    expect(listed.map((row) => row.source)).toEqual(["3", "2"]);
    await expect(alice.user.getStatuses(anybody, { offset: 0, limit: 51 })).rejects.toMatchObject({
      code: "LimitExceeded",
    });
    await expect(alice.user.readFeed(anybody, page)).rejects.toMatchObject({ code: "AnonymousPrincipal" });
  });
});

describe("updateProfile", () => {
  it("changes what is given, and tells the followers", async () => {
    const world = homes();
    const alice = await world.home("alice");
    await alice.user.updateProfile(alice.caller, { displayName: "Alice", bio: "I like #Rust" });
    const changed = await alice.user.updateProfile(alice.caller, {
      fields: [{ name: "Web", value: "https://example.com" }],
      locked: true,
    });
    expect(changed).toMatchObject({ displayName: "Alice", locked: true, fields: [{ name: "Web" }] });
    expect(changed.note).toContain("https://mastic.test/tags/rust");
    expect(await alice.user.getProfile()).toEqual(changed);
    expect(activitiesOf(await world.sent(), "fanOut")).toEqual(["Update", "Update"]);
    const refused = { displayName: "x".repeat(31) };
    await expect(alice.user.updateProfile(alice.caller, refused)).rejects.toMatchObject({
      code: "BadArgs",
      field: "displayName",
    });
  });
});

describe("every command", () => {
  it("refuses suspended owners and more actions than fit into a minute", async () => {
    const world = homes({ actionsPerMinute: 2 });
    const alice = await world.home("alice");
    const publish = () => alice.user.publishStatus(alice.caller, { content: "x", visibility: "public" });
    await publish();
    world.clock += 10_000;
    await publish();
    await expect(publish()).rejects.toMatchObject({ code: "RateLimitExceeded", retryAfterMillis: 50_000 });
    world.clock += 50_000;
    await publish();
    await world.store.turn(0n, (turn) =>
      turn.update(accounts, { id: alice.account.id }, { suspended: true }),
    );
    world.clock += 60_000;
    await expect(publish()).rejects.toMatchObject({ code: "Suspended" });
  });
});

describe("pins, tags, bookmarks, mutes, markers", () => {
  it("keep to their limits", async () => {
    const world = homes({ pinnedStatuses: 1, featuredTags: 1 });
    const alice = await world.home("alice");
    const bob = await world.home("bob");
    const { user, caller } = alice;
    const one = await user.publishStatus(caller, { content: "1", visibility: "public" });
    const two = await user.publishStatus(caller, { content: "2", visibility: "public" });
    await world.sent();
    await user.pinStatus(caller, { statusUri: one.uri });
    await expect(user.pinStatus(caller, { statusUri: two.uri })).rejects.toMatchObject({
      code: "LimitExceeded",
    });
    await user.unpinStatus(caller, { statusUri: one.uri });
    expect(activitiesOf(await world.sent(), "fanOut")).toEqual(["Add", "Remove"]);

    expect(await user.featureTag(caller, { tag: "#Rust" })).toBe("rust");
    await expect(user.featureTag(caller, { tag: "go" })).rejects.toMatchObject({ code: "LimitExceeded" });
    await expect(user.featureTag(caller, { tag: "a b" })).rejects.toMatchObject({ code: "BadArgs" });
    await user.unfeatureTag(caller, { tag: "rust" });

    await user.bookmark(caller, { statusUrl: one.uri });
    await user.bookmark(caller, { statusUrl: one.uri });
    await user.unbookmark(caller, { statusUrl: one.uri });
    await user.muteUser(caller, { account: bob.account.uri, durationMillis: 1_000 });
    await user.unmuteUser(caller, { account: "bob" });
    await expect(user.unmuteUser(caller, { account: "bob" })).rejects.toMatchObject({ code: "NotFound" });
    const [marker] = await user.setMarkers(caller, { home: one.id.toString() });
    expect(marker).toMatchObject({ timeline: "home", version: 1 });
    expect(await world.sent()).toEqual([]);
  });
});

describe("dismissNotification", () => {
  it("takes away one, or all", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.home("bob");
    const told = () => world.store.view(alice.account.id, (view) => view.count(notifications, {}));
    await world.store.turn(alice.account.id, async (turn) => {
      for (let i = 0; i < 600; i += 1) await notify(turn, "follow", bob.account, `follow:${i}`);
    });
    const { rows } = await world.store.view(alice.account.id, (view) =>
      view.scan(notifications, { limit: 1 }),
    );
    const notificationId = rows[0]?.id ?? 0n;
    await expect(alice.user.dismissNotification(bob.caller, { notificationId })).rejects.toMatchObject({
      code: "Unauthorized",
    });
    await alice.user.dismissNotification(alice.caller, { notificationId });
    expect(await told()).toBe(599);
    await alice.user.dismissNotifications(alice.caller);
    expect(await told()).toBe(0);
  });
});
