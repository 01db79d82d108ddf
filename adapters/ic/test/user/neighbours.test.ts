import type { Principal } from "@icp-sdk/core/principal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { person, startCanisterNode, type CanisterNode, type UserActor } from "../support/canisterNode.ts";
import { publish } from "../support/publishing.ts";

const page = { offset: 0n, limit: 50n };
const uriOf = (handle: string): string => `https://here.example/users/${handle}`;

describe("homes of one node", () => {
  let node: CanisterNode;
  let alice: UserActor;
  let bob: UserActor;
  let canisters: Principal[];
  beforeAll(async () => {
    node = await startCanisterNode();
    canisters = [];
    for (const handle of ["alice", "bob"]) canisters.push(await node.signUp(person(handle), handle));
    [alice, bob] = canisters.map((it, i) => node.user(it, person(["alice", "bob"][i] ?? ""))) as [
      UserActor,
      UserActor,
    ];
  });
  afterAll(() => node.close());

  it("follow, read, like and boost each other", async () => {
    expect(await alice.follow_user({ handle: "bob" })).toEqual({ Ok: null });
    await node.settle();
    expect(await bob.get_followers(page)).toEqual({ Ok: [uriOf("alice")] });
    expect(await alice.get_following(page)).toEqual({ Ok: [uriOf("bob")] });
    expect(await alice.follow_user({ handle: "bob" })).toEqual({ Err: { AlreadyFollowing: null } });
    expect(await alice.follow_user({ handle: "nobody" })).toEqual({ Err: { NotFound: null } });

    const { uri, id } = await publish(bob, "Hello");
    await node.settle();
    const feed = await alice.read_feed(page);
    expect(feed).toMatchObject({ Ok: [{ status: { uri, content: "<p>Hello</p>", author: uriOf("bob") } }] });
    expect(await alice.like_status({ status_url: uri })).toEqual({ Ok: null });
    expect(await alice.boost_status({ status_url: uri })).toEqual({ Ok: null });
    await node.settle();
    const shown = await bob.get_local_status({ id, requester_actor_uri: [] });
    expect(shown).toMatchObject({ Ok: { like_count: 1n, boost_count: 1n } });
  });
});
