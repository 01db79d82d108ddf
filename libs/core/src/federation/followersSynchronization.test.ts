/** Two servers that do not agree on who follows whom across them come to agree (FEP-8fcf). */

import { followersDigest, formatCollectionSynchronization } from "@mastic/http-signatures";
import { beforeEach, describe, expect, it } from "vitest";
import { accounts } from "../schema/accounts.ts";
import { followers, following } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";
import { removeFollower } from "../user/followers.ts";
import { removeFollowing } from "../user/following.ts";
import { answerOf, peer, post, sendSigned, type Peer, type PeerActor } from "./peer.test-support.ts";
import { network, type Member, type Network, type Server } from "./servers.test-support.ts";
import { decodeText } from "./text.ts";

const PARTIAL = "/users/alice/followers_synchronization";

let net: Network;
let here: Server;
let there: Server;
let alice: Member;
let bea: Member;
let dora: Member;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  there = net.server("there.example");
  alice = await here.member("alice");
  bea = await there.member("bea");
  dora = await there.member("dora");
  for (const { user, caller } of [bea, dora]) {
    await user.followUser(caller, { account: alice.account.uri });
  }
  await net.settle();
  expect(await followersOfAlice()).toEqual([bea.account.uri, dora.account.uri]);
});

/** Alice says something, and whatever follows from it is done. */
async function say(visibility: "public" | "private"): Promise<void> {
  net.log.length = 0;
  await alice.user.publishStatus(alice.caller, { content: "Hello", visibility });
  await net.settle();
  net.clock += 5_000;
  await net.settle();
  expect(net.failures).toEqual([]);
}

async function followersOfAlice(): Promise<string[]> {
  const { rows } = await here.store.view(alice.account.id, (view) => view.scan(followers, { limit: 100 }));
  return rows.map((row) => row.actorUri);
}

async function followsAlice({ account }: Member): Promise<string | undefined> {
  const key = { actorUri: alice.account.uri };
  return (await there.store.view(account.id, (view) => view.get(following, key)))?.status;
}

const asked = (): string[] => net.log.filter((line) => line.includes(PARTIAL));

describe("who follows across two servers", () => {
  it("is not asked while they agree, and not told with what is public", async () => {
    await say("private");
    expect(asked()).toEqual([]);
    await there.store.turn(bea.account.id, (turn) => removeFollowing(turn, alice.account.uri));
    await say("public");
    expect(asked()).toEqual([]);
  });

  it("is undone where one has unfollowed and the other has not heard of it", async () => {
    await there.store.turn(bea.account.id, (turn) => removeFollowing(turn, alice.account.uri));
    await say("private");
    expect(asked()).toEqual([`GET https://here.example${PARTIAL}`]);
    expect(await followersOfAlice()).toEqual([dora.account.uri]);
    expect(await followsAlice(dora)).toBe("Accepted");
  });

  it("is undone even where nobody follows any more", async () => {
    for (const { account } of [bea, dora]) {
      await there.store.turn(account.id, (turn) => removeFollowing(turn, alice.account.uri));
    }
    await say("private");
    expect(await followersOfAlice()).toEqual([]);
  });

  it("ends where the followed has forgotten the follower", async () => {
    await here.store.turn(alice.account.id, (turn) => removeFollower(turn, bea.account.uri));
    await say("private");
    expect(await followsAlice(bea)).toBeUndefined();
    expect(await followsAlice(dora)).toBe("Accepted");
  });

  it("begins where the Accept was lost", async () => {
    await there.store.turn(bea.account.id, async (turn) => {
      await turn.update(following, { actorUri: alice.account.uri }, { status: "Pending" });
    });
    await say("private");
    expect(await followsAlice(bea)).toBe("Accepted");
    expect(await followersOfAlice()).toEqual([bea.account.uri, dora.account.uri]);
  });

  it("comes to the same when everything is done twice", async () => {
    net.isRepeating = true;
    await there.store.turn(bea.account.id, (turn) => removeFollowing(turn, alice.account.uri));
    await here.store.turn(alice.account.id, (turn) => removeFollower(turn, dora.account.uri));
    await here.member("carl");
    await say("private");
    expect(await followersOfAlice()).toEqual([]);
    expect(await followsAlice(dora)).toBeUndefined();
  });
});

describe("the partial collection", () => {
  it("is told to nobody who does not sign", async () => {
    const answer = await answerOf(here, { method: "GET", url: PARTIAL, headers: {} });
    expect(answer.status).toBe(401);
  });

  it("has the followers of the asker's server, and no others", async () => {
    const other = peer(net, "other.example").actor("eve");
    const askAs = async (asker: Pick<PeerActor, "keyId" | "privateKeyPem">): Promise<unknown> => {
      const { status, headers, body } = await sendSigned(here, asker, { method: "GET", path: PARTIAL });
      expect(status).toBe(200);
      expect(headers["cache-control"]).toBe("private, no-store");
      return JSON.parse(decodeText(body));
    };
    const keyId = `${bea.account.uri}#main-key`;
    expect(await askAs({ keyId, privateKeyPem: bea.privateKeyPem })).toMatchObject({
      id: `https://here.example${PARTIAL}`,
      type: "OrderedCollection",
      totalItems: 2,
      orderedItems: [bea.account.uri, dora.account.uri],
    });
    expect(await askAs(other)).toMatchObject({ totalItems: 0 });
  });
});

describe("the partial collection of followers on this server", () => {
  it("is shown to nobody here: it may be that all of them are hidden", async () => {
    const carl = await here.member("carl");
    await carl.user.followUser(carl.caller, { account: alice.account.uri });
    await net.settle();
    const asker = { keyId: `${carl.account.uri}#main-key`, privateKeyPem: carl.privateKeyPem };
    expect(await sendSigned(here, asker, { method: "GET", path: PARTIAL })).toMatchObject({ status: 403 });
  });
});

