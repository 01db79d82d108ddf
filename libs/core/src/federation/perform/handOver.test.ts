import { beforeEach, describe, expect, it } from "vitest";
import { accounts } from "../../schema/accounts.ts";
import { subscriptions } from "../../schema/instance.ts";
import { INSTANCE, type Owner } from "../../store/store.ts";
import { createFederation } from "../federation.ts";
import { peer, post, type Peer, type PeerActor } from "../peer.test-support.ts";
import { network, type Member, type Network, type Server } from "../servers.test-support.ts";

let net: Network;
let here: Server;
let there: Peer;
let bob: PeerActor;
let alice: Member;
let carol: Member;

beforeEach(async () => {
  net = network();
  const shared = net.server("here.example");
  const federation = createFederation({ ...shared.ctx, separateStores: true, separateMessages: true });
  here = { ...shared, federation };
  there = peer(net, "there.example");
  bob = there.actor("bob");
  alice = await here.member("alice");
  carol = await here.member("carol");
  await federation.makeInstanceKey();
});

const subscribe = (userId: Owner, follows: boolean) =>
  here.store.turn(INSTANCE, (turn) => turn.put(subscriptions, { actorUri: bob.uri, userId, follows }));

const claim = (kind: string) =>
  here.store.effects.claim({ now: net.clock, limit: 100, leaseMillis: 1_000, kinds: [kind] });

/** Brings what came in to the homes. @returns whose they are */
async function heard(): Promise<Owner[]> {
  for (const effect of await claim("receive")) {
    expect(await here.federation.relay(effect)).toEqual({ status: "done" });
    await here.store.effects.complete([effect.id]);
  }
  const homes = await claim("handOver");
  await here.store.effects.complete(homes.map(({ id }) => id));
  return homes.map(({ payload }) => BigInt((payload as { userId: string }).userId)).toSorted();
}

describe("an activity from elsewhere, where homes have stores of their own", () => {
  it("goes to those whom it names", async () => {
    expect(await post(here, bob, bob.activity("Follow", alice.account.uri))).toMatchObject({ status: 202 });
    expect(await heard()).toEqual([alice.account.id]);
    const note = bob.note("1", { tag: [{ type: "Mention", href: carol.account.uri }] });
    await post(here, bob, bob.activity("Create", note));
    expect(await heard()).toEqual([carol.account.id]);
  });

  it("goes to who follows the actor, and, where it changes something, to who is followed", async () => {
    await subscribe(alice.account.id, true);
    await subscribe(carol.account.id, false);
    await post(here, bob, bob.activity("Create", bob.note("1")));
    expect(await heard()).toEqual([alice.account.id]);
    await post(here, bob, bob.activity("Update", bob.note("1")));
    expect(await heard()).toEqual([alice.account.id, carol.account.id].toSorted());
  });

  it("goes to no home when it is a report: the person reported is not to hear of it", async () => {
    await subscribe(alice.account.id, true);
    await post(here, bob, bob.activity("Flag", [alice.account.uri], { content: "spam" }));
    expect(await heard()).toEqual([]);
  });

  it("stays in a personal inbox", async () => {
    await subscribe(alice.account.id, true);
    await subscribe(carol.account.id, true);
    await post(here, bob, bob.activity("Create", bob.note("1")), { to: "/users/carol/inbox" });
    expect(await heard()).toEqual([carol.account.id]);
  });

  it("goes to nobody who is suspended, and to nobody whom it does not concern", async () => {
    await here.store.turn(INSTANCE, (turn) =>
      turn.update(accounts, { id: alice.account.id }, { suspended: true }),
    );
    await post(here, bob, bob.activity("Follow", alice.account.uri));
    await post(here, bob, bob.activity("Create", bob.note("1")));
    expect(await heard()).toEqual([]);
  });

  it("lets homes judge an answer to a Follow, which they alone have sent", async () => {
    const follow = { id: `${alice.account.uri}#follow/1`, type: "Follow", actor: alice.account.uri, object: bob.uri }; // prettier-ignore
    expect(await post(here, bob, bob.activity("Accept", follow))).toMatchObject({ status: 202 });
    expect(await heard()).toEqual([alice.account.id]);
  });

  it("is read and left by each message alone: none waits for another's fetch", async () => {
    const answers = await Promise.all(
      ["1", "2", "3"].map((id) =>
        post(here, bob, bob.activity("Like", `${alice.account.uri}/statuses/${id}`)),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(net.log.filter((line) => line === `GET ${bob.uri}`)).toHaveLength(3);
  });
});

describe("the key of the instance, where messages are separate", () => {
  it("is not made by whoever happens to need it first", async () => {
    const other = net.server("other.example");
    const federation = createFederation({ ...other.ctx, separateMessages: true });
    const early = federation.handle({ method: "GET", url: "/actor", headers: {} });
    await expect(early).rejects.toMatchObject({ code: "RemoteUnavailable" });
    await federation.makeInstanceKey();
    await federation.makeInstanceKey();
    const answer = await federation.handle({ method: "GET", url: "/actor", headers: {} });
    expect(answer).toMatchObject({ status: 200 });
  });
});
