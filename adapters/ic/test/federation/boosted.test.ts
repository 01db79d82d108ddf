/** News of a status from elsewhere reaches those here who have it from somebody who boosts it (UC11). */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forwarder } from "../../../../tools/canister-runtime/src/forwarder.test-support.ts";
import * as federationBindings from "../../src/candid/federation.did.ts";
import { callsTo } from "../support/callFrom.ts";
import { person, startCanisterNode, type CanisterNode, type UserActor } from "../support/canisterNode.ts";
import { publish } from "../support/publishing.ts";
import { RemoteServer, type RemotePerson } from "../support/remoteServer.ts";

const HERE = "https://here.example";
const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";
const page = { offset: 0n, limit: 50n };

describe("a boosted status of another server", () => {
  let node: CanisterNode;
  let there: RemoteServer;
  let bob: RemotePerson;
  let alice: UserActor;
  let carol: UserActor;

  const noteAs = (content: string, updated?: string, number = 1) => ({
    "@context": "https://www.w3.org/ns/activitystreams",
    id: `${bob.uri}/statuses/${number}`,
    type: "Note",
    attributedTo: bob.uri,
    content,
    to: [PUBLIC],
    published: "2026-01-01T00:00:00Z",
    ...(updated === undefined ? {} : { updated }),
  });
  const tell = async (type: string, object: unknown) => {
    const activity = bob.activity(type, object, { to: [PUBLIC] });
    const answer = await node
      .federation(person("gateway"))
      .http_request_update(await bob.posts("/inbox", activity, await node.runtime.getTime()));
    expect(answer.status_code).toBe(202);
    await node.settle();
  };
  /** Lets time go by, for what is done a little later, or again. */
  const pass = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      await node.settle();
      await node.runtime.advanceTime(6_000);
    }
    await node.settle();
  };
  const feedOf = async (who: UserActor) => {
    const feed = await who.read_feed(page);
    if ("Err" in feed) throw new Error(JSON.stringify(feed.Err));
    return feed.Ok.map(({ status, boosted_by }) => [status.content, boosted_by[0]]);
  };

  beforeAll(async () => {
    there = new RemoteServer("https://there.example", HERE);
    bob = there.person("bob");
    there.serve("/users/bob/statuses/1", noteAs("<p>One</p>"));
    node = await startCanisterNode({ outcalls: there.outcalls });
    [alice, carol] = [
      node.user(await node.signUp(person("alice"), "alice"), person("alice")),
      node.user(await node.signUp(person("carol"), "carol"), person("carol")),
    ];
    expect(await carol.follow_user({ handle: "alice" })).toEqual({ Ok: null });
    await node.settle();
    expect(await alice.boost_status({ status_url: `${bob.uri}/statuses/1` })).toEqual({ Ok: null });
    await node.settle();
  }, 240_000);
  afterAll(() => node.close());

  it("is read by the booster's followers", async () => {
    expect(await feedOf(carol)).toEqual([["<p>One</p>", `${HERE}/users/alice`]]);
  });

  it("is read in its new version once it is edited", async () => {
    await node.runtime.advanceTime(60_000);
    const edited = noteAs("<p>Two</p>", new Date(await node.runtime.getTime()).toISOString());
    there.serve("/users/bob/statuses/1", edited);
    await tell("Update", edited);
    expect(await feedOf(alice)).toEqual([["<p>Two</p>", `${HERE}/users/alice`]]);
    expect(await feedOf(carol)).toEqual([["<p>Two</p>", `${HERE}/users/alice`]]);
  });

  it("is gone from all once it is deleted", async () => {
    there.remove("/users/bob/statuses/1");
    await tell("Delete", { id: `${bob.uri}/statuses/1`, type: "Tombstone" });
    expect(await feedOf(alice)).toEqual([]);
    expect(await feedOf(carol)).toEqual([]);
  });

  it("is gone from all when its author's account here is", async () => {
    const dave = node.user(await node.signUp(person("dave"), "dave"), person("dave"));
    const published = await publish(dave, "Goodbye");
    expect(await alice.boost_status({ status_url: published.uri })).toEqual({ Ok: null });
    await node.settle();
    expect((await feedOf(carol)).length).toBe(1);
    expect(await node.as(person("dave")).delete_profile()).toEqual({ Ok: null });
    await pass(10);
    expect(await feedOf(alice)).toEqual([]);
    expect(await feedOf(carol)).toEqual([]);
  });

  it("is gone from all when its author's account elsewhere is", async () => {
    there.serve("/users/bob/statuses/2", noteAs("<p>Three</p>", undefined, 2));
    expect(await alice.boost_status({ status_url: `${bob.uri}/statuses/2` })).toEqual({ Ok: null });
    await node.settle();
    expect((await feedOf(carol)).length).toBe(1);
    there.remove("/users/bob/statuses/2");
    there.remove("/users/bob");
    await tell("Delete", bob.uri);
    await pass(5);
    expect(await feedOf(alice)).toEqual([]);
    expect(await feedOf(carol)).toEqual([]);
  });

  it("is not gone because a home that may not see it says so", async () => {
    const published = await publish(carol, "Among ourselves", { visibility: { FollowersOnly: null } });
    const home = await node.signUp(person("eve"), "eve");
    await node.runtime.reinstallCode({ canisterId: home, sender: node.directoryId, wasm: forwarder });
    const federation = callsTo<federationBindings._SERVICE>(
      node.runtime,
      federationBindings,
      node.federationId,
    );
    const forged = (actor: string, object_uri: string) =>
      federation(home, "forward_news", {
        activity_id: `${actor}#deletes/1`,
        actor_uri: actor,
        object_uri,
        change: { Delete: null },
        target_inboxes: [`${HERE}/users/alice/inbox`],
      });
    const rejected = { Err: { Rejected: expect.any(String) as unknown } };
    const author = `${HERE}/users/carol`;
    expect(await forged(author, published.uri)).toEqual(rejected);
    expect(await forged(author, author)).toEqual(rejected);
    expect(await forged(`${HERE}/actor`, `${HERE}/actor`)).toEqual(rejected);
    there.refuse("/users/closed", 403);
    expect(await forged(`${there.origin}/users/closed`, `${there.origin}/users/closed`)).toEqual(rejected);
  });
});
