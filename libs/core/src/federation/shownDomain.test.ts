import { beforeEach, expect, it } from "vitest";
import { effect } from "../effects.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { domainBlocks, type DomainBlockSeverity } from "../schema/instance.ts";
import { followers } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";
import { ACTIVITY, peer, post, type PeerActor } from "./peer.test-support.ts";
import { network, type Member, type Network, type Server } from "./servers.test-support.ts";

/** Bob's actor is at far.example, and his address, which is what people see, at family.example; carol's is at far.example. */

let net: Network;
let here: Server;
let alice: Member;
let bob: PeerActor;
let carol: PeerActor;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  alice = await here.member("alice");
  const far = peer(net, "far.example");
  const family = peer(net, "family.example");
  bob = far.actor("bob");
  carol = far.actor("carol");
  const links = [{ rel: "self", type: ACTIVITY, href: bob.uri }];
  const jrd = { subject: "acct:bob@family.example", links };
  const ask = (acct: string) => `/.well-known/webfinger?resource=${encodeURIComponent(`acct:${acct}`)}`;
  far.serve(ask("bob@far.example"), jrd, "application/jrd+json");
  family.serve(ask("bob@family.example"), jrd, "application/jrd+json");
});

async function block(severity: DomainBlockSeverity, domain = "family.example"): Promise<void> {
  await here.store.turn(INSTANCE, async (turn) => {
    await turn.put(domainBlocks, { domain, severity, createdAt: turn.now });
    turn.emit(effect({ kind: "enforceDomainBlock", payload: { domain } }));
  });
  await net.settle();
}

const known = (actor: PeerActor): Promise<AccountRow | undefined> =>
  here.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri: actor.uri }));

async function follow(actor: PeerActor): Promise<number> {
  const answer = await post(here, actor, actor.activity("Follow", alice.account.uri));
  await net.settle();
  return answer.status;
}

it("a block of the domain that people see keeps out who is not known yet, and nobody else of the host", async () => {
  await block("suspend");
  // A suspended domain is not asked whose the address is.
  expect(await follow(bob)).toBe(401);
  expect(await known(bob)).toBeUndefined();
  expect(await follow(carol)).toBe(202);
});

it("a block of the domain that people see ends what there was, and lets nothing in", async () => {
  for (const actor of [bob, carol]) expect(await follow(actor)).toBe(202);
  expect(await known(bob)).toMatchObject({ acct: "bob@family.example", host: "far.example" });
  await block("suspend");
  expect(await known(bob)).toMatchObject({ suspended: true, suspendedWithDomain: true });
  expect(await known(carol)).toMatchObject({ suspended: false });
  const { rows } = await here.store.view(alice.account.id, (view) => view.scan(followers, { limit: 5 }));
  expect(rows.map(({ actorUri }) => actorUri)).toEqual([carol.uri]);
  expect(await follow(bob)).toBe(403);
});

it("the stricter of two blocks holds", async () => {
  await here.federation.gather.account(bob.uri);
  await block("silence");
  expect(await known(bob)).toMatchObject({ limited: true, suspended: false });
  await block("suspend", "far.example");
  expect(await known(bob)).toMatchObject({ suspended: true });
  await here.store.turn(INSTANCE, (turn) => turn.delete(domainBlocks, { domain: "far.example" }));
  await block("suspend");
  expect(await known(bob)).toMatchObject({ suspended: true, limited: false });
  await block("silence");
  expect(await known(bob)).toMatchObject({ suspended: false, limited: true });
});
