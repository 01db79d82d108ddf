/** The main job, in both directions, with a server that we did not write: Fedify, in a process of its own. */

import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { FedifyPeer, type PeerArrival } from "./fedify/peerClient.ts";
import type { ApiClient } from "./support/apiClient.ts";
import type { AccountEntity, StatusEntity } from "./support/entities.ts";
import { MasticNode } from "./support/node.ts";
import { patience } from "./support/patience.ts";
import { tellOnFailure } from "./support/tellOnFailure.ts";
import { waitFor } from "./support/waitFor.ts";

vi.setConfig(patience);

let node: MasticNode;
let peer: FedifyPeer;
let alice: ApiClient;
/** Bob, as alice's node knows him. */
let bob: AccountEntity;
let aliceUri: string;

beforeAll(async () => {
  [node, peer] = await Promise.all([MasticNode.start({ host: "127.0.0.2" }), FedifyPeer.start("127.0.0.3")]);
  alice = await node.signUp("alice");
  aliceUri = node.actorUri("alice");
});
tellOnFailure(() => ({ node: node.log, peer: peer.output }));

/** The text somewhere in what arrived. */
const containing =
  (text: string) =>
  ({ json }: PeerArrival): boolean =>
    JSON.stringify(json).includes(text);

const about =
  (uri: string) =>
  ({ object, json }: PeerArrival): boolean =>
    object === uri || containing(uri)({ json } as PeerArrival);

describe("finding and following", () => {
  test("alice finds bob by his address and by his URI", async () => {
    bob = await alice.resolveAccount(`@${peer.acct("bob")}`);
    expect(bob).toMatchObject({
      acct: peer.acct("bob"),
      uri: peer.actorUri("bob"),
      display_name: "bob of Fedify",
    });
    expect(bob.note).toContain("I am bob.");
    expect((await alice.resolveAccount(peer.actorUri("bob"))).id).toBe(bob.id);
  });

  test("alice follows bob: his server accepts", async () => {
    await alice.relate("follow", bob.id);
    await peer.arrival("Follow", about(peer.actorUri("bob")));
    await waitFor("bob's Accept", async () => (await alice.relationship(bob.id)).following || undefined);
    expect((await peer.state()).people["bob"]?.followers).toEqual([aliceUri]);
  });

  test("bob follows alice: her node accepts and tells her", async () => {
    await peer.act("follow", { uri: aliceUri });
    await alice.isNotified("follow", ({ account }) => account.id === bob.id);
    await waitFor("alice's Accept", async () =>
      (await peer.state()).people["bob"]?.following[aliceUri] === "accepted" ? true : undefined,
    );
    expect(await alice.relationship(bob.id)).toMatchObject({ following: true, followed_by: true });
    expect((await alice.me()).followers_count).toBe(1);
  });
});

describe("posts", () => {
  test("alice's post arrives at bob's server with its content", async () => {
    const status = await alice.publish("Hello Fediverse, this is alice & co.");
    const { actor, json } = await peer.arrival("Create", containing(status.uri));
    expect(actor).toBe(aliceUri);
    expect(json["object"]).toMatchObject({
      id: status.uri,
      type: "Note",
      content: "<p>Hello Fediverse, this is alice &amp; co.</p>",
      attributedTo: aliceUri,
    });
  });

  test("bob's post arrives in alice's home timeline, made safe", async () => {
    const uri = await peer.act("post", {
      content: `<p>Hello from <b>Fedify</b><script>alert(1)</script><img src=x onerror=alert(1)></p>`,
    });
    const status = await alice.seesAtHome("bob's post", (it) => it.uri === uri);
    expect(status.account.id).toBe(bob.id);
    expect(status.content).toContain("Hello from");
    expect(status.content).not.toMatch(/script|onerror|<img/);
    expect(status.visibility).toBe("public");
  });

  test("alice mentions bob: he gets a Mention tag", async () => {
    const status = await alice.publish(`@${peer.acct("bob")} have you seen this?`);
    expect(status.mentions).toMatchObject([{ id: bob.id }]);
    const { json } = await peer.arrival("Create", containing(status.uri));
    const mention = { type: "Mention", href: peer.actorUri("bob") };
    expect([json["object"]].flat()).toMatchObject([{ tag: [mention] }]);
  });

  test("bob mentions alice: she is notified", async () => {
    const uri = await peer.act("post", { content: "<p>@alice look</p>", mentions: [aliceUri] });
    const { status, account } = await alice.isNotified("mention", (it) => it.status?.uri === uri);
    expect(account.id).toBe(bob.id);
    expect(status?.mentions).toMatchObject([{ acct: "alice" }]);
  });
});

