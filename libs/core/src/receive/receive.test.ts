import { beforeEach, describe, expect, it } from "vitest";
import {
  ACTIVITY,
  peer,
  post,
  sendSigned,
  type Peer,
  type PeerActor,
} from "../federation/peer.test-support.ts";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import { accounts } from "../schema/accounts.ts";
import { domainBlocks } from "../schema/instance.ts";
import { media } from "../schema/media.ts";
import { personRow } from "../schema/personRow.test-support.ts";
import { likes, pollVotes, statuses } from "../schema/statuses.ts";
import { followerInboxes, followers, inbox, notifications } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";

/** What activities of a peer do here, in the shapes that other servers send. */

let net: Network;
let here: Server;
let alice: Member;
let far: Peer;
let bob: PeerActor;
/** What the peer's inbox received. */
let heard: Record<string, unknown>[];

const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";

beforeEach(async () => {
  net = network();
  heard = [];
  here = net.server("here.example");
  alice = await here.member("alice");
  far = peer(net, "far.example");
  bob = far.actor("bob");
  far.listen("/inbox", (body) => void heard.push(JSON.parse(body) as Record<string, unknown>));
});

const ofType = (type: string) => heard.filter((it) => it["type"] === type);
const give = async (activity: unknown, actor = bob): Promise<void> => {
  expect(await post(here, actor, activity)).toMatchObject({ status: 202 });
  await net.settle();
};
const find = (uri: string) => here.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri }));
const account = (uri: string) => here.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));
const feed = async () =>
  (await alice.user.readFeed(alice.caller, { offset: 0, limit: 20 })).map(({ status }) => status.uri);
const told = async () =>
  (await here.store.view(alice.account.id, (view) => view.scan(notifications, { limit: 50 }))).rows.map(
    ({ type }) => type,
  );
const followerCount = async () =>
  (await here.store.view(alice.account.id, (view) => view.scan(followers, { limit: 50 }))).rows.length;
const mentionsAlice = () => ({
  tag: [{ type: "Mention", href: alice.account.uri, name: "@alice@here.example" }],
});

async function follow(
  actor: PeerActor,
  options: { reblogs?: boolean; notify?: boolean; languages?: string[] } = {},
) {
  await alice.user.followUser(alice.caller, { account: actor.uri, options });
  await net.settle();
  const sent = ofType("Follow").at(-1);
  await give(actor.activity("Accept", sent?.["id"]), actor);
}

describe("Follow", () => {
  it("is accepted at once, and again when it is sent again, and counts once", async () => {
    const activity = bob.activity("Follow", alice.account.uri);
    await give(activity);
    net.clock += 60_000;
    await give(activity);
    expect(ofType("Accept")).toHaveLength(2);
    expect(ofType("Accept")[0]).toMatchObject({
      object: { type: "Follow", id: activity["id"], actor: bob.uri },
    });
    expect(await followerCount()).toBe(1);
    expect(await told()).toEqual(["follow"]);
  });

  it("notifies once however often it is undone and done again, and not after it is undone", async () => {
    for (let i = 0; i < 3; i += 1) {
      const activity = bob.activity("Follow", alice.account.uri);
      net.clock += 60_000;
      await give(activity);
      expect(await told()).toEqual(["follow"]);
      await give(bob.activity("Undo", activity));
      expect(await told()).toEqual([]);
    }
    await give(bob.activity("Follow", alice.account.uri));
    await alice.user.removeFollower(alice.caller, { actorUri: bob.uri });
    expect(await told()).toEqual([]);
  });

  it("of somebody blocked is rejected", async () => {
    await alice.user.blockUser(alice.caller, { account: bob.uri });
    await give(bob.activity("Follow", alice.account.uri));
    expect(await followerCount()).toBe(0);
    expect(ofType("Reject")).toHaveLength(1);
  });

  it.each(["embedded", "by its id"])("is undone, %s", async (how) => {
    const activity = bob.activity("Follow", alice.account.uri);
    await give(activity);
    expect(await followerCount()).toBe(1);
    await give(bob.activity("Undo", how === "embedded" ? activity : activity["id"]));
    expect(await followerCount()).toBe(0);
  });
});

