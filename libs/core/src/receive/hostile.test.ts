import { beforeEach, describe, expect, it } from "vitest";
import {
  ACTIVITY,
  answerOf,
  dump,
  peer,
  post,
  sendSigned,
  type Peer,
  type PeerActor,
} from "../federation/peer.test-support.ts";
import {
  keyPair,
  network,
  type Member,
  type Network,
  type Server,
} from "../federation/servers.test-support.ts";
import { encodeText } from "../federation/text.ts";
import { accounts } from "../schema/accounts.ts";
import { domainBlocks, reports, tombstones } from "../schema/instance.ts";
import { statuses } from "../schema/statuses.ts";
import { following, pinnedStatuses } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";

/** The rows of "How servers like ours were broken" that an inbox or a fetch can meet. */

let net: Network;
let here: Server;
let alice: Member;
let good: Peer;
let evil: Peer;
/** Alice follows bob, who has posted; mallory has an account on bob's server, and eve one of her own. */
let bob: PeerActor;
let mallory: PeerActor;
let eve: PeerActor;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  alice = await here.member("alice");
  good = peer(net, "good.example");
  evil = peer(net, "evil.example");
  bob = good.actor("bob");
  mallory = good.actor("mallory");
  eve = evil.actor("eve");
  good.paths.set("/inbox", { status: 202, headers: {}, body: new Uint8Array() });
  await alice.user.followUser(alice.caller, { account: bob.uri });
  await net.settle();
  const followUri = (await followRow())?.followUri;
  const accept = bob.activity("Accept", {
    type: "Follow",
    id: followUri,
    actor: alice.account.uri,
    object: bob.uri,
  });
  expect(await post(here, bob, accept)).toMatchObject({ status: 202 });
  expect(await post(here, bob, bob.activity("Create", bob.note("1")))).toMatchObject({ status: 202 });
  await net.settle();
  expect(await followRow()).toMatchObject({ status: "Accepted" });
  expect(await find(`${bob.uri}/statuses/1`)).toBeDefined();
  expect(net.failures).toEqual([]);
});

const followRow = async () =>
  (await here.store.view(alice.account.id, (view) => view.scan(following, { limit: 1 }))).rows[0];
const find = (uri: string) => here.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri }));
const note1 = () => `${bob.uri}/statuses/1`;
const toAlice = () => ({
  to: [alice.account.uri],
  tag: [{ type: "Mention", href: alice.account.uri, name: "@alice" }],
});

/** The request changes nothing here, not even what waits in the outbox. */
async function refused(status: number, send: () => Promise<{ readonly status: number }>): Promise<void> {
  const before = await dump(here, [alice.account.id]);
  const answer = await send();
  expect(answer.status).toBe(status);
  expect(await dump(here, [alice.account.id])).toBe(before);
  await net.settle();
  expect(await dump(here, [alice.account.id])).toBe(before);
}

