/** The main job, in both directions, between a node of canisters and a server that we did not write: Fedify, in a process of its own. */

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { FeedItem, Status } from "../../src/candid/user.did.ts";
import { FedifyPeer, type PeerArrival } from "../../../node/test/fedify/peerClient.ts";
import { waitFor } from "../../../node/test/support/waitFor.ts";
import { publish } from "../support/publishing.ts";
import { startServedNode, type Resident, type ServedNode } from "../support/servedNode.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let here: ServedNode;
let peer: FedifyPeer;
let alice: Resident;

beforeAll(async () => {
  [here, peer] = await Promise.all([startServedNode("127.0.0.6"), FedifyPeer.start("127.0.0.7")]);
  alice = await here.signUp("alice");
});
afterAll(() => here.close());

const containing =
  (text: string) =>
  ({ json }: PeerArrival): boolean =>
    JSON.stringify(json).includes(text);

async function feed(): Promise<FeedItem[]> {
  const reply = await alice.home.read_feed({ offset: 0n, limit: 20n });
  if ("Err" in reply) throw new Error(JSON.stringify(reply.Err));
  return reply.Ok;
}

const inFeed = (what: string, isWanted: (item: FeedItem) => boolean): Promise<FeedItem> =>
  waitFor(`${what} in alice's feed`, async () => (await feed()).find(isWanted));

describe("following", () => {
  test("alice follows bob by his address: his server accepts", async () => {
    expect(await alice.home.follow_user({ handle: `@${peer.acct("bob")}` })).toEqual({ Ok: null });
    const follow = await peer.arrival("Follow");
    expect(follow.actor).toBe(alice.uri);
    await waitFor("bob's Accept", async () => {
      const reply = await alice.home.get_following({ offset: 0n, limit: 10n });
      return "Ok" in reply && reply.Ok.includes(peer.actorUri("bob")) ? true : undefined;
    });
    expect((await peer.state()).people["bob"]?.followers).toEqual([alice.uri]);
  });

  test("bob follows alice: her node accepts", async () => {
    await peer.act("follow", { uri: alice.uri });
    await waitFor("alice's Accept", async () =>
      (await peer.state()).people["bob"]?.following[alice.uri] === "accepted" ? true : undefined,
    );
    const reply = await alice.home.get_followers({ offset: 0n, limit: 10n });
    expect(reply).toEqual({ Ok: [peer.actorUri("bob")] });
  });
});

describe("alice's post", () => {
  let post: Status;
  test("arrives at bob's server", async () => {
    post = await publish(alice.home, "Hello Fediverse, from a canister & co.");
    const { actor, json } = await peer.arrival("Create", containing(post.uri));
    expect(actor).toBe(alice.uri);
    expect(json["object"]).toMatchObject({
      id: post.uri,
      type: "Note",
      content: "<p>Hello Fediverse, from a canister &amp; co.</p>",
      attributedTo: alice.uri,
    });
  });

  test("can be read there by its address, and is liked, boosted and answered", async () => {
    expect(await peer.read("bob", post.uri)).toMatchObject({ type: "Note" });
    await peer.act("like", { uri: post.uri });
    await peer.act("announce", { uri: post.uri });
    await waitFor("the like and the boost", async () => {
      const reply = await alice.home.get_local_status({ id: post.id, requester_actor_uri: [] });
      return "Ok" in reply && reply.Ok.like_count === 1n && reply.Ok.boost_count === 1n ? true : undefined;
    });
    const answer = await peer.act("post", {
      content: "<p>@alice an answer</p>",
      mentions: [alice.uri],
      inReplyTo: post.uri,
    });
    const { status } = await inFeed("bob's answer", (item) => item.status.uri === answer);
    expect(status).toMatchObject({ author: peer.actorUri("bob"), in_reply_to: [post.uri] });
  });

  test("goes there too when she deletes it", async () => {
    expect(await alice.home.delete_status({ status_uri: post.uri })).toEqual({ Ok: null });
    await peer.arrival("Delete", containing(post.uri));
  });
});

describe("bob's post", () => {
  let uri: string;
  test("arrives in alice's feed, made safe", async () => {
    uri = await peer.act("post", { content: "<p>Hello from <b>Fedify</b><script>alert(1)</script></p>" });
    const { status } = await inFeed("bob's post", (item) => item.status.uri === uri);
    expect(status.content).toContain("Hello from");
    expect(status.content).not.toContain("script");
    expect(status.author).toBe(peer.actorUri("bob"));
  });

  test("is liked by alice, and not any more", async () => {
    expect(await alice.home.like_status({ status_url: uri })).toEqual({ Ok: null });
    const like = await peer.arrival("Like", containing(uri));
    expect(like.actor).toBe(alice.uri);
    expect(await alice.home.undo_like({ status_url: uri })).toEqual({ Ok: null });
    await peer.arrival("Undo", containing(like.id ?? "no id"));
  });

  test("is boosted by alice, and not any more", async () => {
    expect(await alice.home.boost_status({ status_url: uri })).toEqual({ Ok: null });
    const boost = await peer.arrival("Announce", containing(uri));
    expect(boost.actor).toBe(alice.uri);
    expect(await alice.home.undo_boost({ status_url: uri })).toEqual({ Ok: null });
    await peer.arrival("Undo", containing(boost.id ?? "no id"));
  });

  test("is answered by alice", async () => {
    const answer = await publish(alice.home, `@${peer.acct("bob")} my answer`, { in_reply_to: [uri] });
    const { json } = await peer.arrival("Create", containing(answer.uri));
    expect(json["object"]).toMatchObject({ inReplyTo: uri });
  });
});
