import { Principal } from "@icp-sdk/core/principal";
import { createHash, createPublicKey, randomBytes, sign, verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApiRequest } from "../../src/candid/user.did.ts";
import {
  moderator,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
  type UserActor,
} from "../support/canisterNode.ts";
import { post } from "../support/publishing.ts";

const anonymous = Principal.anonymous();
const alice = person("alice");
const page = { offset: 0n, limit: 50n };
describe("a home on canisters", () => {
  let node: CanisterNode;
  let canister: Principal;
  let home: UserActor;
  let anybody: UserActor;
  beforeAll(async () => {
    node = await startCanisterNode();
    canister = await node.signUp(alice, "alice");
    home = node.user(canister, alice);
    anybody = node.user(canister, anonymous);
  });
  afterAll(() => node.close());

  it("publishes for its owner, and shows to each what is for them", async () => {
    const published = await home.publish_status(post("Hello, #world"));
    if ("Err" in published) throw new Error(JSON.stringify(published.Err));
    expect(published.Ok).toMatchObject({ author: "https://here.example/users/alice", like_count: 0n });
    const direct = await home.publish_status(post("For me", { visibility: { FollowersOnly: null } }));
    expect(direct).toHaveProperty("Ok");
    const seen = async (who: UserActor) => {
      const reply = await who.get_statuses(page);
      return "Ok" in reply ? reply.Ok.length : reply.Err;
    };
    expect([await seen(home), await seen(anybody)]).toEqual([2, 1]);
    expect(await home.read_feed(page)).toMatchObject({ Ok: [{ liked: false }, { liked: false }] });
    expect(await anybody.read_feed(page)).toEqual({ Err: { Unauthorized: null } });
    expect(await home.read_feed({ offset: 0n, limit: 51n })).toEqual({ Err: { LimitExceeded: null } });
    expect(await home.publish_status(post(""))).toEqual({ Err: { ContentEmpty: null } });
    expect(await home.like_status({ status_url: published.Ok.uri })).toEqual({ Ok: null });
    expect(await home.get_liked(page)).toEqual({ Ok: [published.Ok.uri] });
  });

  it("has nothing with an id that no store can hold", async () => {
    const missing = { Err: { NotFound: null } };
    for (const id of [2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n]) {
      expect(await home.get_local_status({ id, requester_actor_uri: [] })).toEqual(missing);
      expect(await home.get_thread({ id, ...page })).toEqual(missing);
      expect(await home.get_media({ id, chunk: [] })).toEqual(missing);
      expect(await home.get_status_media({ id })).toEqual(missing);
      const withMedia = post("See", { media_ids: [BigUint64Array.of(id)] });
      expect(await home.publish_status(withMedia)).toHaveProperty("Err.BadArgs");
    }
  });

  it("has its keys made, and gives the one that signs to the Federation alone", async () => {
    const federation = node.user(canister, node.federationId);
    const key = await federation.get_signing_key();
    if ("Err" in key) throw new Error(JSON.stringify(key.Err));
    expect(key.Ok.key_id).toBe("https://here.example/users/alice#main-key");
    expect(createPublicKey(key.Ok.public_key_pem).asymmetricKeyDetails).toMatchObject({
      modulusLength: 2_048,
      publicExponent: 65_537n,
    });
    const signature = sign("sha256", Buffer.from("text"), key.Ok.private_key_pem);
    expect(verify("sha256", Buffer.from("text"), key.Ok.public_key_pem, signature)).toBe(true);
    expect(await home.get_signing_key()).toEqual({ Err: { Unauthorized: null } });

    const document = await federation.get_document({ path: "/users/alice", requester_actor_uri: [] });
    if ("Err" in document) throw new Error(JSON.stringify(document.Err));
    const actor = JSON.parse(Buffer.from(document.Ok.body).toString()) as Record<string, unknown>;
    expect(actor).toMatchObject({
      publicKey: { id: key.Ok.key_id, publicKeyPem: key.Ok.public_key_pem },
      assertionMethod: [
        { id: "https://here.example/users/alice#ed25519-key", type: "Multikey" },
        { id: "https://here.example/users/alice#threshold-key", type: "Multikey" },
      ],
    });
  });

  it("is nobody else's: strangers cost it no message", async () => {
    const stranger = node.user(canister, person("mallory"));
    const refused = { code: "not_accepted" };
    await expect(stranger.publish_status(post("I am Alice"))).rejects.toMatchObject(refused);
    await expect(anybody.publish_status(post("I am Alice"))).rejects.toMatchObject(refused);
    await expect(home.receive_activity({ activity_json: "{}" })).rejects.toMatchObject(refused);
    expect(await stranger.get_document({ path: "/users/alice", requester_actor_uri: [] })).toEqual({
      Err: { Unauthorized: null },
    });
  });

  it("asks for whoever would delete as a moderator once in ten minutes, and refuses others at no cost", async () => {
    const published = await home.publish_status(post("No spam"));
    if ("Err" in published) throw new Error(JSON.stringify(published.Err));
    const status = { status_uri: published.Ok.uri };
    const deletes = (who: Principal) => node.user(canister, who).delete_status(status);
    const unauthorized = { Err: { Unauthorized: null } };
    const refused = { code: "not_accepted" };
    // One message, by which the home learns who moderates.
    expect(await deletes(person("mallory"))).toEqual(unauthorized);
    await expect(deletes(person("mallory"))).rejects.toMatchObject(refused);
    await expect(deletes(person("mallory's other name"))).rejects.toMatchObject(refused);
    await node.runtime.advanceTime(599_000);
    await expect(deletes(person("mallory"))).rejects.toMatchObject(refused);
    await node.runtime.advanceTime(2_000);
    expect(await deletes(person("mallory"))).toEqual(unauthorized);
    await expect(deletes(person("mallory"))).rejects.toMatchObject(refused);
    expect(await deletes(moderator)).toEqual({ Ok: null });
  });

  it("asks again for a new moderator soon after the Directory has not answered", async () => {
    const { runtime, directoryId } = node;
    const published = await home.publish_status(post("No more spam"));
    if ("Err" in published) throw new Error(JSON.stringify(published.Err));
    const bob = person("bob, who moderates");
    const deletes = () => node.user(canister, bob).delete_status({ status_uri: published.Ok.uri });
    const refused = { code: "not_accepted" };
    await node.as(moderator).add_moderator({ principal: bob });
    await runtime.advanceTime(600_001);
    const directory = { canisterId: directoryId, sender: operator };
    await runtime.stopCanister(directory);
    // It is asked, and does not know.
    await expect(deletes()).rejects.toMatchObject({ code: "rejected" });
    await expect(deletes()).rejects.toMatchObject(refused);
    await runtime.startCanister(directory);
    await expect(deletes()).rejects.toMatchObject(refused);
    await runtime.advanceTime(10_001);
    expect(await deletes()).toEqual({ Ok: null });
  });

  it("takes media in chunks, and refuses what has another hash", async () => {
    const file = randomBytes(1_600_000);
    const sha256 = createHash("sha256").update(file).digest("hex");
    for (const [index, bytes] of [file.subarray(0, 1_000_000), file.subarray(1_000_000)].entries()) {
      expect(await home.upload_media_chunk({ sha256, index, bytes })).toEqual({ Ok: null });
    }
    const args = {
      sha256,
      chunks: 2,
      media_type: "image/png",
      description: ["A tree"] as [string],
      blurhash: [] as [],
      width: [640] as [number],
      height: [480] as [number],
    };
    expect(await home.attach_media({ ...args, chunks: 1 })).toHaveProperty("Err.BadArgs");
    const attached = await home.attach_media(args);
    if ("Err" in attached) throw new Error(JSON.stringify(attached.Err));
    expect(attached.Ok.url).toBe(`https://here.example/media/${sha256}`);
    const { id } = attached.Ok;
    expect(await anybody.get_media({ id, chunk: [] })).toEqual({ Err: { NotFound: null } });
    expect(await home.publish_status(post("", { media_ids: [BigUint64Array.of(id)] }))).toMatchObject({
      Ok: { media: [{ id, description: ["A tree"] }] },
    });
    const second = await anybody.get_media({ id, chunk: [1] });
    if ("Err" in second) throw new Error(JSON.stringify(second.Err));
    expect(second.Ok).toMatchObject({ chunks: 2, media_type: "image/png" });
    expect(Buffer.from(second.Ok.bytes).equals(file.subarray(1_000_000))).toBe(true);
  });

  it("speaks the Mastodon API to the caller's principal", async () => {
    const ask = async (who: UserActor, method: "api_query" | "api_update", request: Partial<ApiRequest>) => {
      const { status: code, body } = await who[method]({
        method: "GET",
        url: "/",
        headers: [],
        body: new Uint8Array(),
        ...request,
      });
      return { code, body: JSON.parse(Buffer.from(body).toString()) as unknown };
    };
    const json = { headers: [["Content-Type", "application/json"]] as [string, string][] };
    const body = Buffer.from(JSON.stringify({ status: "By the API", visibility: "public" }));
    const posting = { method: "POST", url: "/api/v1/statuses", ...json, body };
    expect(await ask(home, "api_query", posting)).toMatchObject({ code: 405 });
    expect(await ask(home, "api_update", posting)).toMatchObject({
      code: 200,
      body: { content: "<p>By the API</p>", account: { acct: "alice" } },
    });
    const timeline = { url: "/api/v1/timelines/home?limit=1" };
    expect(await ask(home, "api_query", timeline)).toMatchObject({
      code: 200,
      body: [{ content: "<p>By the API</p>" }],
    });
    expect(await ask(anybody, "api_query", timeline)).toMatchObject({ code: 401 });
    const me = await ask(home, "api_query", { url: "/api/v1/accounts/verify_credentials" });
    expect(me).toMatchObject({ code: 200, body: { username: "alice" } });
    const listed = await ask(anybody, "api_query", { url: "/api/v1/timelines/public?local=true" });
    expect(listed).toMatchObject({ code: 200 });
    expect(await ask(home, "api_query", { url: "/nothing" })).toMatchObject({ code: 404 });

    const form = new FormData();
    form.append("description", "A dot");
    form.append("file", new Blob([Buffer.from([137, 80, 78, 71])], { type: "image/png" }), "dot.png");
    const sent = new Request("https://here.example/api/v2/media", { method: "POST", body: form });
    const upload = {
      method: "POST",
      url: "/api/v2/media",
      headers: [["content-type", sent.headers.get("content-type") ?? ""]] as [string, string][],
      body: new Uint8Array(await sent.arrayBuffer()),
    };
    expect(await ask(home, "api_update", upload)).toMatchObject({
      code: 200,
      body: { type: "image", description: "A dot" },
    });
  });

  it("bears twenty actions a minute (UC19)", async () => {
    await node.runtime.advanceTime(60_000);
    for (let n = 0; n < 20; n += 1) expect(await home.publish_status(post(`${n}`))).toHaveProperty("Ok");
    expect(await home.publish_status(post("21"))).toEqual({ Err: { RateLimitExceeded: null } });
    await node.runtime.advanceTime(60_000);
    expect(await home.publish_status(post("21"))).toHaveProperty("Ok");
  });
});
