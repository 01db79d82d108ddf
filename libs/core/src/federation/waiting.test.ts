import { beforeEach, describe, expect, it } from "vitest";
import { INSTANCE } from "../store/store.ts";
import type { StoredEffect } from "../store/effect.ts";
import { waitsFor } from "./perform/performers.ts";
import { peer, post, type Peer, type PeerActor } from "./peer.test-support.ts";
import { network, type Member, type Network, type Server } from "./servers.test-support.ts";

let net: Network;
let here: Server;
let alice: Member;
let good: Peer;
let bob: PeerActor;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  alice = await here.member("alice");
  good = peer(net, "good.example");
  bob = good.actor("bob");
  // Accepts, and never answers.
  net.site("silent.example", () => new Promise(() => undefined));
});

const due = (): Promise<readonly StoredEffect[]> =>
  here.store.effects.claim({ now: net.clock, limit: 100, leaseMillis: 60_000 });
const askedOfSilent = (): string[] => net.log.filter((line) => line.includes("//silent.example/"));

function mentioning(names: readonly string[]): object {
  const tag = [
    { type: "Mention", href: alice.account.uri },
    ...names.map((name) => ({ type: "Mention", href: `https://silent.example/users/${name}` })),
  ];
  return bob.activity("Create", bob.note("1", { tag }));
}

describe("what waits for a server that does not answer", () => {
  it("is no work at home: that leaves it to others, in a lane of the sender's host", async () => {
    expect(await post(here, bob, mentioning(["a"]))).toMatchObject({ status: 202 });
    const [receive] = await due();
    if (receive === undefined) throw new Error("Nothing was received.");
    expect(waitsFor[receive.kind as keyof typeof waitsFor]).toBe("store");
    expect(await here.federation.perform.receive(receive)).toEqual({ status: "done" });
    expect(askedOfSilent()).toEqual([]);
    await here.store.effects.complete([receive.id]);
    const left = await due();
    expect(left).toMatchObject([
      { kind: "gatherAndReceive", owner: INSTANCE, lane: "gather good.example", body: receive.body },
    ]);
    expect(waitsFor.gatherAndReceive).toBe("answers");
  });

  it("is in no lane of deliveries when it is the post that another one answers", async () => {
    const inReplyTo = "https://silent.example/notes/1";
    const tag = [{ type: "Mention", href: alice.account.uri }];
    await post(here, bob, bob.activity("Create", bob.note("2", { inReplyTo, tag })));
    const [receive] = await due();
    if (receive === undefined) throw new Error("Nothing was received.");
    expect(await here.federation.perform.receive(receive)).toEqual({ status: "done" });
    await here.store.effects.complete([receive.id]);
    const left = await due();
    expect(left).toMatchObject([
      { kind: "resolve", payload: { uri: inReplyTo }, lane: "gather silent.example" },
    ]);
  });

  it("asks for all whom a post mentions at the same time", async () => {
    await post(here, bob, mentioning(["a", "b", "c", "d", "e"]));
    const [receive] = await due();
    if (receive === undefined) throw new Error("Nothing was received.");
    void here.federation.perform.gatherAndReceive(receive);
    await expect.poll(() => askedOfSilent().length).toBe(5);
  });

  it("does not hold up what is all here", async () => {
    await post(
      here,
      bob,
      bob.activity("Create", bob.note("2", { tag: [{ type: "Mention", href: alice.account.uri }] })),
    );
    await net.settle();
    expect(net.failures).toEqual([]);
    expect(await due()).toEqual([]);
    expect(net.log.filter((line) => !line.includes("//here.example/")).length).toBe(2);
  });
});