describe("the home timeline", () => {
  it("has what the followed write, in the languages asked for, and not what is muted", async () => {
    const carol = far.actor("carol");
    await follow(bob, { languages: ["en"], notify: true });
    await follow(carol);
    await give(bob.activity("Create", bob.note("en", { contentMap: { en: "<p>Hello</p>" } })));
    await give(bob.activity("Create", bob.note("de", { contentMap: { de: "<p>Hallo</p>" } })));
    await alice.user.muteUser(alice.caller, { account: carol.uri, notifications: true });
    await give(carol.activity("Create", carol.note("1")), carol);
    expect(await feed()).toEqual([`${bob.uri}/statuses/en`]);
    expect(await find(`${carol.uri}/statuses/1`)).toBeDefined();
    expect(await told()).toEqual(["status"]);
  });

  it("has answers only where both are followed", async () => {
    const carol = far.actor("carol");
    await follow(bob);
    await give(bob.activity("Create", bob.note("1")));
    far.serve("/users/carol/statuses/1", {
      "@context": "https://www.w3.org/ns/activitystreams",
      ...carol.note("1"),
    });
    await here.federation.gather.status(`${carol.uri}/statuses/1`);
    await give(bob.activity("Create", bob.note("2", { inReplyTo: `${carol.uri}/statuses/1` })));
    await give(bob.activity("Create", bob.note("3", { inReplyTo: `${bob.uri}/statuses/1` })));
    expect(await feed()).toEqual([`${bob.uri}/statuses/3`, `${bob.uri}/statuses/1`]);
  });

  it("has boosts, unless they are not wanted, and loses them when they are undone", async () => {
    const carol = far.actor("carol");
    const dave = far.actor("dave");
    await follow(bob);
    await follow(carol, { reblogs: false });
    const context = { "@context": "https://www.w3.org/ns/activitystreams" };
    for (const id of ["1", "2"]) far.serve(`/users/dave/statuses/${id}`, { ...context, ...dave.note(id) });
    const boost = bob.activity("Announce", `${dave.uri}/statuses/1`, { to: [PUBLIC] });
    await give(boost);
    await give(carol.activity("Announce", `${dave.uri}/statuses/2`, { to: [PUBLIC] }), carol);
    expect(await feed()).toEqual([`${dave.uri}/statuses/1`]);
    await give(bob.activity("Undo", boost));
    expect(await feed()).toEqual([]);
    expect(await find(`${dave.uri}/statuses/1`)).toMatchObject({ boostCount: 0 });
  });

  it("keeps direct statuses from who follows and is not named", async () => {
    await follow(bob);
    await give(bob.activity("Create", bob.note("1", { to: [`${bob.uri}/followers`], cc: [] })));
    await give(bob.activity("Create", bob.note("2", { to: ["https://other.example/users/x"], cc: [] })));
    expect(await feed()).toEqual([`${bob.uri}/statuses/1`]);
    expect(await find(`${bob.uri}/statuses/1`)).toMatchObject({ visibility: "private", timeline: null });
    expect(await find(`${bob.uri}/statuses/2`)).toMatchObject({ visibility: "direct" });
  });

  it("is its owner's alone: what comes to a personal inbox goes to no other follower", async () => {
    const dave = await here.member("dave");
    await follow(bob);
    await dave.user.followUser(dave.caller, { account: bob.uri });
    await net.settle();
    await give(bob.activity("Accept", ofType("Follow").at(-1)?.["id"]));
    const homes = async () =>
      Promise.all([alice, dave].map(async (it) => (await it.user.readFeed(it.caller, { offset: 0, limit: 9 })).length)); // prettier-ignore
    const create = bob.activity("Create", bob.note("1"));
    const boost = bob.activity("Announce", `${far.actor("carol").uri}/statuses/1`, { to: [PUBLIC] });
    far.serve("/users/carol/statuses/1", far.actor("carol").note("1"));
    for (const [count, activity] of [create, boost].entries()) {
      expect(await post(here, bob, activity, { to: "/users/dave/inbox" })).toMatchObject({ status: 202 });
      await net.settle();
      expect(await homes()).toEqual([count, count + 1]);
      expect(await post(here, bob, activity, { to: "/users/alice/inbox" })).toMatchObject({ status: 202 });
      await net.settle();
      expect(await homes()).toEqual([count + 1, count + 1]);
    }
  });
});

