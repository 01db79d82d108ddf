import { generateKeyPairSync } from "node:crypto";
import type { JsonObject } from "@mastic/activitypub";
import { addProof, DATA_INTEGRITY_CONTEXT, encodeMultikey, publicKeyOfPem } from "@mastic/data-integrity";
import { beforeEach, describe, expect, it } from "vitest";
import { accounts } from "../schema/accounts.ts";
import { domainBlocks } from "../schema/instance.ts";
import { likes, statuses } from "../schema/statuses.ts";
import { notifications } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";
import { dump, peer, post, type Peer, type PeerActor, type SigningOptions } from "./peer.test-support.ts";
import { network, type Member, type Network, type Server } from "./servers.test-support.ts";

/** Activities that arrive with a proof: from their actor, and brought by another server (inbox forwarding). */

interface Key {
  readonly id: string;
  readonly privateKey: string;
}

let net: Network;
let here: Server;
let alice: Member;
let good: Peer;
let other: Peer;
/** Bob's posts are proved; carol forwards them; mallory lives on bob's server. */
let bob: PeerActor;
let bobKey: Key;
let carol: PeerActor;
let carolKey: Key;
let mallory: PeerActor;

function withKey(at: Peer, name: string, change: JsonObject = {}): { actor: PeerActor; key: Key } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const bytes = publicKeyOfPem(publicKey.export({ type: "spki", format: "pem" }));
  if (bytes === undefined) throw new Error("The key cannot be read.");
  const uri = `${at.origin}/users/${name}`;
  const id = `${uri}#ed25519-key`;
  const multikey = { id, type: "Multikey", controller: uri, publicKeyMultibase: encodeMultikey(bytes) };
  const actor = at.actor(name, { assertionMethod: [{ ...multikey, ...change }] });
  return { actor, key: { id, privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) } };
}

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  alice = await here.member("alice");
  good = peer(net, "good.example");
  other = peer(net, "other.example");
  ({ actor: bob, key: bobKey } = withKey(good, "bob"));
  ({ actor: carol, key: carolKey } = withKey(other, "carol"));
  mallory = good.actor("mallory");
});

const prove = (
  activity: object,
  key: Key,
  more: { readonly created?: number; readonly expires?: number } = {},
): Promise<JsonObject> =>
  addProof(activity as JsonObject, {
    verificationMethod: key.id,
    privateKey: key.privateKey,
    created: net.clock,
    crypto: here.ctx.crypto,
    ...more,
  });
const toAlice = () => ({
  tag: [{ type: "Mention", href: alice.account.uri, name: "@alice@here.example" }],
});
const create = (id = "1"): object => bob.activity("Create", bob.note(id, toAlice()));
const status = (id = "1") =>
  here.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri: `${bob.uri}/statuses/${id}` }));
const give = async (by: PeerActor, activity: unknown, options: SigningOptions = {}): Promise<number> => {
  const answer = await post(here, by, activity, options);
  await net.settle();
  return answer.status;
};
/** The request changes nothing here. */
async function refused(code: number, by: PeerActor, activity: unknown): Promise<void> {
  const before = await dump(here, [alice.account.id]);
  expect(await give(by, activity)).toBe(code);
  expect(await dump(here, [alice.account.id])).toBe(before);
}

