import { installIdna } from "@mastic/validation/idna";
import { beforeEach, describe, expect, it } from "vitest";
import { peer, post, type Peer, type PeerActor } from "../federation/peer.test-support.ts";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import { notificationsOf } from "../read/notifications.ts";
import { searchAccounts } from "../read/search.ts";
import { thread } from "../read/thread.ts";
import { accountTimeline, homeTimeline, publicTimeline, tagTimeline } from "../read/timelines.ts";
import { accounts } from "../schema/accounts.ts";
import { moderators, subscriptions } from "../schema/instance.ts";
import { statuses } from "../schema/statuses.ts";
import { followers, following, followRequests } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";
import { createDirectory, type Directory } from "./directory.ts";

/** What a domain block does to a server whose people are known, followed and following here. */

installIdna();

const moderator = { principal: "principal-moderator" };
const page = { limit: 20 };

let net: Network;
let here: Server;
let alice: Member;
let far: Peer;
let bob: PeerActor;
let directory: Directory;
/** Activities that the peer's inbox received. */
let heard: { readonly type: string; readonly id: string }[];

beforeEach(async () => {
  net = network();
  heard = [];
  here = net.server("here.example");
  alice = await here.member("alice");
  // A subdomain of what the moderators name, on a port of its own.
  far = peer(net, "social.far.example:8443");
  bob = far.actor("bob");
  far.listen("/inbox", (body) => void heard.push(JSON.parse(body) as (typeof heard)[number]));
  directory = createDirectory(here.ctx);
  await here.store.turn(INSTANCE, (turn) => turn.insert(moderators, { ...moderator, createdAt: turn.now }));
});

const give = async (activity: unknown, actor = bob): Promise<number> => {
  const { status } = await post(here, actor, activity);
  await net.settle();
  return status;
};
const block = async (severity: "silence" | "suspend", domain = "FAR.example"): Promise<void> => {
  await directory.blockDomain(moderator, { domain, severity });
  await net.settle();
};
const unblock = async (domain = "far.example"): Promise<void> => {
  await directory.unblockDomain(moderator, { domain });
  await net.settle();
};
const follow = async (actor: PeerActor): Promise<void> => {
  await alice.user.followUser(alice.caller, { account: actor.uri });
  await net.settle();
  const sent = heard.filter(({ type }) => type === "Follow").at(-1);
  await give(actor.activity("Accept", sent?.id), actor);
};
const account = (uri: string) => here.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));
const mine = <R>(read: Parameters<typeof here.store.view<R>>[1]) => here.store.view(alice.account.id, read);
const home = () =>
  mine(async (view) => (await homeTimeline(view, alice.account.id, page)).items.map((it) => it.status.uri));
const inPublic = () =>
  mine(async (view) =>
    (await publicTimeline(view, alice.account.id, page, {})).items.map((it) => it.status.uri),
  );
const underTag = () =>
  mine(async (view) =>
    (await tagTimeline(view, alice.account.id, "sun", page, {})).items.map((it) => it.status.uri),
  );
const told = () =>
  mine(async (view) =>
    (await notificationsOf(view, alice.account.id, page, {})).items.map((it) => it.notification.type),
  );
const tagged = { tag: [{ type: "Hashtag", href: "https://far.example/tags/sun", name: "#sun" }] };
const toAlice = () => ({
  tag: [{ type: "Mention", href: alice.account.uri, name: "@alice@here.example" }],
});

