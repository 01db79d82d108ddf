/** Followers-only and direct posts reach whom they are for, and leak to nobody else by any exit (CVE-2026-25808, CVE-2026-23961). */

import { beforeAll, describe, expect, test, vi } from "vitest";
import { FedifyPeer } from "./fedify/peerClient.ts";
import { ApiClient } from "./support/apiClient.ts";
import type { StatusEntity } from "./support/entities.ts";
import { MasticNode } from "./support/node.ts";
import { patience } from "./support/patience.ts";
import { tellOnFailure } from "./support/tellOnFailure.ts";
import { waitFor } from "./support/waitFor.ts";

vi.setConfig(patience);

let node: MasticNode;
let peer: FedifyPeer;
/** A third server, of people who have nothing to do with alice at first. */
let stranger: FedifyPeer;
let alice: ApiClient;
/** Follows bob, not alice. */
let dave: ApiClient;
let nobody: ApiClient;
let aliceUri: string;
let bobId: string;

beforeAll(async () => {
  [node, peer, stranger] = await Promise.all([
    MasticNode.start({ host: "127.0.0.2" }),
    FedifyPeer.start("127.0.0.3"),
    FedifyPeer.start("127.0.0.4"),
  ]);
  alice = await node.signUp("alice");
  dave = await node.signUp("dave");
  nobody = new ApiClient(node.origin, null);
  aliceUri = node.actorUri("alice");
  bobId = (await alice.resolveAccount(peer.actorUri("bob"))).id;
  for (const client of [alice, dave]) {
    await client.relate("follow", bobId);
    await waitFor("bob's Accept", async () => (await client.relationship(bobId)).following || undefined);
  }
  await peer.act("follow", { as: "bob", uri: aliceUri });
  await waitFor("bob's follow", async () => (await alice.relationship(bobId)).followed_by || undefined);
});
tellOnFailure(() => ({ node: node.log, peer: peer.output }));

async function documentAt(uri: string): Promise<string> {
  const response = await fetch(uri, { headers: { accept: "application/activity+json" } });
  return response.ok ? response.text() : "";
}

/** Every public exit of the node that lists what alice wrote, as one text. */
async function publicExits(parent: StatusEntity): Promise<string> {
  const { id } = await alice.me();
  const pages = [
    `${aliceUri}/outbox`,
    `${aliceUri}/outbox?page=true`,
    `${aliceUri}/collections/featured`,
    `${parent.uri}/replies`,
    `${parent.uri}/replies?page=true`,
  ];
  const documents = await Promise.all(pages.map(documentAt));
  const html = await fetch(`${node.origin}/@alice`, { headers: { accept: "text/html" } });
  const answers = await Promise.all(
    [nobody, dave].flatMap((client) => [
      client.call("GET", `/api/v1/accounts/${id}/statuses?limit=40`),
      client.call("GET", `/api/v1/timelines/public?limit=40`),
      client.call("GET", `/api/v1/statuses/${parent.id}/context`),
    ]),
  );
  for (const { status } of answers) expect(status).toBe(200);
  return [...documents, await html.text(), JSON.stringify(answers.map(({ body }) => body))].join("\n");
}

async function expectHidden(status: StatusEntity, clients: readonly ApiClient[]): Promise<void> {
  for (const client of clients) {
    for (const part of ["", "/context", "/history", "/favourited_by", "/reblogged_by"]) {
      const path = `/api/v1/statuses/${status.id}${part}`;
      expect((await client.call("GET", path)).status, path).toBe(404);
    }
  }
  for (const act of ["favourite", "reblog", "bookmark"]) {
    const path = `/api/v1/statuses/${status.id}/${act}`;
    expect((await dave.call("POST", path)).status, path).toBe(404);
  }
}