describe("a signature is refused with 401", () => {
  const create = () => eve.activity("Create", eve.note("1", toAlice()));
  type Case = () => Promise<{ readonly status: number }>;
  const without =
    (name: string): Case =>
    () =>
      post(here, eve, create(), {
        tamper: (request) => {
          const { [name]: _, ...headers } = request.headers;
          return { ...request, headers };
        },
      });
  const rewritten =
    (change: (signature: string) => string): Case =>
    () =>
      post(here, eve, create(), {
        tamper: (request) => ({
          ...request,
          headers: { ...request.headers, signature: change(request.headers["signature"] ?? "") },
        }),
      });
  const cases: Record<string, Case> = {
    "that is absent": without("signature"),
    "without a date": without("date"),
    "without a digest": without("digest"),
    "that does not cover the target": rewritten((it) => it.replace("(request-target) ", "")),
    "that does not cover the host": rewritten((it) => it.replace("host ", "")),
    "that does not cover the digest": rewritten((it) => it.replace(" digest", "")),
    "that is cut short": rewritten((it) => it.slice(0, -20)),
    "that is no signature at all": rewritten(() => "Bearer of gifts"),
    "over another body": () =>
      post(here, eve, create(), {
        tamper: (request) => ({ ...request, body: encodeText(JSON.stringify(create())) }),
      }),
    "that is two hours old": () => post(here, eve, create(), { at: net.clock - 7_200_000 }),
    "from the future": () => post(here, eve, create(), { at: net.clock + 3_600_000 }),
    "for another host": () =>
      post(here, eve, create(), {
        signedFor: "https://other.example",
        tamper: (request) => ({ ...request, headers: { ...request.headers, host: "other.example" } }),
      }),
    "for another host under our name": () =>
      post(here, eve, create(), {
        signedFor: "https://other.example",
        tamper: (request) => ({ ...request, headers: { ...request.headers, host: "here.example" } }),
      }),
    "for another path": () => post(here, eve, create(), { path: "/users/alice/inbox" }),
    "by another's key": () => post(here, { ...eve, keyId: bob.keyId }, bob.activity("Create", bob.note("2"))),
    "by a key of another server that claims the actor": () => {
      evil.serve("/keys/1", { id: `${evil.origin}/keys/1`, owner: bob.uri, publicKeyPem: "" });
      return post(here, eve, bob.activity("Create", bob.note("2")), { keyId: `${evil.origin}/keys/1` });
    },
    "by a key that the actor does not list": () =>
      post(here, eve, create(), { keyId: `${eve.uri}#other-key` }),
    "by a key that names another owner": () => {
      const forger = evil.actor("forger", {
        publicKey: { id: `${evil.origin}/users/forger#main-key`, owner: bob.uri, publicKeyPem: "x" },
      });
      return post(here, forger, forger.activity("Create", forger.note("1", toAlice())));
    },
    "by a neighbour on the same server": () => post(here, mallory, bob.activity("Create", bob.note("2"))),
    "by an actor of another host than it looks": () =>
      post(here, eve, { ...create(), actor: "https://good.example@evil.example/users/eve" }),
  };
  it.each(Object.keys(cases))("%s", async (name) => {
    const expected = name.includes("than it looks") ? 403 : 401;
    await refused(expected, cases[name] ?? (() => Promise.reject(new Error(name))));
  });
});

it("an honest stranger is heard, so that what follows fails for its own reason", async () => {
  const create = eve.activity("Create", eve.note("1", toAlice()));
  expect(await post(here, eve, create)).toMatchObject({ status: 202 });
  expect(await post(here, eve, { ...create, id: `${eve.uri}#2` }, { scheme: "rfc9421" })).toMatchObject({
    status: 202,
  });
  await net.settle();
  expect(await find(`${eve.uri}/statuses/1`)).toMatchObject({ local: false });
  expect(net.failures).toEqual([]);
});