describe("likes", () => {
  it("count once for each actor, are told once, and are undone by object or by id", async () => {
    const status = await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "public" });
    const like = bob.activity("Like", status.uri);
    await give(like);
    await give(bob.activity("Like", status.uri));
    expect(await find(status.uri)).toMatchObject({ likeCount: 1 });
    expect(await told()).toEqual(["favourite"]);
    await give(bob.activity("Undo", like["id"]));
    expect(await find(status.uri)).toMatchObject({ likeCount: 0 });
    expect(await told()).toEqual([]);
    const left = await here.store.view(INSTANCE, (view) => view.scan(likes, { limit: 5 }));
    expect(left.rows).toEqual([]);
  });
});

describe("boosts", () => {
  const announce = (object: string) =>
    bob.activity("Announce", object, { to: [PUBLIC], cc: [alice.account.uri] });
  const boostRows = async (id: bigint) =>
    (
      await here.store.view(INSTANCE, (view) =>
        view.scan(statuses, { index: "byBoost", equals: { boostOfId: id }, limit: 50 }),
      )
    ).rows.length;

  it("count once for each actor, under however many ids, and each id is remembered", async () => {
    const status = await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "public" });
    for (let i = 0; i < 5; i += 1) await give(announce(status.uri));
    expect(await find(status.uri)).toMatchObject({ boostCount: 1 });
    expect(await boostRows(status.id)).toBe(1);
    expect(await told()).toEqual(["reblog"]);
    const kept = await here.store.view(alice.account.id, (view) => view.scan(inbox, { limit: 50 }));
    expect(kept.rows.filter((row) => row.isBoost)).toHaveLength(5);
    const carol = far.actor("carol");
    await give(carol.activity("Announce", status.uri, { to: [PUBLIC] }), carol);
    expect(await find(status.uri)).toMatchObject({ boostCount: 2 });
  });

  it.each(["the first", "the second", "the second's id", "no id"])("are undone by %s", async (how) => {
    const status = await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "public" });
    const first = announce(status.uri);
    const second = announce(status.uri);
    await give(first);
    await give(second);
    const undone = {
      "the first": first,
      "the second": second,
      "the second's id": second["id"],
      "no id": { type: "Announce", actor: bob.uri, object: status.uri },
    }[how];
    const undo = bob.activity("Undo", undone, { to: [alice.account.uri] });
    await give(undo);
    expect(await find(status.uri)).toMatchObject({ boostCount: 0 });
    expect(await boostRows(status.id)).toBe(0);
    expect(await told()).toEqual([]);
  });
});

describe("what is not for everybody", () => {
  it.each(["private", "direct"] as const)(
    "is not liked or answered by who may not see it: %s",
    async (visibility) => {
      const secret = await alice.user.publishStatus(alice.caller, {
        content: "psst",
        visibility,
        allowNoRecipients: true,
      });
      await give(bob.activity("Like", secret.uri));
      const to = { to: [PUBLIC, alice.account.uri], ...mentionsAlice() };
      await give(bob.activity("Create", bob.note("1", { inReplyTo: secret.uri, ...to })));
      expect(await find(secret.uri)).toMatchObject({ likeCount: 0, replyCount: 0 });
      expect(await find(`${bob.uri}/statuses/1`)).toMatchObject({ inReplyToId: null, inReplyToUri: null });
      expect(await told()).toEqual([]);
      far.serve("/users/bob/statuses/2", {
        "@context": "https://www.w3.org/ns/activitystreams",
        ...bob.note("2", { inReplyTo: secret.uri }),
      });
      await here.federation.gather.status(`${bob.uri}/statuses/2`);
      expect(await find(secret.uri)).toMatchObject({ replyCount: 0 });
    },
  );

  it("is liked and answered by followers and by who is mentioned", async () => {
    await give(bob.activity("Follow", alice.account.uri));
    const status = await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "private" });
    await give(bob.activity("Like", status.uri));
    await give(bob.activity("Create", bob.note("1", { inReplyTo: status.uri, ...mentionsAlice() })));
    expect(await find(status.uri)).toMatchObject({ likeCount: 1, replyCount: 1 });
    expect(await told()).toEqual(["follow", "favourite", "mention"]);
  });
});