describe("suspending a domain", () => {
  it("cuts follows in both directions, hides what is known, and ends delivery", async () => {
    await follow(bob);
    await give(bob.activity("Follow", alice.account.uri));
    await give(bob.activity("Create", bob.note("1")));
    expect([await home(), await inPublic()]).toEqual([[`${bob.uri}/statuses/1`], [`${bob.uri}/statuses/1`]]);

    await block("suspend");
    const known = await account(bob.uri);
    expect(known).toMatchObject({ suspended: true, suspendedWithDomain: true });
    expect([await home(), await inPublic(), await told()]).toEqual([[], [], []]);
    const left = await mine(async (view) => [
      await view.count(followers, {}),
      await view.count(following, {}),
      (await view.get(accounts, { id: alice.account.id }))?.followersCount,
      (await view.get(accounts, { id: alice.account.id }))?.followingCount,
    ]);
    expect(left).toEqual([0, 0, 0, 0]);
    expect(await here.store.view(INSTANCE, (view) => view.count(subscriptions, {}))).toBe(0);
    if (known === undefined) throw new Error("The account is gone.");
    const shown = await mine((view) => accountTimeline(view, alice.account.id, known, page, {}));
    expect(shown.items).toEqual([]);
    expect(await mine((view) => searchAccounts(view, alice.account.id, "bob", { limit: 5, offset: 0 }, false))).toEqual([]); // prettier-ignore

    net.log.length = 0;
    net.clock += 60_000;
    await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "public" });
    await net.settle();
    expect(await give(bob.activity("Create", bob.note("2")))).toBe(403);
    await expect(alice.user.followUser(alice.caller, { account: bob.uri })).rejects.toMatchObject({
      code: "NotFound",
    });
    expect(net.log).toEqual([]);
  });

  it("takes what waits in the outbox with it", async () => {
    await give(bob.activity("Follow", alice.account.uri));
    await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "public" });
    await directory.blockDomain(moderator, { domain: "far.example", severity: "suspend" });
    net.clock += 60_000;
    net.log.length = 0;
    await net.settle();
    expect(net.log).toEqual([]);
  });

  it("ends with the block; follows do not come back", async () => {
    await follow(bob);
    await give(bob.activity("Create", bob.note("1")));
    await block("suspend");
    await unblock();
    expect(await account(bob.uri)).toMatchObject({ suspended: false, suspendedWithDomain: false });
    expect([await inPublic(), await home()]).toEqual([[`${bob.uri}/statuses/1`], []]);
    expect(await give(bob.activity("Follow", alice.account.uri))).toBe(202);
    expect(await mine((view) => view.count(followers, {}))).toBe(1);
  });

  it("leaves suspended what was suspended by itself", async () => {
    await follow(bob);
    const known = await account(bob.uri);
    await here.store.turn(INSTANCE, (turn) =>
      turn.update(accounts, { id: known?.id ?? 0n }, { suspended: true }),
    );
    await block("suspend");
    await unblock();
    expect(await account(bob.uri)).toMatchObject({ suspended: true, suspendedWithDomain: false });
  });

  it("spares a subdomain that has a rule of its own, and every other server", async () => {
    const carol = peer(net, "far.example.org").actor("carol");
    await give(bob.activity("Follow", alice.account.uri));
    await give(carol.activity("Follow", alice.account.uri), carol);
    await block("silence", "social.far.example");
    await block("suspend");
    expect(await account(bob.uri)).toMatchObject({ suspended: false, limited: true });
    expect(await account(carol.uri)).toMatchObject({ suspended: false, limited: false });
    expect(await mine((view) => view.count(followers, {}))).toBe(2);
  });

  it("is done whole when it is done twice", async () => {
    net.isRepeating = true;
    await follow(bob);
    await give(bob.activity("Follow", alice.account.uri));
    await block("suspend");
    expect(await mine((view) => view.get(accounts, { id: alice.account.id }))).toMatchObject({
      followersCount: 0,
      followingCount: 0,
    });
  });
});