describe("an actor's document is refused with 401", () => {
  const arrive = () => post(here, eve, eve.activity("Create", eve.note("1", toAlice())));
  const actorPath = "/users/eve";
  const text = () => new TextDecoder().decode(evil.paths.get(actorPath)?.body);
  const redirect = (from: string, to: string): void =>
    void evil.paths.set(from, { status: 302, headers: { location: to }, body: new Uint8Array() });
  const cases: Record<string, () => void> = {
    "when it is served as an upload": () => evil.serve(actorPath, text(), "application/json"),
    "when it is served as a page": () => evil.serve(actorPath, text(), "text/html"),
    "when it is ld+json without the profile": () => evil.serve(actorPath, text(), "application/ld+json"),
    "when it claims another host's id": () =>
      evil.serve(actorPath, text().replaceAll('evil.example/users/eve"', 'good.example/users/bob"')),
    "when it claims another id that does not serve it": () =>
      evil.serve(actorPath, text().replace('/users/eve"', '/users/nobody"')),
    "when it redirects in a circle": () => redirect(actorPath, actorPath),
    "when it redirects to data": () => redirect(actorPath, "data:application/activity+json,{}"),
    "when it redirects to ourselves": () => redirect(actorPath, `${here.origin}/users/alice`),
    "when it redirects to plain http": () => redirect(actorPath, "http://evil.example/users/eve"),
    "when it redirects four times": () => {
      evil.serve("/4", text());
      redirect(actorPath, "/1");
      for (const hop of [1, 2, 3]) redirect(`/${hop}`, `/${hop + 1}`);
    },
    "when it is too large": () =>
      evil.serve(actorPath, text().replace("{", `{"pad":"${"x".repeat(1_100_000)}",`)),
    "when it is nested too deeply": () =>
      evil.serve(actorPath, text().replace("{", `{"pad":${"[".repeat(60)}${"]".repeat(60)},`)),
    "when it is a graph": () =>
      evil.serve(actorPath, `{"@context":"https://www.w3.org/ns/activitystreams","@graph":[${text()}]}`),
    "when WebFinger names another actor": () =>
      evil.serve(
        "/.well-known/webfinger?resource=acct%3Aeve%40evil.example",
        {
          subject: "acct:eve@evil.example",
          links: [{ rel: "self", type: "application/activity+json", href: `${evil.origin}/users/other` }],
        },
        "application/jrd+json",
      ),
    "when WebFinger does not know it": () =>
      void evil.paths.delete("/.well-known/webfinger?resource=acct%3Aeve%40evil.example"),
    "when it is gone": () =>
      void evil.paths.set(actorPath, { status: 410, headers: {}, body: new Uint8Array() }),
  };
  it.each(Object.keys(cases))("%s", async (name) => {
    cases[name]?.();
    await refused(401, arrive);
  });

  it("asks a peer that fails once, not for every request", async () => {
    evil.paths.clear();
    net.log.length = 0;
    for (let i = 0; i < 5; i += 1) await refused(401, arrive);
    expect(net.log).toEqual([`GET ${eve.uri}`]);
  });
});