describe("mentions", () => {
  it("need a tag: being addressed alone makes no noise", async () => {
    await give(bob.activity("Create", bob.note("1", { to: [alice.account.uri], cc: [] })));
    expect(await told()).toEqual([]);
    await give(
      bob.activity("Create", bob.note("2", { to: [alice.account.uri], cc: [], ...mentionsAlice() })),
    );
    expect(await told()).toEqual(["mention"]);
    expect((await find(`${bob.uri}/statuses/2`))?.mentions).toMatchObject([{ acct: "alice" }]);
  });
});

describe("what others publish becomes a status", () => {
  const given = async (object: Record<string, unknown>) => {
    await give(bob.activity("Create", { ...object, to: [PUBLIC, alice.account.uri] }));
    const row = await find(`${bob.uri}/statuses/1`);
    if (row === undefined) throw new Error("It did not.");
    const { rows } = await here.store.view(INSTANCE, (view) =>
      view.scan(media, { index: "byStatus", equals: { statusId: row.id }, limit: 20 }),
    );
    return { row, media: rows };
  };

  it("a Note with its warning, language, tags, emojis and pictures", async () => {
    const image = {
      type: "Document",
      mediaType: "image/png",
      url: "https://far.example/1.png",
      name: "A cat",
    };
    const { row, media: attached } = await given({
      ...bob.note("1", {
        contentMap: { de: "<p>Hallo #Welt :cat:</p>" },
        summary: "Achtung",
        sensitive: true,
      }),
      published: "2026-11-17T20:00:00Z",
      tag: [
        { type: "Hashtag", name: "#Welt", href: "https://far.example/tags/welt" },
        { type: "Emoji", name: ":cat:", icon: { type: "Image", url: "https://far.example/cat.png" } },
      ],
      attachment: [
        {
          ...image,
          blurhash: "UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH",
          focalPoint: [-0.5, 0.25],
          width: 640,
          height: 480,
        },
        { ...image, url: "javascript:alert(1)" },
      ],
    });
    expect(row).toMatchObject({
      spoilerText: "Achtung",
      sensitive: true,
      language: "de",
      tags: ["welt"],
      emojis: [{ shortcode: "cat", url: "https://far.example/cat.png" }],
      createdAt: Date.UTC(2026, 10, 17, 20),
    });
    expect(attached).toMatchObject([
      { kind: "image", description: "A cat", meta: { width: 640, height: 480, focus: { x: -0.5, y: 0.25 } } },
    ]);
  });

  it("an Article with its title and a link, and no warning", async () => {
    const { row } = await given({
      ...bob.note("1"),
      type: "Article",
      name: "On <cats>",
      summary: "An abstract",
      content: "<p>They purr.</p>",
      url: "https://far.example/cats",
    });
    expect(row.spoilerText).toBeNull();
    expect(row.content).toContain("On &lt;cats&gt;");
    expect(row.content).toContain("<p>They purr.</p>");
    expect(row.content).toContain('href="https://far.example/cats"');
  });

  it("a Video with itself attached", async () => {
    const { media: attached } = await given({
      ...bob.note("1"),
      type: "Video",
      name: "Cats",
      url: [
        { type: "Link", mediaType: "text/html", href: "https://far.example/v/1" },
        {
          type: "Link",
          mediaType: "video/mp4",
          href: "https://far.example/v/1.mp4",
          width: 1280,
          height: 720,
        },
      ],
    });
    expect(attached).toMatchObject([{ kind: "video", remoteUrl: "https://far.example/v/1.mp4" }]);
  });

  it("a Question with its poll, whose figures an Update brings", async () => {
    const question = (votes: number) => ({
      ...bob.note("1"),
      type: "Question",
      endTime: "2026-12-01T00:00:00Z",
      votersCount: votes,
      oneOf: ["tea", "coffee"].map((name) => ({
        type: "Note",
        name,
        replies: { type: "Collection", totalItems: votes },
      })),
    });
    await follow(bob);
    const { row } = await given(question(1));
    expect(row.poll).toMatchObject({
      multiple: false,
      options: [{ title: "tea", votes: 1 }, { title: "coffee" }],
    });
    await give(bob.activity("Update", question(7)));
    expect((await find(row.uri))?.poll).toMatchObject({
      votersCount: 7,
      options: [{ votes: 7 }, { votes: 7 }],
    });
    expect((await find(row.uri))?.editedAt).toBeNull();
  });

  it("a Question whose options are plain text, whatever they look like, and votes for them as they are", async () => {
    const names = ["I <3 tea", "<b>coffee</b> &amp; milk", " water "];
    const question = (endTime: string, options = names) => ({
      ...bob.note("1"),
      type: "Question",
      endTime,
      anyOf: options.map((name) => ({ type: "Note", name, replies: { type: "Collection", totalItems: 1 } })),
    });
    await follow(bob);
    const { row } = await given(question("2026-12-01T00:00:00Z"));
    expect(row.poll?.options.map(({ title }) => title)).toEqual(names);
    await alice.user.votePoll(alice.caller, { statusUrl: row.uri, choices: [0, 1, 2] });
    await net.settle();
    const votes = ofType("Create").map(({ object }) => (object as { name: string }).name);
    expect(votes.toSorted()).toEqual(names.toSorted());

    // The end of the poll moves, and who voted hears of it then.
    await give(bob.activity("Update", question("2026-12-02T00:00:00Z")));
    net.clock = Date.parse("2026-12-01T12:00:00Z");
    await net.settle();
    expect(await told()).not.toContain("poll");
    net.clock = Date.parse("2026-12-02T00:00:01Z");
    await net.settle();
    expect(await told()).toContain("poll");
  });

  it("a Question that asks something else: all votes are forgotten, however many", async () => {
    const question = (...options: string[]) => ({
      ...bob.note("1", { published: "2026-11-18T08:00:00Z" }),
      type: "Question",
      oneOf: options.map((name) => ({ type: "Note", name, replies: { type: "Collection", totalItems: 1 } })),
    });
    await follow(bob);
    const { row } = await given(question("tea", "coffee"));
    await here.store.turn(INSTANCE, async (turn) => {
      for (let n = 0; n < 1_001; n += 1) {
        const voter = personRow("https://here.example", `voter${n}`, {
          id: turn.nextId(),
          createdAt: turn.now,
          fetchedAt: turn.now,
        });
        await turn.insert(accounts, voter);
        await turn.insert(pollVotes, {
          statusId: row.id,
          accountId: voter.id,
          choice: 0,
          createdAt: turn.now,
        });
      }
    });
    const updated = "2026-11-18T09:00:00Z";
    await give(bob.activity("Update", { ...question("milk", "water"), updated }));
    expect((await find(row.uri))?.poll).toMatchObject({ options: [{ title: "milk" }, { title: "water" }] });
    const left = await here.store.view(INSTANCE, (view) => view.count(pollVotes, {}));
    expect(left).toBe(0);
  });

  it("dated from the future, as of now", async () => {
    const { row } = await given({ ...bob.note("1"), published: "2099-01-01T00:00:00Z" });
    expect(row.createdAt).toBe(net.clock);
  });
});

