/** Documents that the node fetches from a server that lies: CVE-2024-23832, GHSA-jhrq-qvrm-qr36, CVE-2026-34148, GHSA-mc44-6cfg-2v6w, CVE-2023-36461, fedify #963. */

import { beforeAll, describe, expect, test, vi } from "vitest";
import { patience } from "../support/patience.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";
import { HostileActor } from "./hostileActor.ts";
import { HostileServer } from "./hostileServer.ts";
import { expectNoDefect, expectNoTrace, expectRefused, startScene, type Scene } from "./scene.ts";

vi.setConfig(patience);

const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";

let scene: Scene;
let elsewhere: HostileServer;
beforeAll(async () => {
  scene = await startScene();
  elsewhere = await HostileServer.start("127.0.0.21");
});
tellOnFailure(() => ({ node: scene.node.log }));

/** An actor that nobody knows yet sends a like: its document has to be fetched first. */
const likeFromStranger = (actor: HostileActor) =>
  expectRefused(scene.node, () =>
    actor.post(scene.inbox, actor.activity("Like", { object: scene.post.uri })),
  );
const path = (actor: HostileActor): string => new URL(actor.uri).pathname;

describe("an actor document is refused", () => {
  const lies: Record<string, (actor: HostileActor) => void> = {
    "as plain JSON, as an uploaded file would be": (actor) => {
      scene.server.serve(path(actor), {
        headers: { "content-type": "application/json" },
        body: actor.document,
      });
    },
    "as text": (actor) => {
      scene.server.serve(path(actor), { headers: { "content-type": "text/plain" }, body: actor.document });
    },
    "as an image": (actor) => {
      scene.server.serve(path(actor), { headers: { "content-type": "image/png" }, body: actor.document });
    },
    "as JSON-LD of another profile": (actor) => {
      const type = `application/ld+json; profile="https://evil.example/ns"`;
      scene.server.serve(path(actor), { headers: { "content-type": type }, body: actor.document });
    },
    "with another's id": (actor) => {
      actor.serveDocument({ id: scene.friend.uri });
    },
    "with an id of another server": (actor) => {
      actor.serveDocument({ id: `${elsewhere.origin}/users/victim` });
    },
    "with an id of ours": (actor) => {
      actor.serveDocument({ id: scene.aliceUri });
    },
    "with a key under another id": (actor) => {
      const { publicKeyPem } = actor;
      actor.serveDocument({ publicKey: { id: `${actor.uri}#other`, owner: actor.uri, publicKeyPem } });
    },
    "with a key that another owns": (actor) => {
      const { keyId: id, publicKeyPem } = actor;
      actor.serveDocument({ publicKey: { id, owner: scene.friend.uri, publicKeyPem } });
    },
    "without a key": (actor) => {
      actor.serveDocument({ publicKey: undefined });
    },
    "with a key that is none": (actor) => {
      const { keyId: id } = actor;
      actor.serveDocument({
        publicKey: { id, owner: actor.uri, publicKeyPem: "-----BEGIN PUBLIC KEY-----" },
      });
    },
    "of 2 MB": (actor) => {
      actor.serveDocument({ summary: "x".repeat(2_000_000) });
    },
    "nested 1,000 deep": (actor) => {
      let attachment: unknown = "x";
      for (let depth = 0; depth < 1_000; depth += 1) attachment = [attachment];
      actor.serveDocument({ attachment });
    },
    "that is no JSON": (actor) => {
      scene.server.serve(path(actor), { body: "{" });
    },
    "behind a redirect to another server's actor": (actor) => {
      const victim = new HostileActor(elsewhere, "victim");
      scene.server.serve(path(actor), { status: 302, headers: { location: victim.uri } });
    },
    "behind a redirect to our own server": (actor) => {
      scene.server.serve(path(actor), { status: 302, headers: { location: scene.aliceUri } });
    },
    "behind a redirect to a file": (actor) => {
      scene.server.serve(path(actor), { status: 302, headers: { location: "file:///etc/passwd" } });
    },
    "whose WebFinger names another": (actor) => {
      const acct = `acct:${actor.username}@${scene.server.host}`;
      const links = [{ rel: "self", type: "application/activity+json", href: scene.friend.uri }];
      for (const resource of [encodeURIComponent(acct), acct]) {
        scene.server.serve(`/.well-known/webfinger?resource=${resource}`, { body: { subject: acct, links } });
      }
    },
  };
  test.each(Object.keys(lies))("%s", async (name) => {
    const actor = new HostileActor(scene.server);
    lies[name]?.(actor);
    await likeFromStranger(actor);
  });

  test("that trickles in without end, before anybody has lost patience", async () => {
    const actor = new HostileActor(scene.server);
    scene.server.serve(path(actor), (response) => {
      response.writeHead(200, { "content-type": "application/activity+json" });
      const timer = setInterval(() => response.write(" "), 100);
      response.on("close", () => {
        clearInterval(timer);
      });
    });
    const { millis } = await likeFromStranger(actor);
    expect(millis).toBeLessThan(25_000);
  });

  test("that redirects in a circle, after few hops; and is not asked for again and again", async () => {
    const actor = new HostileActor(scene.server);
    scene.server.serve(path(actor), { status: 302, headers: { location: `${actor.uri}?1` } });
    scene.server.serve(`${path(actor)}?1`, { status: 302, headers: { location: actor.uri } });
    await likeFromStranger(actor);
    const asked = () => scene.server.seen.filter((it) => it.path.startsWith(path(actor))).length;
    const first = asked();
    expect(first).toBeLessThanOrEqual(8);
    for (let times = 0; times < 5; times += 1) await likeFromStranger(actor);
    expect(asked()).toBe(first);
  });

  test("that fails is not fetched once for every message", async () => {
    const actor = new HostileActor(scene.server);
    scene.server.serve(path(actor), { status: 500 });
    for (let times = 0; times < 10; times += 1) await likeFromStranger(actor);
    expect(scene.server.requestsFor(path(actor)).length).toBeLessThanOrEqual(3);
  });
});