describe("an activity is refused with 403 when it is not its actor's to do:", () => {
  const cases: Record<string, () => readonly [PeerActor, unknown]> = {
    "an activity id of another host": () => [
      eve,
      eve.activity("Create", eve.note("1", toAlice()), { id: `${bob.uri}#1` }),
    ],
    "a Create of another host's object": () => [
      eve,
      eve.activity("Create", { ...eve.note("1", toAlice()), id: note1() }),
    ],
    "a Create in another's name": () => [
      eve,
      eve.activity("Create", eve.note("1", { ...toAlice(), attributedTo: bob.uri })),
    ],
    "a Create without an author": () => [
      eve,
      eve.activity("Create", eve.note("1", { ...toAlice(), attributedTo: undefined })),
    ],
    "a Create by reference to another host": () => [
      eve,
      eve.activity("Create", note1(), { to: [alice.account.uri] }),
    ],
    "an Update of a neighbour's status": () => [
      mallory,
      mallory.activity("Update", { ...mallory.note("1"), id: note1() }),
    ],
    "an Update of a stranger's status": () => [
      eve,
      eve.activity("Update", { ...eve.note("1"), id: note1() }),
    ],
    "an Update in the author's name": () => [
      eve,
      eve.activity("Update", bob.note("1", { content: "changed" })),
    ],
    "an Update of another's profile": () => [
      mallory,
      mallory.activity("Update", { id: bob.uri, type: "Person", inbox: "https://evil.example/inbox" }),
    ],
    "a Delete of a neighbour's status": () => [mallory, mallory.activity("Delete", note1())],
    "a Delete of a stranger's status": () => [eve, eve.activity("Delete", note1())],
    "a Delete of a neighbour": () => [mallory, mallory.activity("Delete", bob.uri)],
    "an Undo of another's activity": () => [
      mallory,
      mallory.activity("Undo", bob.activity("Follow", alice.account.uri)),
    ],
    "an Undo of another's boost by its id": () => [mallory, mallory.activity("Undo", note1())],
    "an Accept of a Follow never sent": () => [
      eve,
      eve.activity("Accept", { type: "Follow", actor: alice.account.uri, object: eve.uri }),
    ],
    "an Accept in place of who is followed": () => [
      mallory,
      mallory.activity("Accept", { type: "Follow", actor: alice.account.uri, object: bob.uri }),
    ],
    "an Accept of another's Follow": () => [
      eve,
      eve.activity(
        "Accept",
        { type: "Follow", id: `${bob.uri}#f`, actor: bob.uri, object: eve.uri },
        { to: [alice.account.uri] },
      ),
    ],
    "an Accept of a Follow with another id": () => [
      bob,
      bob.activity("Accept", `${alice.account.uri}#follows/1`),
    ],
    "a Reject by a stranger": () => [
      eve,
      eve.activity("Reject", { type: "Follow", actor: alice.account.uri, object: bob.uri }),
    ],
    "an Add to another's collection": () => [
      eve,
      eve.activity("Add", `${eve.uri}/statuses/1`, {
        target: `${bob.uri}/collections/featured`,
        to: [alice.account.uri],
      }),
    ],
    "a Move of another account": () => [mallory, mallory.activity("Move", bob.uri, { target: mallory.uri })],
    "an actor of our own": () => [
      eve,
      { ...eve.activity("Create", eve.note("1")), actor: alice.account.uri, id: `${alice.account.uri}#1` },
    ],
  };
  it.each(Object.keys(cases))("%s", async (name) => {
    const [actor, activity] = cases[name]?.() ?? [eve, {}];
    await refused(403, () => post(here, actor, activity));
  });

  it("anything from a suspended host", async () => {
    await here.store.turn(INSTANCE, (turn) =>
      turn.put(domainBlocks, { domain: "evil.example", severity: "suspend", createdAt: 0 }),
    );
    net.log.length = 0;
    await refused(403, () => post(here, eve, eve.activity("Create", eve.note("1", toAlice()))));
    expect(net.log).toEqual([]);
  });

  it("news from a suspended account", async () => {
    const known = await here.federation.gather.account(bob.uri);
    await here.store.turn(INSTANCE, (turn) => turn.update(accounts, { id: known.id }, { suspended: true }));
    await refused(403, () => post(here, bob, bob.activity("Create", bob.note("2"))));
  });
});