describe("fetching", () => {
  const context = { "@context": "https://www.w3.org/ns/activitystreams" };

  it("walks up a thread no further than its bound", async () => {
    await follow(bob);
    for (let i = 1; i <= 40; i += 1) {
      const inReplyTo = `${bob.uri}/statuses/${i + 1}`;
      far.serve(`/users/bob/statuses/${i}`, { ...context, ...bob.note(String(i), { inReplyTo }) });
    }
    await give(bob.activity("Create", bob.note("0", { inReplyTo: `${bob.uri}/statuses/1` })));
    const stored = await here.store.view(INSTANCE, (view) => view.scan(statuses, { limit: 100 }));
    expect(stored.rows).toHaveLength(21);
    expect(await find(`${bob.uri}/statuses/0`)).toMatchObject({
      inReplyToId: (await find(`${bob.uri}/statuses/1`))?.id,
    });
  });

  it("asks once for what many want at the same time", async () => {
    far.serve("/users/bob/statuses/1", { ...context, ...bob.note("1") });
    await here.federation.gather.account(bob.uri);
    net.log.length = 0;
    const uri = `${bob.uri}/statuses/1`;
    const rows = await Promise.all(Array.from({ length: 10 }, () => here.federation.gather.status(uri)));
    expect(new Set(rows.map((row) => row.id)).size).toBe(1);
    expect(net.log).toEqual([`GET ${uri}`]);
  });

  it("and delivering stop at a host that is suspended here", async () => {
    await give(bob.activity("Follow", alice.account.uri));
    await here.store.turn(INSTANCE, (turn) =>
      turn.put(domainBlocks, { domain: "far.example", severity: "suspend", createdAt: 0 }),
    );
    net.clock += 600_000;
    net.log.length = 0;
    await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "public" });
    await net.settle();
    await expect(here.federation.gather.account("@carol@far.example")).rejects.toMatchObject({
      code: "NotFound",
    });
    expect(net.log).toEqual([]);
  });
});