describe("an activity that another server brings", () => {
  it("is its actor's when it carries a proof by a key of that actor's", async () => {
    expect(await give(carol, await prove(create(), bobKey))).toBe(202);
    expect(await status()).toMatchObject({ content: "<p>Hello</p>" });
    expect(await here.store.view(alice.account.id, (view) => view.count(notifications, {}))).toBe(1);
    expect(net.failures).toEqual([]);
  });

  it("costs no fetch once both are known, and the key comes with the account", async () => {
    await give(carol, await prove(create(), bobKey));
    await give(carol, carol.activity("Create", carol.note("1", toAlice())));
    const known = await here.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri: bob.uri }));
    expect(known?.assertionMethods).toMatchObject([{ id: bobKey.id }]);
    net.log.length = 0;
    expect(await give(carol, await prove(create("2"), bobKey))).toBe(202);
    expect(await status("2")).toBeDefined();
    expect(net.log).toEqual([]);
  });

  it("without a proof is refused, as is one with a linked data signature alone", async () => {
    await refused(401, carol, create());
    await refused(401, carol, { ...create(), signature: { type: "RsaSignature2017", signatureValue: "x" } });
  });

  it.each<[string, () => Promise<unknown>]>([
    ["was changed", async () => ({ ...(await prove(create(), bobKey)), published: "2020-01-01T00:00:00Z" })],
    ["is proved by the bringer's key", () => prove(create(), carolKey)],
    ["names the actor's key and is signed by another", () => prove(create(), { ...carolKey, id: bobKey.id })],
    ["is proved by a key that its actor does not list", () => prove(create(), { ...bobKey, id: `${bob.uri}#x` })],
    ["has a proof that cannot be read", async () => ({ ...create(), proof: { type: "DataIntegrityProof", cryptosuite: "eddsa-jcs-2022" } })],
    ["has a proof of an unknown kind", async () => ({ ...create(), proof: { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022" } })],
    ["has a proof by a did:key", () => prove(create(), { ...bobKey, id: "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2" })],
    ["was proved long ago", () => prove(create(), bobKey, { created: net.clock - 7_200_000 })],
    ["was proved in the future", () => prove(create(), bobKey, { created: net.clock + 3_600_000 })],
    ["has expired", () => prove(create(), bobKey, { expires: net.clock - 1_000 })],
    ["says that it is two actors'", () => prove({ ...create(), attributedTo: carol.uri }, bobKey)],
    ["is for the actor itself to send", () => prove(bob.activity("Follow", alice.account.uri), bobKey)],
  ])("is refused when it %s", async (_name, activity) => {
    await refused(401, carol, await activity());
  }); // prettier-ignore

  it("is refused when its key names another controller, or is revoked", async () => {
    const foreign = withKey(good, "bob", { controller: carol.uri });
    await refused(401, carol, await prove(create(), foreign.key));
    net.clock += 3_600_000;
    const revoked = withKey(good, "bob", { revoked: "2026-01-01T00:00:00Z" });
    await refused(401, carol, await prove(create(), revoked.key));
  });

  it("is refused when the request's own signature does not hold", async () => {
    const activity = await prove(create(), bobKey);
    await refused(401, { ...carol, privateKeyPem: mallory.privateKeyPem }, activity);
  });

  it("does what its actor may do, and no more", async () => {
    const stolen = { ...bob.note("9", toAlice()), id: `${carol.uri}/statuses/9`, attributedTo: carol.uri };
    await refused(403, carol, await prove(bob.activity("Create", stolen), bobKey));
    await refused(403, carol, await prove(bob.activity("Delete", `${carol.uri}/statuses/1`), bobKey));
  });

  it("is refused from a bringer whose server is suspended, and so is one by an actor whose server is", async () => {
    const activity = await prove(create(), bobKey);
    const suspend = (domain: string) =>
      here.store.turn(INSTANCE, (turn) =>
        turn.put(domainBlocks, { domain, severity: "suspend", createdAt: 0 }),
      );
    await give(carol, carol.activity("Create", carol.note("1", toAlice())));
    await suspend("other.example");
    expect(await give(carol, activity)).toBe(403);
    await suspend("good.example");
    const dave = peer(net, "third.example").actor("dave");
    expect(await give(dave, activity)).toBe(403);
    expect(await status()).toBeUndefined();
  });

  it("may come from a neighbour of its actor's", async () => {
    expect(await give(mallory, await prove(create(), bobKey))).toBe(202);
    expect(await status()).toBeDefined();
  });

  it("is taken without what was put beside it on the way", async () => {
    const proved = await prove(create(), bobKey);
    const signed = ["https://www.w3.org/ns/activitystreams", DATA_INTEGRITY_CONTEXT];
    expect(proved["@context"]).toEqual(signed);
    const injected = { ...proved, "@context": [...signed, "https://w3id.org/identity/v1"] };
    expect(await give(carol, injected)).toBe(202);
    expect(await status()).toBeDefined();
  });

  it("does not come back once it was taken back, by whatever inbox it is shown", async () => {
    const written = await alice.user.publishStatus(alice.caller, { content: "hi", visibility: "public" });
    const like = await prove(bob.activity("Like", written.uri), bobKey);
    const count = () => here.store.view(INSTANCE, (view) => view.count(likes, {}));
    const toInbox = async (by: PeerActor, to: string) => {
      const { status: code } = await post(here, by, like, { to });
      await net.settle();
      return code;
    };
    expect(await toInbox(bob, "/users/alice/inbox")).toBe(202);
    expect(await count()).toBe(1);
    await give(bob, bob.activity("Undo", { type: "Like", id: like["id"], actor: bob.uri, object: written.uri }));
    expect(await count()).toBe(0);
    for (const inbox of ["/inbox", "/users/alice/inbox"]) expect(await toInbox(carol, inbox)).toBe(202);
    expect(await count()).toBe(0);
  }); // prettier-ignore
});

describe("an activity that its actor sends", () => {
  it("is taken with a proof that holds, however old that is", async () => {
    const activity = await prove(create(), bobKey, { created: net.clock - 86_400_000 });
    expect(await give(bob, activity)).toBe(202);
    expect(await status()).toBeDefined();
  });

  it("is refused with one that does not: what the actor has signed itself goes before", async () => {
    await refused(401, bob, { ...(await prove(create(), bobKey)), published: "2020-01-01T00:00:00Z" });
    await refused(401, bob, await prove(create(), carolKey));
  });

  it("is taken with a proof of a kind that is not known here", async () => {
    const proof = { type: "DataIntegrityProof", cryptosuite: "bbs-2023", proofValue: "u" };
    expect(await give(bob, { ...create(), proof })).toBe(202);
    expect(await status()).toBeDefined();
  });

  it("is taken after the key has changed", async () => {
    await give(bob, await prove(create(), bobKey));
    const { actor, key } = withKey(good, "bob");
    net.clock += 3_600_000;
    expect(await give(actor, await prove(create("2"), key))).toBe(202);
    expect(await status("2")).toBeDefined();
  });

  it("is taken after the key has got a new id, a moment after the old one was read", async () => {
    expect(await give(carol, await prove(create(), bobKey))).toBe(202);
    const id = `${bob.uri}#ed25519-key-2`;
    const { key } = withKey(good, "bob", { id });
    net.clock += 1_000;
    expect(await give(carol, await prove(create("2"), { ...key, id }))).toBe(202);
    expect(await status("2")).toBeDefined();
  });

  it("is refused with a key that nobody lists, and that is looked for once a minute", async () => {
    expect(await give(carol, await prove(create(), bobKey))).toBe(202);
    net.log.length = 0;
    for (let index = 0; index < 5; index += 1) {
      await refused(401, carol, await prove(create("2"), { ...bobKey, id: `${bob.uri}#x${index}` }));
    }
    expect(net.log).toEqual([`GET ${bob.uri}`]);
  });
});
