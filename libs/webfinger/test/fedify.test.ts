// Fedify as an independent oracle: it reads the NodeInfo that we write and asks our WebFinger, and we ask its.

import { createFederation, MemoryKvStore } from "@fedify/fedify";
import { nodeInfoToJson, parseNodeInfo as parseByFedify } from "@fedify/fedify/nodeinfo";
import { Person } from "@fedify/vocab";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  answerWebFinger,
  checkActorAccount,
  parseResource,
  parseWebFingerQuery,
  readWebFinger,
  webFingerAnswer,
  WebFingerError,
  webfingerRequest,
} from "../src/index.ts";
import { buildNodeInfo, parseNodeInfo, parseNodeInfoDiscovery } from "../src/nodeinfo.ts";

const count = fc.nat(1_000_000);
const infos = fc.record({
  name: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
  version: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.join(".")),
  openRegistrations: fc.boolean(),
  total: count,
  activeMonth: count,
  activeHalfyear: count,
  localPosts: count,
  localComments: count,
});

describe("NodeInfo", () => {
  test("Fedify reads what we write", () => {
    fc.assert(
      fc.property(infos, ({ name, version, openRegistrations, localPosts, localComments, ...users }) => {
        const document = buildNodeInfo("2.1", {
          software: { name, version, homepage: "https://example.com/" },
          protocols: ["activitypub"],
          openRegistrations,
          usage: { users, localPosts, localComments },
        });
        expect(parseByFedify(JSON.parse(JSON.stringify(document)))).toMatchObject({
          software: { name, version, homepage: new URL("https://example.com/") },
          protocols: ["activitypub"],
          openRegistrations,
          usage: { users, localPosts, localComments },
        });
      }),
    );
  });

  test("we read what Fedify writes", () => {
    fc.assert(
      fc.property(infos, ({ name, version, openRegistrations, localPosts, localComments, ...users }) => {
        const usage = { users, localPosts, localComments };
        const written = nodeInfoToJson({
          software: { name, version },
          protocols: ["activitypub"],
          openRegistrations,
          usage,
        });
        expect(parseNodeInfo(JSON.stringify(written))).toMatchObject({
          version: "2.1",
          software: { name, version },
          openRegistrations,
          usage,
        });
      }),
    );
  });
});

describe("a server made with Fedify", () => {
  const federation = createFederation<undefined>({ kv: new MemoryKvStore() });
  federation.setActorDispatcher("/users/{identifier}", (context, identifier) =>
    identifier === "alice"
      ? new Person({ id: context.getActorUri(identifier), preferredUsername: identifier })
      : null,
  );
  federation.setNodeInfoDispatcher("/nodeinfo/2.1", () => ({
    software: { name: "peer", version: "1.0.0" },
    protocols: ["activitypub"],
    usage: { users: {}, localPosts: 0, localComments: 0 },
  }));

  async function get(url: string, headers: Readonly<Record<string, string>> = {}) {
    const response = await federation.fetch(new Request(url, { headers }), { contextData: undefined });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  }

  test("is asked for an account, and the actor names it back", async () => {
    const acct = "@alice@peer.example";
    const { url, headers } = webfingerRequest(acct);
    const found = readWebFinger(await get(url, headers), { acct });
    expect(found.confirm).toBeUndefined();
    const actor = await get(found.actorUri, { accept: "application/activity+json" });
    const { id, preferredUsername } = JSON.parse(actor.body) as { id: string; preferredUsername: string };
    expect(() => checkActorAccount({ id, preferredUsername }, found)).not.toThrow();
    const nobody = webfingerRequest("@bob@peer.example");
    const missing = await get(nobody.url, nobody.headers);
    expect(() => readWebFinger(missing, { acct: "@bob@peer.example" })).toThrow(
      expect.objectContaining({ code: "not_found" }),
    );
  });

  test("is asked for its NodeInfo", async () => {
    const discovery = await get("https://peer.example/.well-known/nodeinfo");
    const { documents } = parseNodeInfoDiscovery(discovery.body);
    const document = await get(documents["2.1"] ?? "");
    expect(parseNodeInfo(document.body).software).toEqual({ name: "peer", version: "1.0.0" });
  });
});

describe("Fedify asks a server made with this", () => {
  const alice = {
    acct: { user: "alice", host: "mastic.example" },
    actorUri: "https://mastic.example/users/alice",
    profileUrl: "https://mastic.example/@alice",
    subscribeTemplate: "https://mastic.example/authorize_interaction?uri={uri}",
    avatar: { url: "https://mastic.example/alice.png", type: "image/png" },
  };

  /** As a server answers, by the codes of the errors (README: Errors). */
  function answer(url: URL): Response {
    try {
      if (url.host !== "mastic.example" || url.pathname !== "/.well-known/webfinger")
        return new Response(null, { status: 404 });
      const { resource, rels } = parseWebFingerQuery(url.search);
      const asked = parseResource(resource, { hosts: ["mastic.example"] });
      if (asked.kind !== "account" || asked.user !== "alice") return new Response(null, { status: 404 });
      const { body, ...init } = webFingerAnswer(answerWebFinger(alice, rels));
      return new Response(body, init);
    } catch (error) {
      if (!(error instanceof WebFingerError)) throw error;
      return new Response(null, { status: error.code === "resource_foreign" ? 404 : 400 });
    }
  }

  // Fedify looks accounts up over https at port 443 only: what it sends there, this server gets.
  beforeAll(() => {
    vi.stubGlobal("fetch", (input: URL | string) => Promise.resolve(answer(new URL(input))));
  });
  afterAll(() => void vi.unstubAllGlobals());

  const asking = createFederation<undefined>({ kv: new MemoryKvStore(), allowPrivateAddress: true });
  const context = asking.createContext(new URL("https://peer.example/"), undefined);

  test.each([
    "acct:alice@mastic.example",
    "https://mastic.example/@alice",
    "https://mastic.example/users/alice",
  ])("about %s", async (resource) => {
    const jrd = await context.lookupWebFinger(resource);
    expect(jrd).toEqual(answerWebFinger(alice));
    expect(jrd?.links?.find(({ rel }) => rel === "self")?.href).toBe(alice.actorUri);
  });

  test.each(["acct:bob@mastic.example", "acct:alice@other.example", "https://mastic.example/about"])(
    "about %s, and learns that there is nobody",
    async (resource) => {
      expect(await context.lookupWebFinger(resource)).toBeNull();
    },
  );
});