describe("Update", () => {
  it("takes a newer version, keeps what was said, and lets an older one go", async () => {
    await follow(bob);
    await give(bob.activity("Create", bob.note("1", { published: "2026-11-18T08:00:00Z" })));
    const version = (content: string, updated: string) =>
      bob.activity("Update", bob.note("1", { content, updated, published: "2026-11-18T08:00:00Z" }));
    await give(version("<p>Third</p>", "2026-11-18T10:00:00Z"));
    await give(version("<p>Second</p>", "2026-11-18T09:00:00Z"));
    expect(await find(`${bob.uri}/statuses/1`)).toMatchObject({
      content: "<p>Third</p>",
      editedAt: Date.UTC(2026, 10, 18, 10),
    });
  });

  it("of a profile is read from its server, and cannot lift our moderators' suspension", async () => {
    await follow(bob);
    const row = await account(bob.uri);
    const document = JSON.parse(new TextDecoder().decode(far.paths.get("/users/bob")?.body)) as object;
    far.serve("/users/bob", { ...document, name: "Robert <b>B</b>", suspended: true });
    await give(bob.activity("Update", { ...document, name: "Forged" }));
    expect(await account(bob.uri)).toMatchObject({ displayName: "Robert B", suspended: true });
    far.serve("/users/bob", { ...document, name: "Bob" });
    await give(bob.activity("Update", document));
    expect(await account(bob.uri)).toMatchObject({ displayName: "Bob", suspended: false });
    await here.store.turn(INSTANCE, (turn) =>
      turn.update(accounts, { id: row?.id ?? 0n }, { suspended: true }),
    );
    await give(bob.activity("Update", document));
    expect(await account(bob.uri)).toMatchObject({ suspended: true });
  });
});

