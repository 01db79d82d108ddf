import type { Principal } from "@icp-sdk/core/principal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutcallHandler } from "@mastic/canister-runtime";
import { apiCall } from "../journeys/apiCall.ts";
import {
  moderator,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
  type UserActor,
} from "../support/canisterNode.ts";
import { publish } from "../support/publishing.ts";
import { RemoteServer } from "../support/remoteServer.ts";

const page = { offset: 0n, limit: 50n };
const uriOf = (handle: string): string => `https://here.example/users/${handle}`;

describe("homes of one node", () => {
  let node: CanisterNode;
  let alice: UserActor;
  let bob: UserActor;
  let canisters: Principal[];
  /** What outcalls meet: nobody, at first. */
  let network: OutcallHandler = () => Promise.reject(new Error("Nobody is asked."));
  beforeAll(async () => {
    node = await startCanisterNode({ outcalls: (request) => network(request) });
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

  it("show what is for followers to who follows, whom the Directory knows by the principal", async () => {
    await publish(bob, "For followers", { visibility: { FollowersOnly: null } });
    await publish(bob, "@alice knows", { visibility: { Direct: null } });
    const [, canister] = canisters;
    if (canister === undefined) throw new Error("Bob has no canister.");
    const seenBy = async (who: string) => {
      const reply = await node.user(canister, person(who)).get_statuses(page);
      return "Ok" in reply ? reply.Ok.map(({ content }) => content) : reply.Err;
    };
    const forAll = ["<p>Hello</p>"];
    const forFollowers = ["<p>For followers</p>", ...forAll];
    expect(await seenBy("bob")).toEqual([expect.stringContaining("knows"), ...forFollowers]);
    expect(await seenBy("alice")).toEqual(forFollowers);
    expect(await seenBy("stranger")).toEqual(forAll);
    expect(await node.as(moderator).suspend({ principal: person("alice") })).toEqual({ Ok: null });
    expect(await seenBy("alice")).toEqual(forAll);
    expect(await node.as(moderator).unsuspend({ principal: person("alice") })).toEqual({ Ok: null });
    await node.settle();
    expect(await seenBy("alice")).toEqual(forFollowers);
    // Who cannot be told apart from a stranger is one.
    await node.runtime.stopCanister({ canisterId: node.directoryId, sender: operator });
    expect(await seenBy("alice")).toEqual(forAll);
    await node.runtime.startCanister({ canisterId: node.directoryId, sender: operator });
  });

  it("does not unfollow whom nobody knows", async () => {
    expect(await alice.unfollow_user({ handle: "nobody" })).toEqual({ Err: { NotFollowing: null } });
  });

  it("report each other with the rules that were broken", async () => {
    await node.as(operator).set_policy({ rules: ["Be kind.", "No spam."] });
    const { id } = await apiCall<{ id: string }>(alice, "GET", "/api/v1/accounts/lookup?acct=bob");
    const fields = { account_id: id, category: "violation", comment: "Pills" };
    const report = (rule_ids: string[]) =>
      apiCall<{ rule_ids: string[] }>(alice, "POST", "/api/v1/reports", { ...fields, rule_ids });
    expect(await report(["2"])).toMatchObject({ category: "violation", rule_ids: ["2"] });
    await expect(report(["3"])).rejects.toThrow("do not exist");
    const listed = await node.as(moderator).list_reports({ state: { Open: null }, limit: 10n, before: [] });
    expect(listed).toMatchObject({ Ok: [{ broken_rules: [{ id: "2", text: "No spam." }] }] });
  });

  it("say that somebody cannot be reached now, and not that there is nobody", async () => {
    const there = new RemoteServer("https://there.example", "https://here.example");
    network = there.outcalls;
    const address = { handle: "@carl@there.example" };
    const unreachable = { Err: { RemoteUnavailable: expect.any(String) as string } };
    expect(await alice.follow_user(address)).toEqual({ Err: { NotFound: null } });
    await node.runtime.advanceTime(3_600_000);
    network = () => Promise.reject(new Error("No route to host"));
    expect(await alice.follow_user(address)).toEqual(unreachable);
    const status_url = "https://there.example/users/carl/statuses/1";
    expect(await alice.like_status({ status_url })).toEqual(unreachable);
    expect(await alice.boost_status({ status_url })).toEqual(unreachable);

    const { federationId: canisterId, runtime } = node;
    await runtime.stopCanister({ canisterId, sender: operator });
    const other = { handle: "@dora@there.example" };
    expect(await alice.follow_user(other)).toEqual(unreachable);
    expect(await alice.block_user(other)).toEqual(unreachable);
    expect(await alice.unfollow_user(other)).toEqual(unreachable);
    await runtime.startCanister({ canisterId, sender: operator });
  });
});
