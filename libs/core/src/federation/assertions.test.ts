import { generateKeyPairSync } from "node:crypto";
import { isRecord, type JsonObject, type JsonValue } from "@mastic/activitypub";
import { assertionMethodOf, ownerOf, parseProofs, verifyProof } from "@mastic/data-integrity";
import { beforeEach, expect, it, vi } from "vitest";
import { keyPairs } from "../schema/user.ts";
import { actorDocument } from "../document/actor.ts";
import { userUrls } from "../document/urls.ts";
import { peer, type PeerActor } from "./peer.test-support.ts";
import { network, type Member, type Network, type Server } from "./servers.test-support.ts";

let net: Network;
let here: Server;
let alice: Member;
let far: PeerActor;
let heard: JsonObject[];

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const publicKeyPem = publicKey.export({ type: "spki", format: "pem" });
const privateKeyPem = privateKey.export({ type: "pkcs8", format: "pem" });

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  const urls = userUrls(here.origin, "alice");
  alice = await here.member("alice", { keys: [{ id: urls.assertionKey, publicKeyPem }] });
  await here.store.turn(alice.account.id, (turn) =>
    turn.insert(keyPairs, {
      name: "ed25519-key",
      algorithm: "ed25519",
      publicKeyPem,
      privateKeyPem,
      createdAt: turn.now,
    }),
  );
  heard = [];
  const there = peer(net, "there.example");
  far = there.actor("bob");
  for (const path of ["/inbox", "/users/bob/inbox"]) {
    there.listen(path, (body) => {
      const activity = JSON.parse(body) as JsonValue;
      if (isRecord(activity)) heard.push(activity);
    });
  }
});

/** Verifies the one proof with nothing but what the author's own document says. */
async function verify(activity: JsonObject): Promise<JsonObject> {
  const [proof] = parseProofs(activity);
  if (proof === undefined) throw new Error("no proof");
  const key = assertionMethodOf(actorDocument(here.ctx.instance, alice.account), proof.verificationMethod);
  const policy = { controller: ownerOf(activity) ?? "nobody" };
  const { document } = await verifyProof(proof, activity, key, {
    now: net.clock,
    policy,
    crypto: here.ctx.crypto,
  });
  return document;
}

async function say(content: string, visibility: "public" | "unlisted" | "direct"): Promise<void> {
  await alice.user.publishStatus(alice.caller, { content, visibility });
  await net.settle();
}

it.each(["public", "unlisted"] as const)("proves a post that is %s", async (visibility) => {
  await say("@bob@there.example Hello \u{1f600}", visibility);
  const [create, ...more] = heard;
  expect(more).toEqual([]);
  expect(create).toMatchObject({
    type: "Create",
    proof: { cryptosuite: "eddsa-jcs-2022", verificationMethod: `${alice.account.uri}#ed25519-key` },
  });
  expect(await verify(create ?? {})).toMatchObject({ type: "Create", actor: alice.account.uri });
  await expect(verify({ ...create, published: "2020-01-01T00:00:00Z" })).rejects.toMatchObject({
    code: "signature_invalid",
  });
});

it("makes one proof for all the inboxes of an activity", async () => {
  const sign = vi.spyOn(here.ctx.crypto, "sign");
  for (const host of ["a.example", "b.example", "c.example"]) peer(net, host).actor("x");
  await say("@x@a.example @x@b.example @x@c.example Hello", "public");
  const algorithms = sign.mock.calls.map(([algorithm]) => algorithm);
  sign.mockRestore();
  expect(net.log.filter((line) => line.startsWith("POST"))).toHaveLength(3);
  expect(algorithms.filter((algorithm) => algorithm === "ed25519")).toHaveLength(1);
});

it("leaves a direct post to be denied", async () => {
  await say("@bob@there.example psst", "direct");
  expect(heard).toHaveLength(1);
  expect(heard[0]).not.toHaveProperty("proof");
});

it("proves a Follow, which tells nobody's words", async () => {
  await alice.user.followUser(alice.caller, { account: far.uri });
  await net.settle();
  expect(await verify(heard[0] ?? {})).toMatchObject({ type: "Follow", object: far.uri });
});

it("sends without a proof for whoever has no such key", async () => {
  const carol = await here.member("carol");
  await carol.user.publishStatus(carol.caller, { content: "@bob@there.example Hello", visibility: "public" });
  await net.settle();
  expect(heard).toHaveLength(1);
  expect(heard[0]).not.toHaveProperty("proof");
});