describe("accounts", () => {
  it("are read again after a day, and kept while their server is away", async () => {
    await here.federation.gather.account("@bob@far.example");
    const fetches = () => net.log.filter((line) => line === `GET ${bob.uri}`).length;
    await here.federation.gather.account(bob.uri);
    expect(fetches()).toBe(1);
    net.clock += 25 * 3_600_000;
    await here.federation.gather.account(bob.uri);
    expect(fetches()).toBe(2);
    net.clock += 25 * 3_600_000;
    far.paths.clear();
    far.paths.set("/users/bob", { status: 503, headers: {}, body: new Uint8Array() });
    expect(await here.federation.gather.account(bob.uri)).toMatchObject({ acct: "bob@far.example" });
    net.clock += 120_000;
    far.paths.set("/users/bob", { status: 410, headers: {}, body: new Uint8Array() });
    await expect(here.federation.gather.account(bob.uri)).rejects.toMatchObject({ code: "Gone" });
    await net.settle();
    expect(await account(bob.uri)).toBeUndefined();
  });

  it("that move their inbox are followed there, however we hear of it", async () => {
    await give(bob.activity("Follow", alice.account.uri));
    const inboxes = async () =>
      (await here.store.view(alice.account.id, (view) => view.scan(followerInboxes, { limit: 5 }))).rows.map(
        (row) => row.inbox,
      );
    expect(await inboxes()).toEqual(["https://far.example/inbox"]);
    const document = JSON.parse(new TextDecoder().decode(far.paths.get("/users/bob")?.body)) as object;
    far.serve("/users/bob", { ...document, endpoints: { sharedInbox: "https://far.example/new" } });
    net.clock += 25 * 3_600_000;
    await here.federation.gather.account(bob.uri);
    await net.settle();
    expect(await inboxes()).toEqual(["https://far.example/new"]);
  });

  it("have the address that their domain gives them, when both sides agree", async () => {
    const domain = peer(net, "family.example");
    const links = [{ rel: "self", type: ACTIVITY, href: bob.uri }];
    const jrd = { subject: "acct:bob@family.example", links };
    const ask = (acct: string) => `/.well-known/webfinger?resource=${encodeURIComponent(`acct:${acct}`)}`;
    far.serve(ask("bob@far.example"), jrd, "application/jrd+json");
    domain.serve(ask("bob@family.example"), jrd, "application/jrd+json");
    expect(await here.federation.gather.account("@bob@family.example")).toMatchObject({
      acct: "bob@family.example",
      host: "far.example",
    });
  });

  it("cannot take an address whose domain says otherwise", async () => {
    const domain = peer(net, "family.example");
    const jrd = (href: string) => ({
      subject: "acct:bob@family.example",
      links: [{ rel: "self", type: ACTIVITY, href }],
    });
    const ask = (acct: string) => `/.well-known/webfinger?resource=${encodeURIComponent(`acct:${acct}`)}`;
    far.serve(ask("bob@far.example"), jrd(bob.uri), "application/jrd+json");
    domain.serve(ask("bob@family.example"), jrd("https://family.example/users/bob"), "application/jrd+json");
    await expect(here.federation.gather.account(bob.uri)).rejects.toMatchObject({
      code: "RemoteUnavailable",
    });
    expect(await account(bob.uri)).toBeUndefined();
  });

  it("may keep their key at an address of its own", async () => {
    const keyId = `${far.origin}/users/gus/main-key`;
    const gus = far.actor("gus");
    const document = JSON.parse(new TextDecoder().decode(far.paths.get("/users/gus")?.body)) as {
      publicKey: { publicKeyPem: string };
    };
    const publicKey = { ...document.publicKey, id: keyId };
    far.serve("/users/gus", { ...document, publicKey });
    far.serve("/users/gus/main-key", { ...document, publicKey });
    const status = await alice.user.publishStatus(alice.caller, {
      content: "@gus@far.example hi",
      visibility: "direct",
    });
    const path = status.uri.slice(here.origin.length);
    expect((await sendSigned(here, { ...gus, keyId }, { method: "GET", path })).status).toBe(200);
    await give(gus.activity("Follow", alice.account.uri), { ...gus, keyId });
    expect(await followerCount()).toBe(1);
  });
});