describe("a document is refused with 400 or 413:", () => {
  const context = "https://www.w3.org/ns/activitystreams";
  const cases: Record<string, readonly [number, () => unknown]> = {
    "not JSON": [400, () => "{"],
    "not UTF-8": [400, () => new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    empty: [400, () => ""],
    "an array": [400, () => "[]"],
    "a number": [400, () => "1"],
    "an object that is no activity": [400, () => eve.note("1", toAlice())],
    "an activity without an id": [
      400,
      () => eve.activity("Create", eve.note("1", toAlice()), { id: undefined }),
    ],
    "an activity without an actor": [
      400,
      () => eve.activity("Create", eve.note("1", toAlice()), { actor: undefined }),
    ],
    "an activity without an object": [400, () => eve.activity("Create", undefined)],
    "@graph": [
      400,
      () => ({ "@context": context, "@graph": [eve.activity("Create", eve.note("1", toAlice()))] }),
    ],
    "@graph within": [400, () => eve.activity("Create", { ...eve.note("1", toAlice()), "@graph": [] })],
    "@included": [
      400,
      () => eve.activity("Create", eve.note("1", toAlice()), { "@included": [bob.note("2")] }),
    ],
    "@reverse": [
      400,
      () => eve.activity("Create", eve.note("1", toAlice()), { "@reverse": { actor: bob.uri } }),
    ],
    "an alias of @reverse": [
      400,
      () => eve.activity("Create", eve.note("1", toAlice()), { "@context": [context, { by: "@reverse" }] }),
    ],
    "a term turned around": [
      400,
      () =>
        eve.activity("Create", eve.note("1", toAlice()), {
          "@context": [context, { actor: "https://www.w3.org/ns/activitystreams#object" }],
        }),
    ],
    "a context that is none of ours": [
      400,
      () => eve.activity("Create", eve.note("1", toAlice()), { "@context": "https://evil.example/context" }),
    ],
    depth: [400, () => `{"@context":"${context}","pad":${"[".repeat(5_000)}${"]".repeat(5_000)}}`],
    "recipients without number": [
      400,
      () =>
        eve.activity("Create", eve.note("1", toAlice()), {
          to: Array.from({ length: 5_000 }, (_, i) => `${eve.uri}/${i}`),
        }),
    ],
    "tags without number": [
      400,
      () =>
        eve.activity(
          "Create",
          eve.note("1", { tag: Array.from({ length: 2_000 }, () => ({ type: "Hashtag", name: "#x" })) }),
        ),
    ],
    "options without number": [
      400,
      () =>
        eve.activity(
          "Create",
          eve.note("1", {
            type: "Question",
            oneOf: Array.from({ length: 500 }, () => ({ type: "Note", name: "x" })),
          }),
        ),
    ],
    size: [413, () => eve.activity("Create", eve.note("1", { content: "x".repeat(1_100_000) }))],
  };
  it.each(Object.keys(cases))("%s", async (name) => {
    const [status, activity] = cases[name] ?? [0, () => ""];
    await refused(status, () => post(here, eve, activity()));
  });

  it("an inbox that is not there, or is no more", async () => {
    const activity = eve.activity("Follow", alice.account.uri);
    await refused(404, () => post(here, eve, activity, { to: "/users/nobody/inbox" }));
    await here.store.turn(INSTANCE, (turn) =>
      turn.put(tombstones, {
        handle: "ghost",
        principal: "p",
        accountId: 1n,
        actor: {},
        deletedAt: net.clock,
        expiresAt: net.clock + 1,
      }),
    );
    await refused(410, () => post(here, eve, activity, { to: "/users/ghost/inbox" }));
  });
});

describe("what is taken does only what its sender may do", () => {
  it("a replayed request takes effect once", async () => {
    const sent: (() => Promise<{ status: number }>)[] = [];
    const follow = eve.activity("Follow", alice.account.uri);
    await post(here, eve, follow, {
      tamper: (request) => {
        sent.push(() => answerOf(here, request));
        return request;
      },
    });
    await net.settle();
    const before = await dump(here, [alice.account.id]);
    expect(await sent[0]?.()).toMatchObject({ status: 202 });
    await net.settle();
    expect(await dump(here, [alice.account.id])).toBe(before);
  });

  it("an Announce shows what the original's server serves, not the copy that came along", async () => {
    good.serve("/users/bob/statuses/9", {
      "@context": "https://www.w3.org/ns/activitystreams",
      ...bob.note("9"),
    });
    const forged = bob.note("9", { content: "<p>forged</p>" });
    await post(here, eve, eve.activity("Announce", forged, { to: [alice.account.uri] }));
    await net.settle();
    expect(await find(`${bob.uri}/statuses/9`)).toMatchObject({ content: "<p>Hello</p>" });
  });

  it("an Announce cannot pass a private status on", async () => {
    const secret = await alice.user.publishStatus(alice.caller, { content: "secret", visibility: "private" });
    await post(here, eve, eve.activity("Announce", secret.uri, { to: ["as:Public"] }));
    await net.settle();
    expect(await find(secret.uri)).toMatchObject({ boostCount: 0 });
  });

  it("an Announce of an id that no store holds is given up at once", async () => {
    const target = `${alice.account.uri}/statuses/9999999999999999999`;
    const announce = eve.activity("Announce", target, { to: ["as:Public", alice.account.uri] });
    expect(await post(here, eve, announce)).toMatchObject({ status: 202 });
    await net.settle();
    expect(net.failures).toMatchObject([{ kind: "receive", outcome: { status: "permanent" } }]);
    expect(await here.store.effects.size()).toBe(0);
  });

  it("a Move needs the alias of its target", async () => {
    await post(here, bob, bob.activity("Move", bob.uri, { target: eve.uri }));
    await net.settle();
    expect(await followRow()).toMatchObject({ actorUri: bob.uri });
    evil.actor("eve", { alsoKnownAs: [bob.uri] });
    await post(here, bob, bob.activity("Move", bob.uri, { target: eve.uri }));
    await net.settle();
    expect(await followRow()).toMatchObject({ actorUri: eve.uri, status: "Pending" });
  });

  it("scripts are taken out of what strangers write", async () => {
    const content = '<p onclick="x()">Hi<script>alert(1)</script><a href="javascript:x()">link</a></p>';
    await post(here, bob, bob.activity("Create", bob.note("5", { content, summary: "<b>warn</b>" })));
    await net.settle();
    const row = await find(`${bob.uri}/statuses/5`);
    expect(row?.content).not.toMatch(/script|onclick/);
    expect(row?.spoilerText).toBe("warn");
  });

  it("a deleted status does not come back", async () => {
    const create = bob.activity("Create", bob.note("6"));
    await post(here, bob, bob.activity("Delete", `${bob.uri}/statuses/6`));
    await post(here, bob, create);
    await net.settle();
    expect(await find(`${bob.uri}/statuses/6`)).toBeUndefined();
  });

  it("a Delete of what a neighbour will write keeps nothing out", async () => {
    await post(here, mallory, mallory.activity("Follow", alice.account.uri));
    await net.settle();
    await post(here, mallory, mallory.activity("Delete", `${bob.uri}/statuses/7`));
    await net.settle();
    await post(here, bob, bob.activity("Create", bob.note("7")));
    await net.settle();
    expect(await find(`${bob.uri}/statuses/7`)).toBeDefined();
  });

  it("a Delete of an actor nobody here knows is taken without asking anybody", async () => {
    net.log.length = 0;
    await refused(202, () => post(here, eve, eve.activity("Delete", eve.uri)));
    expect(net.log).toEqual([]);
  });

  it("a Delete of the actor takes all that is of it", async () => {
    await post(here, bob, bob.activity("Delete", bob.uri));
    await net.settle();
    expect(await find(note1())).toBeUndefined();
    expect(await followRow()).toBeUndefined();
    const left = await here.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri: bob.uri }));
    expect(left).toBeUndefined();
  });

  it("what concerns nobody here is dropped", async () => {
    await refused(202, () => post(here, eve, eve.activity("Create", eve.note("1"))));
  });

  it("a changed key is read anew, once", async () => {
    const renewed = good.actor("bob");
    expect(await post(here, renewed, renewed.activity("Create", renewed.note("7")))).toMatchObject({
      status: 202,
    });
    await net.settle();
    expect(await find(`${bob.uri}/statuses/7`)).toBeDefined();
    await refused(401, () => post(here, bob, bob.activity("Create", bob.note("8"))));
  });

  describe("a key with a new id", () => {
    const rotated = (change: { readonly [key: string]: unknown } = {}): PeerActor => {
      const { publicKeyPem, privateKeyPem } = keyPair();
      const keyId = `${eve.uri}#key-2`;
      const publicKey = { id: keyId, owner: eve.uri, publicKeyPem };
      return { ...evil.actor("eve", { publicKey, ...change }), keyId, privateKeyPem };
    };
    const like = (by: PeerActor) => post(here, by, by.activity("Like", alice.account.uri));
    const asked = () => net.log.filter((line) => line === `GET ${eve.uri}`).length;

    it("is read at once, also of an actor whose document was read a moment ago", async () => {
      expect(await like(eve)).toMatchObject({ status: 202 });
      net.clock += 1_000;
      expect(await like(rotated())).toMatchObject({ status: 202 });
      expect(asked()).toBe(2);
    });

    it.each([
      ["short", ""],
      ["long", "x".repeat(100_000)],
    ])("that nobody lists is looked for once a minute, in a %s document", async (_name, summary) => {
      const listed = evil.actor("eve", { summary });
      expect(await like(listed)).toMatchObject({ status: 202 });
      await net.settle();
      net.log.length = 0;
      for (let index = 0; index < 5; index += 1) {
        await refused(401, () => like({ ...eve, keyId: `${eve.uri}#key-${index}` }));
      }
      expect(asked()).toBe(1);
      net.clock += 61_000;
      await refused(401, () => like({ ...eve, keyId: `${eve.uri}#key-5` }));
      expect(asked()).toBe(2);
      expect(await like(listed)).toMatchObject({ status: 202 });
    });

    it("is not looked for again because of signatures that are out of time", async () => {
      const { privateKeyPem, keyId } = rotated({ summary: "x".repeat(100_000) });
      net.log.length = 0;
      const at = net.clock - 7_200_000;
      const old = { ...eve, privateKeyPem, keyId };
      for (let index = 0; index < 5; index += 1) {
        await refused(401, () => post(here, old, old.activity("Like", alice.account.uri), { at }));
      }
      expect(asked()).toBe(1);
    });
  });

  it("a report reaches the moderators with its text in bounds, once", async () => {
    const flag = eve.activity("Flag", [alice.account.uri], { content: "x".repeat(5_000) });
    await post(here, eve, flag);
    await post(here, eve, flag, { to: "/users/alice/inbox" });
    await net.settle();
    const { rows } = await here.store.view(INSTANCE, (view) => view.scan(reports, { limit: 5 }));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ reporter: eve.uri, targetActorUri: alice.account.uri, state: "Open" });
    expect(rows[0]?.reason).toHaveLength(1_000);
  });

  it("a report names statuses of whom it reports, and nobody else's", async () => {
    const stranger = await here.member("dora");
    const publish = (by: Member) => by.user.publishStatus(by.caller, { content: "x", visibility: "public" });
    const [own, other] = [await publish(alice), await publish(stranger)];
    await post(here, eve, eve.activity("Flag", [alice.account.uri, own.uri, other.uri], { content: "look" }));
    await net.settle();
    const { rows } = await here.store.view(INSTANCE, (view) => view.scan(reports, { limit: 5 }));
    expect(rows[0]?.targetStatusUris).toEqual([own.uri]);
  });

  it("pins are the actor's own statuses in the actor's own collection", async () => {
    const featured = { target: `${bob.uri}/collections/featured` };
    const author = await here.federation.gather.account(bob.uri);
    const pins = async () =>
      (await here.store.view(author.id, (view) => view.scan(pinnedStatuses, { limit: 5 }))).rows.length;
    await post(here, bob, bob.activity("Add", note1(), { target: `${bob.uri}/collections/others` }));
    await net.settle();
    expect(await pins()).toBe(0);
    await post(here, bob, bob.activity("Add", note1(), featured));
    await net.settle();
    expect(await pins()).toBe(1);
    await post(here, bob, bob.activity("Remove", note1(), featured));
    await net.settle();
    expect(await pins()).toBe(0);
  });
});