describe("a status that somebody asks the node to look up is refused", () => {
  const note = (id: string, attributedTo: string): object => ({
    "@context": "https://www.w3.org/ns/activitystreams",
    id,
    type: "Note",
    attributedTo,
    content: "<p>forged</p>",
    to: [PUBLIC],
    published: "2026-11-21T00:00:00Z",
  });
  const documents: Record<string, () => object> = {
    "with an id of another server": () =>
      note(`${elsewhere.origin}/notes/1`, `${elsewhere.origin}/users/victim`),
    "with an author of another server": () => {
      const victim = new HostileActor(elsewhere, "victim");
      return note(`${scene.server.origin}/forged`, victim.uri);
    },
    "with alice as its author": () => note(`${scene.server.origin}/forged`, scene.aliceUri),
    "with an id of ours": () => note(scene.post.uri, scene.aliceUri),
  };
  test.each(Object.keys(documents))("%s", async (name) => {
    scene.server.serve(`/forged?${encodeURIComponent(name)}`, { body: documents[name]?.() ?? {} });
    const uri = `${scene.server.origin}/forged?${encodeURIComponent(name)}`;
    await expectNoTrace(scene.node, async () => {
      expect((await scene.alice.search(uri)).statuses.map((it) => it.uri)).toEqual([]);
    });
  });

  test("as an uploaded file, whatever the sender says", async () => {
    const uri = `${scene.server.origin}/media/upload.json`;
    const headers = { "content-type": "application/json" };
    scene.server.serve("/media/upload.json", { headers, body: note(uri, scene.friend.uri) });
    await expectNoTrace(scene.node, async () => {
      expect((await scene.alice.search(uri)).statuses).toEqual([]);
    });
  });

  test("when it is only the boost of a forgery", async () => {
    const uri = `${scene.server.origin}/boosted`;
    const victim = new HostileActor(elsewhere, "victim");
    scene.server.serve("/boosted", { body: note(`${elsewhere.origin}/notes/2`, victim.uri) });
    const announce = scene.friend.activity("Announce", { object: uri, to: [PUBLIC] });
    await scene.friend.post(scene.sharedInbox, announce);
    const { note: marker, activity } = scene.friend.create({ content: "<p>after the boost</p>" });
    await scene.friend.post(scene.sharedInbox, activity);
    await scene.alice.seesAtHome("what came next", (it) => it.uri === marker.id);
    expect(JSON.stringify(await scene.alice.home())).not.toContain("forged");
  });
});

test("no request was a defect", () => {
  expectNoDefect(scene.node);
});