describe("silencing a domain", () => {
  it("keeps its posts out of public and hashtag timelines, old ones and new ones", async () => {
    await follow(bob);
    await give(bob.activity("Create", bob.note("1", tagged)));
    expect([await inPublic(), await underTag()]).toEqual([[`${bob.uri}/statuses/1`], [`${bob.uri}/statuses/1`]]); // prettier-ignore
    await block("silence");
    await give(bob.activity("Create", bob.note("2", tagged)));
    expect([await inPublic(), await underTag()]).toEqual([[], []]);
    expect(await home()).toEqual([`${bob.uri}/statuses/2`, `${bob.uri}/statuses/1`]);
    await unblock();
    const both = [`${bob.uri}/statuses/2`, `${bob.uri}/statuses/1`];
    expect([await inPublic(), await underTag()]).toEqual([both, both]);
    expect(await account(bob.uri)).toMatchObject({ limited: false });
  });

  it("leaves a page of a public timeline full, however many of its posts lie between", async () => {
    await follow(bob);
    const said = (content: string) =>
      alice.user.publishStatus(alice.caller, { content, visibility: "public" });
    const shown = [await said("one"), await said("two")].map(({ uri }) => uri);
    await block("silence");
    for (let n = 0; n < 150; n += 1) await give(bob.activity("Create", bob.note(`${n}`)));
    expect(await inPublic()).toEqual(shown.toReversed());
  });

  it("tells nobody of people there but who follows them", async () => {
    await block("silence");
    await give(bob.activity("Create", bob.note("1", toAlice())));
    expect(await told()).toEqual([]);
    await follow(bob);
    await give(bob.activity("Create", bob.note("2", toAlice())));
    expect(await told()).toEqual(["mention"]);
  });

  it("makes a follow from there wait for a word, however open the account is", async () => {
    await block("silence");
    await give(bob.activity("Follow", alice.account.uri));
    const waiting = await mine((view) => view.count(followRequests, {}));
    expect([waiting, heard]).toEqual([1, []]);
    await alice.user.acceptFollow(alice.caller, { actorUri: bob.uri });
    await net.settle();
    expect(heard.map(({ type }) => type)).toEqual(["Accept"]);
    expect(await mine((view) => view.count(followers, {}))).toBe(1);
  });

  it("leaves its answers out of threads, but for who follows their author", async () => {
    const said = await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "public" });
    await net.settle();
    await block("silence");
    await give(bob.activity("Create", bob.note("1", { inReplyTo: said.uri, ...toAlice() })));
    const answers = () =>
      mine(async (view) => {
        const status = await view.get(statuses, { id: said.id });
        if (status === undefined) throw new Error("The status is gone.");
        return (await thread(view, alice.account.id, status)).descendants.map((it) => it.status.uri);
      });
    expect(await answers()).toEqual([]);
    await follow(bob);
    expect(await answers()).toEqual([`${bob.uri}/statuses/1`]);
  });
});

describe("domain blocks", () => {
  it("are the moderators' to make, to see and to take back", async () => {
    const args = { domain: "far.example", severity: "silence" } as const;
    for (const refused of [
      directory.blockDomain(alice.caller, args),
      directory.unblockDomain(alice.caller, args),
      directory.listDomainBlocks(alice.caller, { limit: 10 }),
    ])
      await expect(refused).rejects.toMatchObject({ code: "Unauthorized" });
    await block("silence");
    await block("suspend", "bücher.example");
    const listed = await directory.listDomainBlocks(moderator, { limit: 10 });
    expect(listed.map(({ domain, severity }) => [domain, severity])).toEqual([
      ["far.example", "silence"],
      ["xn--bcher-kva.example", "suspend"],
    ]);
    expect(await directory.listDomainBlocks(moderator, { after: "far.example", limit: 10 })).toHaveLength(1);
    await block("suspend");
    expect((await directory.listDomainBlocks(moderator, { limit: 1 }))[0]?.severity).toBe("suspend");
  });

  it.each([
    ["no host", "far example", "BadArgs"],
    ["this server", "here.example", "BadArgs"],
    ["the domain this server is in", "example", "BadArgs"],
  ])("refuse %s", async (_name, domain, code) => {
    const refused = directory.blockDomain(moderator, { domain, severity: "suspend" });
    await expect(refused).rejects.toMatchObject({ code });
  });

  it("that are not there cannot be taken back", async () => {
    const refused = directory.unblockDomain(moderator, { domain: "far.example" });
    await expect(refused).rejects.toMatchObject({ code: "NotFound" });
  });
});
