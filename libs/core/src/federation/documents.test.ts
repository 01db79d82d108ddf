import { parseActor, parseObject } from "@mastic/activitypub";
import { readWebFinger } from "@mastic/webfinger";
import { parseNodeInfo } from "@mastic/webfinger/nodeinfo";
import { beforeEach, describe, expect, it } from "vitest";
import { accounts } from "../schema/accounts.ts";
import { tombstones } from "../schema/instance.ts";
import { statusTombstones } from "../schema/statuses.ts";
import { profiles } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";
import { answerOf } from "./peer.test-support.ts";
import { network, type Member, type Network, type Server } from "./servers.test-support.ts";

let net: Network;
let here: Server;
let alice: Member;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  alice = await here.member("alice");
});

const ACTIVITY = "application/activity+json";
const get = (url: string, headers: Record<string, string> = { accept: ACTIVITY }) =>
  answerOf(here, { method: "GET", url, headers: { host: "here.example", ...headers } });
const text = ({ body }: { readonly body: Uint8Array }) => new TextDecoder().decode(body);
const read = async (url: string): Promise<Record<string, unknown>> => {
  const answer = await get(url);
  expect(answer.status).toBe(200);
  return JSON.parse(text(answer)) as Record<string, unknown>;
};
const publish = (content: string, visibility: "public" | "unlisted" | "private" | "direct" = "public") =>
  alice.user.publishStatus(alice.caller, { content, visibility, allowNoRecipients: true });
const remove = (statusUri: string) => alice.user.deleteStatus(alice.caller, { statusUri });
const DAY = 86_400_000;
const pathOf = (uri: string) => uri.slice(here.origin.length);