describe("alice and bob's post", () => {
  let post: StatusEntity;
  beforeAll(async () => {
    const uri = await peer.act("post", { content: "<p>Like, boost and answer me</p>" });
    post = await alice.seesAtHome("bob's post", (it) => it.uri === uri);
  });

  test("she likes it, and takes it back", async () => {
    expect(await alice.act("favourite", post.id)).toMatchObject({ favourited: true, favourites_count: 1 });
    const like = await peer.arrival("Like", about(post.uri));
    expect(like.actor).toBe(aliceUri);
    expect(await alice.act("unfavourite", post.id)).toMatchObject({ favourited: false, favourites_count: 0 });
    await peer.arrival("Undo", containing(like.id ?? "no id"));
  });

  test("she boosts it, and takes it back", async () => {
    const boost = await alice.act("reblog", post.id);
    expect(boost.reblog).toMatchObject({ id: post.id, reblogged: true, reblogs_count: 1 });
    const announce = await peer.arrival("Announce", about(post.uri));
    expect(announce.actor).toBe(aliceUri);
    expect(await alice.act("unreblog", post.id)).toMatchObject({ reblogged: false, reblogs_count: 0 });
    await peer.arrival("Undo", containing(announce.id ?? "no id"));
  });

  test("she answers it", async () => {
    const answer = await alice.publish({
      status: `@${peer.acct("bob")} here is my answer`,
      in_reply_to_id: post.id,
    });
    expect(answer).toMatchObject({ in_reply_to_id: post.id, in_reply_to_account_id: bob.id });
    const { json } = await peer.arrival("Create", containing(answer.uri));
    expect(json["object"]).toMatchObject({ inReplyTo: post.uri });
    expect((await alice.context(post.id)).descendants.map((it) => it.id)).toEqual([answer.id]);
  });

  test("she quotes it: his server allows it, and both servers hear so", async () => {
    const quoting = await alice.publish({ status: "Well said, this", quoted_status_id: post.id });
    const request = await peer.arrival("QuoteRequest", about(post.uri));
    expect(request.actor).toBe(aliceUri);
    const shown = await alice.seesStatus("the quote", quoting.id, ({ quote }) => quote?.state === "accepted");
    expect(shown.quote?.quoted_status?.uri).toBe(post.uri);
    await peer.arrival("Update", containing("quote_authorizations"));
  });

  test("he edits it: she sees the new text, and that it was edited", async () => {
    await peer.act("edit", { uri: post.uri, content: "<p>Now with other words</p>" });
    const edited = await alice.seesStatus("the edit", post.id, (it) => it.content.includes("other words"));
    expect(edited.edited_at).not.toBeNull();
    const history = await alice.call("GET", `/api/v1/statuses/${post.id}/history`);
    expect(history.body).toMatchObject([{ content: post.content }, { content: edited.content }]);
  });

  test("he deletes it: it is gone from her node", async () => {
    await peer.act("delete", { uri: post.uri });
    await waitFor("the deletion", async () =>
      (await alice.call("GET", `/api/v1/statuses/${post.id}`)).status === 404 ? true : undefined,
    );
    expect((await alice.home()).map((it) => it.uri)).not.toContain(post.uri);
  });
});