describe.each(["private", "direct"] as const)("alice's %s post", (visibility) => {
  let parent: StatusEntity;
  let status: StatusEntity;
  const secret = `a secret that is ${visibility}`;

  beforeAll(async () => {
    parent = await alice.publish("Everybody may read this");
    status = await alice.publish({
      status: visibility === "direct" ? `@${peer.acct("bob")} ${secret}` : secret,
      visibility,
      in_reply_to_id: parent.id,
    });
  });

  test("reaches bob, addressed to him and not to the public", async () => {
    const { json } = await peer.arrival("Create", (it) => JSON.stringify(it.json).includes(status.uri));
    const { to, cc } = json;
    expect(JSON.stringify(json["object"])).toContain(secret);
    const recipients = [to, cc].flat().filter((uri) => uri !== undefined);
    expect(recipients).toContain(visibility === "direct" ? peer.actorUri("bob") : `${aliceUri}/followers`);
    expect(JSON.stringify(recipients)).not.toMatch(/#Public|as:Public/);
  });

  test("may be read by bob with his signature, by nobody without and by no stranger with theirs", async () => {
    expect(JSON.stringify(await peer.read("bob", status.uri))).toContain(secret);
    expect(await peer.read("mallory", status.uri)).toBeNull();
    for (const part of ["", "/activity", "/replies", "/likes", "/shares"]) {
      for (const accept of ["application/activity+json", "text/html"]) {
        const response = await fetch(status.uri + part, { headers: { accept } });
        expect(response.status, `${part} as ${accept}`).toBe(404);
        expect(await response.text()).not.toContain(secret);
      }
    }
    const page = await fetch(`${node.origin}/@alice/${status.id}`, { headers: { accept: "text/html" } });
    expect(page.status).toBe(404);
  });

  test("is in no list that others can read", async () => {
    const seen = await publicExits(parent);
    expect(seen).toContain("Everybody may read this");
    expect(seen).not.toContain(secret);
    expect(seen).not.toContain(status.uri);
  });

  test("cannot be read or acted on through the API by whom it is not for", async () => {
    await expectHidden(status, [nobody, dave]);
  });

  test("does not come out through a boost by bob, who knows it", async () => {
    await peer.act("announce", { uri: status.uri });
    const marker = await peer.act("post", { content: `<p>after the boost of ${visibility}</p>` });
    await dave.seesAtHome("what bob posted next", (it) => it.uri === marker);
    for (const client of [dave, nobody]) {
      const { body } = await client.call("GET", `/api/v1/accounts/${bobId}/statuses?limit=40`);
      expect(JSON.stringify(body)).not.toContain(secret);
    }
    expect(JSON.stringify(await dave.home())).not.toContain(secret);
  });
});

describe("carol, on a third server", () => {
  test("gets nothing of a followers-only post, since she does not follow", async () => {
    await alice.publish({ status: "not for strangers", visibility: "private" });
    const marker = await alice.publish(`@${stranger.acct("carol")} this one is for you`);
    await stranger.arrival("Create", ({ json }) => JSON.stringify(json).includes(marker.uri));
    expect(JSON.stringify((await stranger.state()).arrivals)).not.toContain("not for strangers");
  });

  test("gets nothing of a direct post to bob, though she follows", async () => {
    await stranger.act("follow", { as: "carol", uri: aliceUri });
    await alice.isNotified("follow", ({ account }) => account.username === "carol");
    await alice.publish({ status: `@${peer.acct("bob")} between us`, visibility: "direct" });
    const marker = await alice.publish("for all who follow");
    await stranger.arrival("Create", ({ json }) => JSON.stringify(json).includes(marker.uri));
    expect(JSON.stringify((await stranger.state()).arrivals)).not.toContain("between us");
  });
});

describe.each(["followers", "direct"] as const)("bob's %s post", (visibility) => {
  let status: StatusEntity;
  const secret = `what bob tells ${visibility}`;

  beforeAll(async () => {
    const mentions = visibility === "direct" ? [aliceUri] : [];
    const uri = await peer.act("post", { content: `<p>${secret}</p>`, visibility, mentions });
    status = await waitFor("bob's post", async () => {
      const home = (await alice.home()).find((it) => it.uri === uri);
      return home ?? (await alice.notifications()).find((it) => it.status?.uri === uri)?.status ?? undefined;
    });
  });

  test("reaches alice with its visibility", () => {
    expect(status.content).toContain(secret);
    expect(status.visibility).toBe(visibility === "direct" ? "direct" : "private");
  });

  test("is hidden from whom it is not for", async () => {
    const others = visibility === "direct" ? [dave, nobody] : [nobody];
    for (const client of others) {
      expect((await client.call("GET", `/api/v1/statuses/${status.id}`)).status).toBe(404);
      const { body } = await client.call("GET", `/api/v1/accounts/${bobId}/statuses?limit=40`);
      expect(JSON.stringify(body)).not.toContain(status.uri);
    }
    expect(
      JSON.stringify((await nobody.call("GET", "/api/v1/timelines/public?limit=40")).body),
    ).not.toContain(status.uri);
    if (visibility === "direct") expect(JSON.stringify(await dave.home())).not.toContain(status.uri);
    else await dave.seesAtHome("bob's followers-only post", (it) => it.uri === status.uri);
  });

  test("cannot be boosted by alice", async () => {
    const { status: code } = await alice.call("POST", `/api/v1/statuses/${status.id}/reblog`);
    expect([403, 404, 422]).toContain(code);
    const { arrivals } = await peer.state();
    expect(arrivals.filter((it) => it.type === "Announce")).toEqual([]);
  });
});
