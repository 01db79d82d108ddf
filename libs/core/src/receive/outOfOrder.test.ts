/** What is taken back or edited while it is on its way, or waits here for what another server has to answer. */

import { beforeEach, describe, expect, it } from "vitest";
import { peer, post, type Peer, type PeerActor } from "../federation/peer.test-support.ts";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import { receivedActivities } from "../schema/instance.ts";
import { likes, statuses } from "../schema/statuses.ts";
import { notifications } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";

const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";
const published = "2026-11-18T08:00:00Z";

let net: Network;
let here: Server;
let alice: Member;
let far: Peer;
let bob: PeerActor;
let slow: Peer;
let carol: PeerActor;
/** Lets the slow server answer what it has been asked, and what it will be. */
let answer: () => void;
let asked: string[];

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  alice = await here.member("alice");
  far = peer(net, "far.example");
  bob = far.actor("bob");
  let follow: { id?: unknown } = {};
  far.listen("/inbox", (body) => void (follow = JSON.parse(body) as { id?: unknown }));
  await alice.user.followUser(alice.caller, { account: bob.uri });
  await net.settle();
  await post(here, bob, bob.activity("Accept", follow.id));
  await net.settle();
  slow = peer(net, "slow.example");
  carol = slow.actor("carol");
  slow.serve("/users/carol/statuses/1", carol.note("1"));
  asked = [];
  const open = new Promise<void>((resolve) => (answer = resolve));
  net.site("slow.example", async ({ path }) => {
    asked.push(path);
    await open;
    return slow.paths.get(path) ?? { status: 404, headers: {}, body: new Uint8Array() };
  });
});

/**
 * Gives one activity in, and the other while the first waits for the slow server; then that answers.
 * @param twice performs all that is done in the end once more, as after a crash
 */
async function whileItWaits(first: unknown, second: unknown, twice: boolean): Promise<void> {
  const claim = () => here.store.effects.claim({ now: net.clock, limit: 100, leaseMillis: 60_000 });
  const perform = async (effect: Awaited<ReturnType<typeof claim>>[number]) => {
    const { perform: by } = here.federation;
    const outcome = await by[effect.kind as keyof typeof by](effect);
    expect(outcome).toEqual({ status: "done" });
  };
  const take = async (activity: unknown) => {
    expect(await post(here, bob, activity)).toMatchObject({ status: 202 });
    const done = await claim();
    for (const effect of done) await perform(effect);
    await here.store.effects.complete(done.map(({ id }) => id));
  };
  await take(first);
  const waiting = await claim();
  expect(waiting).toMatchObject([{ kind: "gatherAndReceive" }]);
  const begun = waiting.map(perform);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  net.isRepeating = twice;
  expect(await post(here, bob, second)).toMatchObject({ status: 202 });
  const later = net.settle();
  // What came second needs the slow server too, or has been done by now.
  await new Promise((resolve) => setTimeout(resolve, 20));
  answer();
  await Promise.all([...begun, later]);
  if (twice) for (const effect of waiting) await perform(effect);
  await here.store.effects.complete(waiting.map(({ id }) => id));
  await net.settle();
  expect(net.failures).toEqual([]);
}

const find = (uri: string) => here.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri }));
const feed = async () =>
  (await alice.user.readFeed(alice.caller, { offset: 0, limit: 20 })).map(({ status }) => status.uri);
const told = async () =>
  (await here.store.view(alice.account.id, (view) => view.scan(notifications, { limit: 50 }))).rows.map(
    ({ type }) => type,
  );
const boost = (object: string) =>
  bob.activity("Announce", object, { to: [PUBLIC], cc: [`${bob.uri}/followers`, alice.account.uri] });
const note = (change: object = {}) =>
  bob.note("1", {
    content: "<p>Old</p>",
    published,
    tag: [
      { type: "Mention", href: carol.uri },
      { type: "Mention", href: alice.account.uri },
    ],
    ...change,
  });
const edited = (content: string, updated: string) => bob.activity("Update", note({ content, updated }));

