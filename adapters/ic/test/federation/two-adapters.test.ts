/** A node of canisters and a node on Node.js do the main job with each other, as two servers that know nothing of each other. */

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ApiClient } from "../../../node/test/support/apiClient.ts";
import type { AccountEntity, StatusEntity } from "../../../node/test/support/entities.ts";
import { MasticNode } from "../../../node/test/support/node.ts";
import { waitFor } from "../../../node/test/support/waitFor.ts";
import type { FeedItem, Status } from "../../src/candid/user.did.ts";
import { person } from "../support/canisterNode.ts";
import { publish } from "../support/publishing.ts";
import { startServedNode, type Resident, type ServedNode } from "../support/servedNode.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let canisters: ServedNode;
let server: MasticNode;
/** On the canisters. */
let alice: Resident;
/** On Node.js. */
let bea: ApiClient;
let beaUri: string;
let beaAddress: string;
/** Alice, as bea's node knows her. */
let aliceThere: AccountEntity;

beforeAll(async () => {
  [canisters, server] = await Promise.all([
    startServedNode("127.0.0.8"),
    MasticNode.start({ host: "127.0.0.9" }),
  ]);
  [alice, bea] = await Promise.all([canisters.signUp("alice"), server.signUp("bea")]);
  beaUri = server.actorUri("bea");
  beaAddress = `@bea@${server.host}`;
});
afterAll(() => canisters.close());

async function inFeed(what: string, isWanted: (item: FeedItem) => boolean): Promise<FeedItem> {
  return waitFor(`${what} in alice's feed`, async () => {
    const reply = await alice.home.read_feed({ offset: 0n, limit: 20n });
    return "Ok" in reply ? reply.Ok.find(isWanted) : undefined;
  });
}

describe("following", () => {
  test("bea finds alice by her address and follows her", async () => {
    aliceThere = await bea.resolveAccount(`@alice@${new URL(canisters.origin).host}`);
    expect(aliceThere).toMatchObject({ uri: alice.uri, username: "alice" });
    await bea.relate("follow", aliceThere.id);
    await waitFor("the Accept", async () => (await bea.relationship(aliceThere.id)).following || undefined);
    expect(await alice.home.get_followers({ offset: 0n, limit: 5n })).toEqual({ Ok: [beaUri] });
  });

  test("alice follows bea", async () => {
    expect(await alice.home.follow_user({ handle: beaAddress })).toEqual({ Ok: null });
    await bea.isNotified("follow", ({ account }) => account.id === aliceThere.id);
    await waitFor("the Accept", async () => {
      const reply = await alice.home.get_following({ offset: 0n, limit: 5n });
      return "Ok" in reply && reply.Ok.includes(beaUri) ? true : undefined;
    });
  });
});

describe("alice's post", () => {
  let post: Status;
  let there: StatusEntity;
  test("arrives at bea's", async () => {
    post = await publish(alice.home, "From a canister.");
    there = await bea.seesAtHome("alice's post", ({ uri }) => uri === post.uri);
    expect(there).toMatchObject({ content: "<p>From a canister.</p>", account: { id: aliceThere.id } });
  });

  test("is liked, boosted and answered by bea", async () => {
    await bea.act("favourite", there.id);
    await bea.act("reblog", there.id);
    await waitFor("the like and the boost", async () => {
      const reply = await alice.home.get_local_status({ id: post.id, requester_actor_uri: [] });
      return "Ok" in reply && reply.Ok.like_count === 1n && reply.Ok.boost_count === 1n ? true : undefined;
    });
    const answer = await bea.publish({
      status: `@alice@${new URL(canisters.origin).host} and back`,
      in_reply_to_id: there.id,
    });
    const { status } = await inFeed("bea's answer", (item) => item.status.uri === answer.uri);
    expect(status).toMatchObject({ author: beaUri, in_reply_to: [post.uri] });
    await bea.act("unfavourite", there.id);
    await waitFor("the like to go", async () => {
      const reply = await alice.home.get_local_status({ id: post.id, requester_actor_uri: [] });
      return "Ok" in reply && reply.Ok.like_count === 0n ? true : undefined;
    });
  });
});

describe("bea's post", () => {
  let post: StatusEntity;
  test("arrives at alice's", async () => {
    post = await bea.publish("From Node.js.");
    const { status } = await inFeed("bea's post", (item) => item.status.uri === post.uri);
    expect(status).toMatchObject({ content: "<p>From Node.js.</p>", author: beaUri });
  });

  test("is liked, boosted and answered by alice", async () => {
    expect(await alice.home.like_status({ status_url: post.uri })).toEqual({ Ok: null });
    expect(await alice.home.boost_status({ status_url: post.uri })).toEqual({ Ok: null });
    await bea.isNotified("favourite", ({ status }) => status?.id === post.id);
    await bea.isNotified("reblog", ({ status }) => status?.id === post.id);
    const answer = await publish(alice.home, `${beaAddress} thank you`, { in_reply_to: [post.uri] });
    const { status } = await bea.isNotified("mention", (it) => it.status?.uri === answer.uri);
    expect(status).toMatchObject({ in_reply_to_id: post.id });
  });
});

describe("leaving", () => {
  test("alice's account goes, with her canister; bea's node hears of it and forgets her", async () => {
    const directory = canisters.node.as(person("alice"));
    expect(await directory.delete_profile()).toEqual({ Ok: null });
    await waitFor("alice to be forgotten", async () =>
      (await bea.relationship(aliceThere.id).catch(() => undefined))?.following === true ? undefined : true,
    );
    const gone = await waitFor("the tombstone", async () => {
      const answer = await fetch(alice.uri, { headers: { accept: "application/activity+json" } });
      return answer.status === 410 ? answer : undefined;
    });
    expect(await gone.json()).toMatchObject({ type: "Tombstone", id: alice.uri });
    await waitFor("the account to be gone", async () => {
      const me = await directory.whoami();
      return "Err" in me && "NotRegistered" in me.Err ? true : undefined;
    });
  });
});
