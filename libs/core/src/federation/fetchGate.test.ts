import { beforeEach, describe, expect, it } from "vitest";
import type { HttpResponse } from "../context.ts";
import { domainBlocks } from "../schema/instance.ts";
import { INSTANCE } from "../store/store.ts";
import { peer, post, sendSigned, type Peer, type PeerActor } from "./peer.test-support.ts";
import { keyPair, network, type Member, type Network, type Server } from "./servers.test-support.ts";

let net: Network;
let here: Server;
let alice: Member;
let good: Peer;
let bob: PeerActor;
let letGo: () => void;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  alice = await here.member("alice");
  good = peer(net, "good.example");
  bob = good.actor("bob");
  const wait = new Promise<HttpResponse>((resolve) => {
    letGo = () => resolve({ status: 504, headers: {}, body: new Uint8Array() });
  });
  net.site("silent.example", () => wait);
});

const askedOf = (host: string): number => net.log.filter((line) => line.includes(`//${host}/`)).length;
const stranger = (index: number, host = "silent.example") => ({
  keyId: `https://${host}/users/nobody${index}#main-key`,
  privateKeyPem: keyPair().privateKeyPem,
});
const likeBy = (index: number) => ({
  "@context": "https://www.w3.org/ns/activitystreams",
  id: `https://silent.example/likes/${index}`,
  type: "Like",
  actor: `https://silent.example/users/nobody${index}`,
  object: alice.account.uri,
});

describe("keys of strangers, at a host that does not answer,", () => {
  it("are asked for a few at a time, and nothing else has to wait for them", async () => {
    const body = (index: number) => new TextEncoder().encode(JSON.stringify(likeBy(index)));
    const answers = Array.from({ length: 130 }, (_, index) =>
      sendSigned(here, stranger(index), { method: "POST", path: "/inbox", body: body(index) }),
    );
    const refused = await Promise.all(answers.slice(40));
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
    expect(refused[0]?.headers["retry-after"]).toBe("5");
    expect(askedOf("silent.example")).toBe(32);
    expect(await here.federation.gather.account(bob.uri)).toMatchObject({ uri: bob.uri });
    letGo();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(32);
  });

  it("do not fill the places that are for what people here want", async () => {
    const hosts = Array.from({ length: 130 }, (_, index) => `silent${index}.example`);
    for (const host of hosts) net.site(host, () => new Promise(() => undefined));
    hosts.forEach((host, index) => {
      void sendSigned(here, stranger(index, host), {
        method: "POST",
        path: "/inbox",
        body: new TextEncoder().encode(JSON.stringify(likeBy(index)).replaceAll("silent.example", host)),
      });
    });
    await expect.poll(() => net.log.length).toBe(64);
    expect(await here.federation.gather.account(bob.uri)).toMatchObject({ uri: bob.uri });
  });

  it("are not read at all for an inbox, which is for its owner", async () => {
    const answer = await sendSigned(here, stranger(1), { method: "GET", path: "/users/alice/inbox" });
    expect(answer.status).toBe(401);
    expect(net.log).toEqual([]);
  });
});

describe("an address that an actor claims at another host", () => {
  const claim = (name: string): PeerActor => good.actor(name, { webfinger: "x@victim.example" });
  let victim: Peer;
  beforeEach(() => {
    victim = peer(net, "victim.example");
  });

  it("is asked for once, however many posts and actors claim it", async () => {
    for (const name of ["mal", "mel", "mil"]) {
      const liar = claim(name);
      for (let index = 0; index < 3; index += 1) {
        const like = liar.activity("Like", alice.account.uri);
        expect((await post(here, liar, like)).status).toBe(401);
      }
    }
    expect(askedOf("victim.example")).toBe(1);
  });

  it("is asked for once where the host says whose it is", async () => {
    victim.actor("x");
    const liar = claim("mal");
    for (let index = 0; index < 3; index += 1) {
      expect((await post(here, liar, liar.activity("Like", alice.account.uri))).status).toBe(401);
    }
    expect(askedOf("victim.example")).toBe(1);
  });

  it("is not asked for at a host that is suspended here, until it is no longer", async () => {
    await here.store.turn(INSTANCE, (turn) =>
      turn.put(domainBlocks, { domain: "victim.example", severity: "suspend", createdAt: turn.now }),
    );
    await expect(here.federation.gather.account("x@victim.example")).rejects.toMatchObject({
      code: "NotFound",
    });
    expect(askedOf("victim.example")).toBe(0);
    victim.actor("x");
    await here.store.turn(INSTANCE, (turn) => turn.delete(domainBlocks, { domain: "victim.example" }));
    expect(await here.federation.gather.account("x@victim.example")).toMatchObject({
      acct: "x@victim.example",
    });
  });
});