describe.each([false, true])("while it waits for a slow server (performed twice: %s)", (twice) => {
  it.each(["an Undo", "an Undo of its id", "a Delete"])("a boost is taken back by %s", async (how) => {
    const announce = boost(`${carol.uri}/statuses/1`);
    const word = {
      "an Undo": bob.activity("Undo", announce),
      "an Undo of its id": bob.activity("Undo", announce["id"]),
      "a Delete": bob.activity("Delete", announce["id"]),
    }[how];
    await whileItWaits(announce, word, twice);
    expect(await find(`${carol.uri}/statuses/1`)).toMatchObject({ boostCount: 0 });
    expect(await find(announce["id"] as string)).toBeUndefined();
    expect(await feed()).toEqual([]);
  });

  it("a boost stays that somebody else says to take back", async () => {
    const mallory = far.actor("mallory");
    await post(here, mallory, mallory.activity("Follow", alice.account.uri));
    await net.settle();
    const announce = boost(`${carol.uri}/statuses/1`);
    await post(here, mallory, mallory.activity("Undo", announce["id"]));
    await net.settle();
    answer();
    net.isRepeating = twice;
    await post(here, bob, announce);
    await net.settle();
    expect(await find(announce["id"] as string)).toMatchObject({ boostOfId: expect.any(BigInt) as bigint });
    expect(await feed()).toEqual([`${carol.uri}/statuses/1`]);
  });

  it("a post is edited: what it says is what it said last", async () => {
    const create = bob.activity("Create", note());
    await whileItWaits(create, edited("<p>New</p>", "2026-11-18T09:00:00Z"), twice);
    expect(await find(`${bob.uri}/statuses/1`)).toMatchObject({
      content: "<p>New</p>",
      editedAt: Date.UTC(2026, 10, 18, 9),
    });
    expect(await feed()).toEqual([`${bob.uri}/statuses/1`]);
    expect(await told()).toEqual(["mention"]);
  });

  it("a post is deleted, and an edit does not bring it back", async () => {
    const uri = `${bob.uri}/statuses/1`;
    await whileItWaits(bob.activity("Create", note()), bob.activity("Delete", uri), twice);
    await post(here, bob, edited("<p>New</p>", "2026-11-18T09:00:00Z"));
    await net.settle();
    expect(await find(uri)).toBeUndefined();
    expect(await feed()).toEqual([]);
  });
});

describe.each([false, true])("in the wrong order (performed twice: %s)", (twice) => {
  beforeEach(() => {
    answer();
    net.isRepeating = twice;
  });
  const give = async (activity: unknown, actor = bob): Promise<void> => {
    expect(await post(here, actor, activity)).toMatchObject({ status: 202 });
    await net.settle();
  };

  it.each(["embedded", "by its id"])("a boost that was taken back is no boost, %s", async (how) => {
    const status = await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "public" });
    const announce = boost(status.uri);
    await give(bob.activity("Undo", how === "embedded" ? announce : announce["id"]));
    await give(announce);
    expect(await find(status.uri)).toMatchObject({ boostCount: 0 });
    expect(await told()).toEqual([]);
    const again = boost(status.uri);
    await give(again);
    expect(await find(status.uri)).toMatchObject({ boostCount: 1 });
    expect(await told()).toEqual(["reblog"]);
  });

  it.each(["embedded", "by its id"])("a like that was taken back is no like, %s", async (how) => {
    const status = await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "public" });
    const like = bob.activity("Like", status.uri);
    await give(bob.activity("Undo", how === "embedded" ? like : like["id"]));
    await give(like);
    expect(await find(status.uri)).toMatchObject({ likeCount: 0 });
    expect(await told()).toEqual([]);
    expect((await here.store.view(INSTANCE, (view) => view.scan(likes, { limit: 5 }))).rows).toEqual([]);
    await give(bob.activity("Like", status.uri));
    expect(await find(status.uri)).toMatchObject({ likeCount: 1 });
  });

  it("edits before the post: the newest holds, and the post is told of once", async () => {
    await give(edited("<p>Third</p>", "2026-11-18T10:00:00Z"));
    await give(edited("<p>Second</p>", "2026-11-18T09:00:00Z"));
    await give(bob.activity("Create", note()));
    expect(await find(`${bob.uri}/statuses/1`)).toMatchObject({ content: "<p>Third</p>" });
    expect(await feed()).toEqual([`${bob.uri}/statuses/1`]);
    expect(await told()).toEqual(["mention"]);
  });

  it("an edit brings nothing by somebody whom nobody follows, and names nobody here", async () => {
    const dave = far.actor("dave");
    await give(dave.activity("Follow", alice.account.uri), dave);
    await give(dave.activity("Update", dave.note("1", { updated: published })), dave);
    expect(await find(`${dave.uri}/statuses/1`)).toBeUndefined();
  });

  it("what is taken back is remembered in one row for each activity", async () => {
    const announce = boost(`${carol.uri}/statuses/1`);
    const count = async () =>
      (await here.store.view(INSTANCE, (view) => view.scan(receivedActivities, { limit: 100 }))).rows.length;
    const before = await count();
    for (let i = 0; i < 3; i += 1) await give(bob.activity("Undo", announce));
    expect(await count()).toBe(before + 4);
  });
});