describe("discovery", () => {
  it.each([
    "acct:alice@here.example",
    "acct:Alice@HERE.example.",
    "alice@here.example",
    "https://here.example/users/alice",
    "https://here.example/@alice",
  ])("WebFinger knows %s", async (resource) => {
    const answer = await get(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`);
    const found = readWebFinger(answer, { acct: "alice@here.example" });
    expect(found.actorUri).toBe(alice.account.uri);
    expect(answer.headers["access-control-allow-origin"]).toBe("*");
  });

  it.each([
    [400, ""],
    [400, "?resource=https://here.example/about/it"],
    [404, "?resource=acct:nobody@here.example"],
    [404, "?resource=acct:alice@elsewhere.example"],
  ])("WebFinger answers %i to %s", async (status, query) => {
    expect((await get(`/.well-known/webfinger${query}`)).status).toBe(status);
  });

  it("host-meta leads to WebFinger, and NodeInfo tells what is here", async () => {
    expect(text(await get("/.well-known/host-meta"))).toContain("/.well-known/webfinger?resource={uri}");
    expect(text(await get("/.well-known/host-meta.json"))).toContain("/.well-known/webfinger?resource={uri}");
    await publish("one");
    const direct = await publish("to nobody else", "direct");
    const gone = await publish("two");
    for (const { uri } of [direct, gone]) await remove(uri);
    await publish("to me alone", "direct");
    const links = JSON.stringify(await read("/.well-known/nodeinfo"));
    expect(links).toContain("https://here.example/nodeinfo/2.0");
    expect(links).toContain("https://here.example/actor");
    const info = parseNodeInfo(text(await get("/nodeinfo/2.0")));
    expect(info).toMatchObject({ software: { name: "mastic" }, usage: { localPosts: 1 } });
  });
});

describe("an actor", () => {
  it("is a document for servers and a page for people", async () => {
    const answer = await get("/users/alice");
    expect(answer.headers).toMatchObject({ "content-type": "application/activity+json; charset=utf-8" });
    expect(answer.headers["vary"]).toContain("Accept");
    const actor = parseActor(text(answer));
    expect(actor).toMatchObject({ id: alice.account.uri, preferredUsername: "alice" });
    expect(actor.publicKeys).toHaveLength(1);
    const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
    const ask = (url: string) => here.federation.handle({ method: "GET", url, headers: browser });
    expect(await ask("/users/alice")).toEqual({ page: "profile", handle: "alice" });
    expect(await ask("/@alice")).toEqual({ page: "profile", handle: "alice" });
    expect(await ask("/@alice/42")).toEqual({ page: "status", handle: "alice", statusId: 42n });
    expect(await ask("/about")).toBeUndefined();
    expect(await ask("/@bob@elsewhere.example")).toBeUndefined();
  });

  it.each([
    [404, "/users/alice/statuses/9223372036854775808"],
    [404, "/users/alice/statuses/-1"],
    [200, "/users/alice/outbox?page=true&max_id=9999999999999999999"],
    [200, "/users/alice/outbox?page=true&max_id=-1"],
    [200, "/users/alice/followers?page=true&max_id=9223372036854775808"],
  ])("answers %i to an id that no store holds: %s", async (status, path) => {
    const answer = await here.federation.handle({ method: "GET", url: path, headers: { accept: ACTIVITY } });
    expect(answer === undefined || !("status" in answer) ? 404 : answer.status).toBe(status);
  });

  it("ignores such an id among the answers to a status", async () => {
    const { uri } = await publish("one");
    for (const id of ["-1", "9223372036854775808", "9999999999999999999"]) {
      const page = await read(`${pathOf(uri)}/replies?page=true&min_id=${id}`);
      expect(page).toMatchObject({ id: `${uri}/replies?page=true`, items: [] });
    }
  });

  it("is not sent again to who has it", async () => {
    const { etag } = (await get("/users/alice")).headers;
    const again = await get("/users/alice", { accept: ACTIVITY, "if-none-match": `"x", ${etag}` });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    await here.store.turn(INSTANCE, (turn) =>
      turn.update(accounts, { id: alice.account.id }, { displayName: "New" }),
    );
    expect((await get("/users/alice", { accept: ACTIVITY, "if-none-match": etag ?? "" })).status).toBe(200);
  });

  it("that is suspended shows its name and key only, and none of its posts", async () => {
    const status = await publish("hello");
    await here.store.turn(INSTANCE, (turn) =>
      turn.update(accounts, { id: alice.account.id }, { suspended: true, note: "<p>secret</p>" }),
    );
    const actor = parseActor(text(await get("/users/alice")));
    expect(actor).toMatchObject({ suspended: true, preferredUsername: "alice", summary: "" });
    expect((await get("/users/alice/outbox?page=true")).status).toBe(403);
    expect((await get(pathOf(status.uri))).status).toBe(404);
  });

  it("that was deleted leaves a Tombstone, in every spelling, though its row is still there", async () => {
    await here.store.turn(INSTANCE, (turn) =>
      turn.put(tombstones, {
        handle: "alice",
        principal: "p",
        accountId: alice.account.id,
        actor: {},
        deletedAt: net.clock,
        expiresAt: net.clock + 1,
      }),
    );
    for (const path of ["/users/alice", "/@alice", "/users/alice/outbox", "/users/alice/statuses/1"]) {
      const answer = await get(path);
      expect(answer.status).toBe(410);
      expect(parseObject(text(answer))).toMatchObject({ kind: "tombstone", id: alice.account.uri });
    }
    expect((await get("/.well-known/webfinger?resource=acct:alice@here.example")).status).toBe(410);
    expect((await get("/users/nobody")).status).toBe(404);
  });

  it("of the instance itself has a key, always the same", async () => {
    const actor = parseActor(text(await get("/actor")));
    expect(actor).toMatchObject({ type: "Application", id: "https://here.example/actor" });
    expect(parseActor(text(await get("/actor"))).publicKeys).toEqual(actor.publicKeys);
    expect(actor.url).toBe("https://here.example/");
  });

  it("of the instance itself has an outbox that answers, and nothing is in it", async () => {
    const { outbox } = parseActor(text(await get("/actor")));
    expect(await read(outbox?.replace("https://here.example", "") ?? "")).toMatchObject({
      id: "https://here.example/actor/outbox",
      type: "OrderedCollection",
      totalItems: 0,
    });
  });
});

describe("collections", () => {
  it("the outbox pages through what everybody may see, newest first", async () => {
    const uris: string[] = [];
    for (let i = 0; i < 45; i += 1) uris.unshift((await publish(`post ${i}`)).uri);
    for (const visibility of ["private", "direct"] as const) await publish("secret", visibility);
    const outbox = await read("/users/alice/outbox");
    expect(outbox).toMatchObject({ type: "OrderedCollection" });
    const seen: string[] = [];
    let next: unknown = outbox["first"];
    for (let pages = 0; typeof next === "string" && pages < 10; pages += 1) {
      const page = await read(pathOf(next));
      expect(page["type"]).toBe("OrderedCollectionPage");
      for (const item of page["orderedItems"] as {
        type: string;
        object: { id: string; content: string };
      }[]) {
        expect(item.object.content).not.toContain("secret");
        seen.push(item.object.id);
      }
      next = page["next"];
    }
    expect(seen).toEqual(uris);
  });

  it("followers and following page, unless they are hidden", async () => {
    const bob = await net.server("there.example").member("bob");
    await bob.user.followUser(bob.caller, { account: "alice@here.example" });
    await net.settle();
    expect(await read("/users/alice/followers")).toMatchObject({ totalItems: 1 });
    const page = await read("/users/alice/followers?page=true");
    expect(page["orderedItems"]).toEqual([bob.account.uri]);
    await here.store.turn(alice.account.id, (turn) =>
      turn.update(profiles, { accountId: alice.account.id }, { hideCollections: true }),
    );
    const hidden = await read("/users/alice/followers?page=true");
    expect(hidden).toMatchObject({ totalItems: 1 });
    expect(hidden["orderedItems"] ?? hidden["first"]).toBeUndefined();
  });

  it("pins, tags and likes", async () => {
    const status = await publish("pinned");
    await alice.user.pinStatus(alice.caller, { statusUri: status.uri });
    await alice.user.featureTag(alice.caller, { tag: "gardening" });
    await alice.user.likeStatus(alice.caller, { statusUrl: status.uri });
    const featured = await read("/users/alice/collections/featured");
    expect(featured["orderedItems"]).toMatchObject([{ type: "Note", id: status.uri }]);
    const tags = await read("/users/alice/collections/tags");
    expect(tags["items"]).toMatchObject([{ type: "Hashtag", name: "#gardening" }]);
    const liked = await read("/users/alice/liked?page=true");
    expect(liked["orderedItems"]).toEqual([status.uri]);
    expect((await get("/users/alice/collections/other")).status).toBe(404);
  });
});

describe("a status", () => {
  it("is a Note, in a Create, with its answers, likes and shares", async () => {
    const status = await publish("root");
    const answer = await alice.user.publishStatus(alice.caller, {
      content: "answer",
      visibility: "public",
      inReplyTo: status.uri,
    });
    await alice.user.publishStatus(alice.caller, {
      content: "psst",
      visibility: "private",
      inReplyTo: status.uri,
    });
    const path = pathOf(status.uri);
    expect(await read(path)).toMatchObject({ type: "Note", id: status.uri });
    expect(await read(`${path}/activity`)).toMatchObject({ type: "Create", object: { id: status.uri } });
    const page = await read(`${path}/replies?page=true`);
    expect(page["items"]).toEqual([answer.uri]);
    expect(await read(`${path}/likes`)).toMatchObject({ totalItems: 0 });
    expect(await read(`${path}/shares`)).toMatchObject({ totalItems: 0 });
    expect((await get(`${path}/nothing`)).status).toBe(404);
    const boost = await alice.user.boostStatus(alice.caller, { statusUrl: status.uri });
    expect(await read(pathOf(boost.uri))).toMatchObject({ type: "Announce", object: status.uri });
    expect(await read(`${path}/shares`)).toMatchObject({ totalItems: 1 });
  });

  it("has answers that page past hidden ones, and end where there are nothing else", async () => {
    const root = await publish("root");
    const answer = async (visibility: "public" | "private") =>
      (await alice.user.publishStatus(alice.caller, { content: "answer", visibility, inReplyTo: root.uri }))
        .uri;
    const seen = async () => {
      const found: unknown[] = [];
      let next: unknown = `${root.uri}/replies?page=true`;
      for (let pages = 0; typeof next === "string" && pages < 9; pages += 1) {
        for (const uri of hidden) expect(next).not.toContain(uri.slice(uri.lastIndexOf("/") + 1));
        const page = await read(pathOf(next));
        found.push(...(page["items"] as unknown[]));
        next = page["next"];
      }
      return found;
    };
    const [open, hidden]: [string[], string[]] = [[], []];
    for (let index = 0; index < 25; index += 1) {
      open.push(await answer("public"));
      hidden.push(await answer("private"));
    }
    expect(await seen()).toEqual(open);
    for (let index = 0; index < 120; index += 1) hidden.push(await answer("private"));
    expect(await seen()).toEqual(open);
  });

  it("has no answers of authors who are suspended, by themselves or with their domain", async () => {
    const root = await publish("root");
    const answers: string[] = [];
    for (const name of ["bob", "carol", "dave"]) {
      const { user, caller, account } = await here.member(name, { host: `${name}.example` });
      const args = { content: "answer", visibility: "public", inReplyTo: root.uri } as const;
      answers.push((await user.publishStatus(caller, args)).uri);
      await here.store.turn(INSTANCE, (turn) =>
        turn.update(
          accounts,
          { id: account.id },
          { suspended: name !== "bob", suspendedWithDomain: name === "dave" },
        ),
      );
    }
    expect((await read(`${pathOf(root.uri)}/replies?page=true`))["items"]).toEqual(answers.slice(0, 1));
  });

  it("of another author is not found", async () => {
    await here.member("carol");
    const status = await publish("hello");
    expect((await get(pathOf(status.uri).replace("alice", "carol"))).status).toBe(404);
    await remove(status.uri);
    expect((await get(pathOf(status.uri).replace("alice", "carol"))).status).toBe(404);
  });

  it.each(["public", "unlisted"] as const)(
    "that was %s and is deleted is gone, for a while",
    async (seen) => {
      const { uri } = await publish("hello", seen);
      await remove(uri);
      for (const path of [pathOf(uri), `${pathOf(uri)}/activity`]) {
        const answer = await get(path);
        expect(answer.status).toBe(410);
        expect(parseObject(text(answer))).toMatchObject({
          kind: "tombstone",
          id: uri,
          formerType: "Note",
          deleted: net.clock,
        });
      }
      expect((await get(`${pathOf(uri)}/replies`)).status).toBe(404);
      net.clock += 30 * DAY;
      expect((await get(pathOf(uri))).status).toBe(404);
      await remove((await publish("another")).uri);
      const left = await here.store.view(INSTANCE, (view) => view.scan(statusTombstones, { limit: 5 }));
      expect(left.rows).toHaveLength(1);
    },
  );

  it("with a poll that is deleted was a Question", async () => {
    const { uri } = await alice.user.publishStatus(alice.caller, {
      content: "tea?",
      visibility: "public",
      poll: { options: ["yes", "no"], durationMillis: 3_600_000 },
    });
    expect(await read(pathOf(uri))).toMatchObject({ type: "Question" });
    await remove(uri);
    expect(parseObject(text(await get(pathOf(uri))))).toMatchObject({
      kind: "tombstone",
      formerType: "Question",
    });
  });

  it.each(["private", "direct"] as const)("that was %s and is deleted leaves nothing", async (visibility) => {
    const { uri } = await publish("hello", visibility);
    await remove(uri);
    expect((await get(pathOf(uri))).status).toBe(404);
    const left = await here.store.view(INSTANCE, (view) => view.scan(statusTombstones, { limit: 5 }));
    expect(left.rows).toEqual([]);
  });

  it("that is deleted tells nobody so who may not see the author, in secure mode", async () => {
    const secure = net.server("secure.example", { authorizedFetch: true });
    const erin = await secure.member("erin");
    const [friend, foe] = await Promise.all(["friend", "foe"].map((name) => secure.member(name)));
    await erin.user.blockUser(erin.caller, { account: "foe" });
    const { uri } = await erin.user.publishStatus(erin.caller, { content: "hello", visibility: "public" });
    await erin.user.deleteStatus(erin.caller, { statusUri: uri });
    const request = { method: "GET", url: uri.slice(secure.origin.length), headers: { accept: ACTIVITY } };
    expect(await secure.federation.handle(request)).toMatchObject({ status: 401 });
    expect(await secure.federation.handle(request, friend?.account.id)).toMatchObject({ status: 410 });
    expect(await secure.federation.handle(request, foe?.account.id)).toMatchObject({ status: 404 });
  });
});

it("HEAD answers as GET does, without the body", async () => {
  const answer = await answerOf(here, {
    method: "HEAD",
    url: "/users/alice",
    headers: { host: "here.example", accept: ACTIVITY },
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toHaveLength(0);
});