describe("what is fetched is kept only when its own server vouches for it", () => {
  const context = { "@context": "https://www.w3.org/ns/activitystreams" };
  const cases: Record<string, () => string> = {
    "in another's name": () => {
      evil.serve("/fake", { ...context, ...bob.note("1"), id: `${evil.origin}/fake` });
      return `${evil.origin}/fake`;
    },
    "under another's id": () => {
      evil.serve("/fake", { ...context, ...bob.note("2") });
      return `${evil.origin}/fake`;
    },
    "as an upload": () => {
      evil.serve(
        "/upload.json",
        { ...context, ...eve.note("1"), id: `${evil.origin}/upload.json` },
        "text/plain",
      );
      return `${evil.origin}/upload.json`;
    },
    "from a page that only looks like ours": () => "https://here.example.evil.example/users/alice/statuses/1",
    "by a scheme that is none": () => "file:///etc/passwd",
  };
  it.each(Object.keys(cases))("%s", async (name) => {
    const uri = cases[name]?.() ?? "";
    const before = await dump(here, [alice.account.id]);
    await expect(here.federation.gather.status(uri)).rejects.toMatchObject({ name: "CoreError" });
    expect(await dump(here, [alice.account.id])).toBe(before);
  });
});

describe("what may not be seen is not served", () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    answerOf(here, {
      method: "GET",
      url: path,
      headers: { host: "here.example", accept: "application/activity+json", ...headers },
    });

  it.each(["private", "direct"] as const)("a %s status, except to those it is for", async (visibility) => {
    const followed = net.server("there.example");
    const carol = await followed.member("carol");
    const dave = await followed.member("dave");
    await carol.user.followUser(carol.caller, { account: "@alice@here.example" });
    await net.settle();
    const content = visibility === "direct" ? "@carol@there.example secret" : "secret";
    const status = await alice.user.publishStatus(alice.caller, { content, visibility });
    const path = status.uri.slice(here.origin.length);
    const as = (member: Member) =>
      sendSigned(
        here,
        { keyId: `${member.account.uri}#main-key`, privateKeyPem: member.privateKeyPem },
        { method: "GET", path },
      );
    expect((await get(path)).status).toBe(404);
    expect((await get(`${path}/activity`)).status).toBe(404);
    expect((await as(dave)).status).toBe(404);
    const shown = await as(carol);
    expect(shown.status).toBe(200);
    expect(shown.headers["cache-control"]).toBe("private, no-store");
    const outbox = await get("/users/alice/outbox?page=true");
    expect(new TextDecoder().decode(outbox.body)).not.toContain("secret");
    const forged = { keyId: `${carol.account.uri}#main-key`, privateKeyPem: eve.privateKeyPem };
    expect((await sendSigned(here, forged, { method: "GET", path })).status).toBe(401);
  });

  it("anything unsigned, in secure mode", async () => {
    const secure = net.server("secure.example", { authorizedFetch: true });
    await secure.member("alice");
    const request = {
      method: "GET",
      url: "/users/alice",
      headers: { host: "secure.example", accept: "application/activity+json" },
    };
    expect((await answerOf(secure, request)).status).toBe(401);
    const signed = await sendSigned(secure, bob, { method: "GET", path: "/users/alice" });
    expect(signed.status).toBe(200);
    expect((await answerOf(secure, { ...request, url: "/actor" })).status).toBe(200);
  });

  it("an inbox, except to its owner", async () => {
    expect((await get("/users/alice/inbox")).status).toBe(401);
    const own = { keyId: `${alice.account.uri}#main-key`, privateKeyPem: alice.privateKeyPem };
    const shown = await sendSigned(here, own, { method: "GET", path: "/users/alice/inbox" });
    expect(shown.status).toBe(200);
    const dave = await here.member("dave");
    const signedIn = ({ account }: Member) =>
      here.federation.handle({ method: "GET", url: "/users/alice/inbox", headers: { accept: ACTIVITY } }, account.id); // prettier-ignore
    expect(await signedIn(alice)).toMatchObject({ status: 200, body: shown.body });
    expect(await signedIn(dave)).toMatchObject({ status: 401 });
  });
});