describe("bob and alice's post", () => {
  let post: StatusEntity;
  beforeAll(async () => {
    post = await alice.publish("Like, boost and answer me, bob");
    await peer.arrival("Create", containing(post.uri));
  });

  test("he likes it, and takes it back", async () => {
    const undoes = await peer.act("like", { uri: post.uri });
    const { account } = await alice.isNotified("favourite", (it) => it.status?.id === post.id);
    expect(account.id).toBe(bob.id);
    expect((await alice.status(post.id)).favourites_count).toBe(1);
    await peer.act("unlike", { uri: post.uri, undoes });
    await alice.seesStatus("no like", post.id, (it) => it.favourites_count === 0);
  });

  test("he boosts it, and takes it back", async () => {
    const undoes = await peer.act("announce", { uri: post.uri });
    const { account } = await alice.isNotified("reblog", (it) => it.status?.id === post.id);
    expect(account.id).toBe(bob.id);
    expect((await alice.status(post.id)).reblogs_count).toBe(1);
    await peer.act("unannounce", { uri: post.uri, undoes });
    await alice.seesStatus("no boost", post.id, (it) => it.reblogs_count === 0);
  });

  test("he answers it: she is notified and sees the thread", async () => {
    const uri = await peer.act("post", {
      content: "<p>My answer</p>",
      inReplyTo: post.uri,
      mentions: [aliceUri],
    });
    const { status } = await alice.isNotified("mention", (it) => it.status?.uri === uri);
    expect(status?.in_reply_to_id).toBe(post.id);
    const { descendants } = await alice.context(post.id);
    expect(descendants.map((it) => it.uri)).toEqual([uri]);
    expect((await alice.status(post.id)).replies_count).toBe(1);
  });

  test("he quotes it: she is told, and what allows it can be read by others", async () => {
    const uri = await peer.act("quote", { uri: post.uri, content: "<p>Listen to her</p>" });
    const { status } = await alice.isNotified("quote", (it) => it.status?.uri === uri);
    expect(status?.quote).toMatchObject({ state: "accepted", quoted_status: { id: post.id } });
    const { json } = await peer.arrival("Accept", containing("quote_authorizations"));
    const stamp = z.string().parse(json["result"]);
    expect(await peer.read("carol", stamp)).toMatchObject({
      type: "QuoteAuthorization",
      attributedTo: aliceUri,
      interactingObject: uri,
      interactionTarget: post.uri,
    });
  });

  test("she edits it: an Update arrives", async () => {
    const edited = await alice.edit(post.id, "Changed my mind");
    expect(edited.edited_at).not.toBeNull();
    const { json } = await peer.arrival("Update", containing(post.uri));
    expect(json["object"]).toMatchObject({ content: "<p>Changed my mind</p>" });
    expect(await peer.read("bob", post.uri)).toMatchObject({ content: "<p>Changed my mind</p>" });
  });

  test("she deletes it: a Delete arrives, and nobody gets it any more", async () => {
    await alice.delete(post.id);
    await peer.arrival("Delete", containing(post.uri));
    expect(await peer.read("bob", post.uri)).toBeNull();
  });
});

describe("parting", () => {
  test("alice unfollows bob: his server hears, and his posts stop", async () => {
    await alice.relate("unfollow", bob.id);
    await waitFor("bob to lose a follower", async () =>
      (await peer.state()).people["bob"]?.followers.length === 0 ? true : undefined,
    );
    expect((await alice.relationship(bob.id)).following).toBe(false);
    const kept = await peer.act("post", { content: "<p>For whoever follows me</p>" });
    // This one is delivered, as the notification shows, and would be in the home of whoever follows him.
    const delivered = await peer.act("post", { content: "<p>@alice still there?</p>", mentions: [aliceUri] });
    await alice.isNotified("mention", (it) => it.status?.uri === delivered);
    const fence = await alice.publish("After what bob posted");
    await alice.seesAtHome("what came after it", (it) => it.id === fence.id);
    const uris = (await alice.home()).map((it) => it.uri);
    expect(uris).not.toContain(delivered);
    expect(uris).not.toContain(kept);
  });

  test("bob unfollows alice: he is no follower any more", async () => {
    const arrivals = (await alice.relationship(bob.id)).followed_by;
    expect(arrivals).toBe(true);
    const undoes = await peer.act("follow", { uri: aliceUri });
    await peer.act("unfollow", { uri: aliceUri, undoes });
    await waitFor("bob's Undo", async () =>
      (await alice.relationship(bob.id)).followed_by ? undefined : true,
    );
    expect((await alice.me()).followers_count).toBe(0);
  });

  test("alice blocks bob, who follows her: his server hears, he follows no longer and does not reach her", async () => {
    await peer.act("follow", { uri: aliceUri });
    await waitFor("bob's follow", async () => (await alice.relationship(bob.id)).followed_by || undefined);
    expect(await alice.relate("block", bob.id)).toMatchObject({ blocking: true, followed_by: false });
    await peer.arrival("Block", about(peer.actorUri("bob")));
    const blocked = await peer.act("post", { content: "<p>can you hear me</p>", mentions: [aliceUri] });
    const heard = await peer.act("post", {
      as: "carol",
      content: "<p>I can be heard</p>",
      mentions: [aliceUri],
    });
    await alice.isNotified("mention", (it) => it.status?.uri === heard);
    expect((await alice.notifications()).map((it) => it.status?.uri)).not.toContain(blocked);
    await alice.relate("unblock", bob.id);
  });

  test("carol blocks alice, who follows her: the follow ends", async () => {
    const carol = await alice.resolveAccount(peer.actorUri("carol"));
    await alice.relate("follow", carol.id);
    await waitFor("carol's Accept", async () => (await alice.relationship(carol.id)).following || undefined);
    await peer.act("block", { as: "carol", uri: aliceUri });
    const relationship = await waitFor("carol's Block", async () => {
      const found = await alice.relationship(carol.id);
      return found.following ? undefined : found;
    });
    expect(relationship.blocked_by).toBe(true);
  });
});