describe("what a header says", () => {
  let far: Peer;
  let bob: PeerActor;
  const digest = "0".repeat(64);

  beforeEach(async () => {
    far = peer(net, "far.example");
    bob = far.actor("bob");
    let follow: { id?: unknown } = {};
    far.listen("/inbox", (body) => void (follow = JSON.parse(body) as { id?: unknown }));
    await alice.user.followUser(alice.caller, { account: bob.uri });
    await net.settle();
    await post(here, bob, bob.activity("Accept", follow.id));
    await net.settle();
    net.log.length = 0;
  });

  const digestOf = (uris: readonly string[]): Promise<string> => followersDigest(uris, here.ctx.crypto);

  async function hear(header: string): Promise<void> {
    const activity = bob.activity("Create", bob.note("1", { to: [`${bob.uri}/followers`], cc: [] }));
    const tamper = <R extends { readonly headers: Readonly<Record<string, string>> }>(request: R): R => ({
      ...request,
      headers: { ...request.headers, "collection-synchronization": header },
    });
    expect(await post(here, bob, activity, { tamper })).toMatchObject({ status: 202 });
    await net.settle();
    net.clock += 5_000;
    await net.settle();
  }

  const said = (url: string, of = digest): string =>
    formatCollectionSynchronization({ collectionId: `${bob.uri}/followers`, url, digest: of });

  async function followsBob(): Promise<boolean> {
    const key = { actorUri: bob.uri };
    return (await here.store.view(alice.account.id, (view) => view.get(following, key))) !== undefined;
  }

  it.each([
    ["of another host", () => said("https://evil.example/followers_synchronization")],
    ["of another's followers", () => said(`${bob.uri}/part`).replace("bob/followers", "eve/followers")],
    ["in no known form", () => "collectionId=1, , digest"],
  ])("%s is passed over", async (_name, header) => {
    await hear(header());
    expect(net.log).toEqual([]);
    expect(await followsBob()).toBe(true);
  });

  it("ends no follow by a list that has no end, is of another host, or is none", async () => {
    const url = `${bob.uri}/part`;
    const id = url;
    const lists = [
      { id, type: "OrderedCollectionPage", orderedItems: [], next: url },
      { id, type: "OrderedCollectionPage", orderedItems: [], next: "https://evil.example/part" },
      { id, type: "Note", content: "none", attributedTo: bob.uri },
    ];
    for (const list of lists) {
      far.serve("/users/bob/part", { "@context": "https://www.w3.org/ns/activitystreams", ...list });
      await hear(said(url));
      expect(net.log.length).toBeGreaterThan(0);
      expect(net.log.filter((line) => line.includes("evil"))).toEqual([]);
      net.log.length = 0;
    }
    expect(await followsBob()).toBe(true);
  });

  it("ends no follow by another list than the header speaks of", async () => {
    const url = `${bob.uri}/part`;
    far.serve("/users/bob/part", {
      "@context": "https://www.w3.org/ns/activitystreams",
      id: url,
      type: "OrderedCollection",
      orderedItems: [],
    });
    await hear(said(url, await digestOf(["https://here.example/users/nobody"])));
    expect(net.log).toEqual([`GET ${url}`]);
    expect(await followsBob()).toBe(true);
    await hear(said(url, await digestOf([])));
    expect(await followsBob()).toBe(false);
  });

  it("is compared by the ids of this server alone", async () => {
    const url = `${bob.uri}/part`;
    const eve = peer(net, "other.example").actor("eve");
    const listed = [alice.account.uri, eve.uri, "https://here.example/users/nobody"];
    far.serve("/users/bob/part", {
      "@context": "https://www.w3.org/ns/activitystreams",
      id: url,
      type: "OrderedCollection",
      orderedItems: listed,
    });
    await hear(said(url, await digestOf(listed)));
    expect(net.log).toEqual([`GET ${url}`]);
    expect(await followsBob()).toBe(true);
    expect(await followersDigest([alice.account.uri], here.ctx.crypto)).not.toBe(digest);
    const row = await here.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri: eve.uri }));
    expect(row).toBeUndefined();
  });

  it("has no more than fifty follows taken back in an hour, at whatever inbox it names", async () => {
    const url = `${bob.uri}/part`;
    const strangers: string[] = [];
    for (let n = 0; n < 52; n += 1) strangers.push((await here.member(`stranger${n}`)).account.uri);
    const listed = [alice.account.uri, ...strangers];
    far.serve("/users/bob/part", {
      "@context": "https://www.w3.org/ns/activitystreams",
      id: url,
      type: "OrderedCollection",
      orderedItems: listed,
    });
    const heard: string[] = [];
    far.listen("/inbox", (body) => void heard.push((JSON.parse(body) as { type: string }).type));
    const header = said(url, await digestOf(listed));
    for (let times = 0; times < 3; times += 1) await hear(header);
    expect(heard).toEqual(Array.from({ length: 50 }, () => "Undo"));
    expect(await followsBob()).toBe(true);
    net.clock += 3_600_000;
    // Those whom an Undo has reached are listed no more.
    const rest = [alice.account.uri, ...strangers.slice(50)];
    far.serve("/users/bob/part", {
      "@context": "https://www.w3.org/ns/activitystreams",
      id: url,
      type: "OrderedCollection",
      orderedItems: rest,
    });
    await hear(said(url, await digestOf(rest)));
    expect(heard).toHaveLength(52);
  });
});
