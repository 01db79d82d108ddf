/** What a browser gets of a node of canisters, through the gateway: pages, media, and what is beside them. */

import { serve, type ServedReplica } from "@mastic/canister-runtime";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiCall } from "../journeys/apiCall.ts";
import { person, startCanisterNode, type CanisterNode, type UserActor } from "../support/canisterNode.ts";

const HERE = "https://here.example";

describe("the pages of a node of canisters", () => {
  let node: CanisterNode;
  let served: ServedReplica;
  let alice: UserActor;
  beforeAll(async () => {
    node = await startCanisterNode();
    served = await serve(node.runtime, { clock: "still", domains: { "127.0.0.1": node.federationId } });
    alice = node.user(await node.signUp(person("alice"), "alice"), person("alice"));
    await apiCall(alice, "PATCH", "/api/v1/accounts/update_credentials", {
      display_name: "Alice <3",
      note: "I am <b>",
    });
    await node.settle();
  });
  afterAll(async () => {
    await served.close();
    await node.close();
  });

  const get = (path: string, headers: Record<string, string> = { accept: "text/html" }) =>
    fetch(served.url + path, { headers, redirect: "manual" });

  /** Keys are made over many messages. */
  async function keysMade(): Promise<void> {
    for (let round = 0; round < 40; round += 1) {
      const actor = await (await get("/users/alice", { accept: "application/activity+json" })).text();
      if (actor.includes("publicKeyPem") && actor.includes("#threshold-key")) return;
      await node.runtime.advanceTime(61_000);
      await node.settle();
    }
    throw new Error("There are no keys.");
  }

  async function upload(bytes: Uint8Array, mediaType: string, chunk: number) {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    let chunks = 0;
    for (let start = 0; start < bytes.length; start += chunk, chunks += 1) {
      const part = bytes.subarray(start, start + chunk);
      expect(await alice.upload_media_chunk({ sha256, index: chunks, bytes: part })).toEqual({ Ok: null });
    }
    const attached = await alice.attach_media({ sha256, chunks, media_type: mediaType, description: ["A picture"], blurhash: [], width: [], height: [] }); // prettier-ignore
    if ("Err" in attached) throw new Error(JSON.stringify(attached.Err));
    await node.settle();
    return { sha256, id: attached.Ok.id };
  }

  it("show a profile and a post to whoever has a browser, and documents to servers", async () => {
    const post = (status: string, more: object = {}) =>
      apiCall<{ id: string }>(alice, "POST", "/api/v1/statuses", { status, ...more });
    const open = await post("Hello <script>alert(1)</script>");
    const closed = await post("For friends", { visibility: "private" });
    for (const path of ["/@alice", "/users/alice"]) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([path, 200, "text/html; charset=utf-8"]); // prettier-ignore
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
      const text = await answer.text();
      expect(text).toContain("<h1>Alice &lt;3</h1>");
      expect(text).toContain("@alice@here.example");
      expect(text).toContain("Hello &lt;script&gt;alert(1)&lt;/script&gt;");
      expect(text).not.toContain("For friends");
      expect(text).not.toContain("<script");
    }
    for (const path of [`/@alice/${open.id}`, `/users/alice/statuses/${open.id}`]) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(await answer.text()).toContain("Post by Alice &lt;3");
    }
    expect((await get(`/@alice/${closed.id}`)).status).toBe(404);
    expect((await get("/@nobody")).status).toBe(404);
    const document = await get("/users/alice", { accept: "application/activity+json" });
    expect(await document.json()).toMatchObject({ id: `${HERE}/users/alice`, type: "Person" });
    await apiCall(alice, "DELETE", `/api/v1/statuses/${open.id}`);
    const gone = await get(`/@alice/${open.id}`);
    expect([gone.status, (await gone.text()).includes("deleted by its author")]).toEqual([410, true]);
  });

  it("name the same documents to servers as the addresses below /users do", async () => {
    const { id } = await apiCall<{ id: string }>(alice, "POST", "/api/v1/statuses", { status: "To paste" });
    const mastodon = `application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams", text/html;q=0.1`;
    const documentAt = async (path: string, accept: string): Promise<unknown> => {
      const answer = await get(path, { accept });
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get("content-type")).toContain("application/activity+json");
      return answer.json();
    };
    await keysMade();
    for (const accept of ["application/activity+json", mastodon]) {
      const actor = await documentAt("/users/alice", accept);
      expect(actor).toMatchObject({
        url: `${HERE}/@alice`,
        name: "Alice <3",
        publicKey: { id: `${HERE}/users/alice#main-key` },
        assertionMethod: [{ type: "Multikey" }, { type: "Multikey" }],
      });
      for (const path of ["/@alice", "/@Alice"]) expect(await documentAt(path, accept)).toEqual(actor);
      const note = await documentAt(`/users/alice/statuses/${id}`, accept);
      expect(note).toMatchObject({ type: "Note", url: `${HERE}/@alice/${id}` });
      expect(await documentAt(`/@alice/${id}`, accept)).toEqual(note);
      expect((await get("/@alice/1", { accept })).status).toBe(404);
      expect((await get("/@nobody", { accept })).status).toBe(404);
    }
    // By a query, with a proof, until there is news; browsers go on getting the page.
    const certified = await get("/@alice", { accept: mastodon });
    expect(certified.headers.get("ic-certificate")).not.toBeNull();
    expect(await (await get("/@alice")).text()).toContain("<h1>Alice &lt;3</h1>");
    // A follower's news of her takes it back.
    const bob = node.user(await node.signUp(person("bob"), "bob"), person("bob"));
    expect(await bob.follow_user({ handle: "alice" })).toEqual({ Ok: null });
    await node.settle();
    expect((await get("/@alice", { accept: mastodon })).headers.get("ic-certificate")).toBeNull();
    expect((await get("/@alice", { accept: mastodon })).headers.get("ic-certificate")).not.toBeNull();
    await apiCall(alice, "PATCH", "/api/v1/accounts/update_credentials", { display_name: "Alice A." });
    await node.settle();
    expect(await documentAt("/@alice", mastodon)).toMatchObject({ name: "Alice A." });
    await apiCall(alice, "DELETE", `/api/v1/statuses/${id}`);
    expect((await get(`/@alice/${id}`, { accept: mastodon })).status).toBe(410);
  });

  it("have a front, a style sheet, pictures for who has none, and the domain of the node", async () => {
    expect(await (await get("/")).text()).toContain("@name@here.example");
    const css = await get("/assets/pages.css");
    expect([css.status, css.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
    const assets = join(import.meta.dirname, "../../../node/assets");
    for (const name of ["avatar.png", "header.png"]) {
      const answer = await get(`/${name}`);
      expect(answer.headers.get("content-type")).toBe("image/png");
      expect(Buffer.from(await answer.arrayBuffer()).equals(await readFile(join(assets, name)))).toBe(true);
    }
    const domains = await get("/.well-known/ic-domains");
    expect([domains.status, await domains.text()]).toEqual([200, "here.example\n"]);
    // The second time by a query, with a proof.
    expect((await get("/.well-known/ic-domains")).headers.get("ic-certificate")).not.toBeNull();
  });

  it("show files by their hash, however many chunks they have", async () => {
    const small = new Uint8Array(3_000).map((_, i) => i % 251);
    const { sha256 } = await upload(small, "image/png", 1_000_000);
    const answer = await get(`/media/${sha256}`, {});
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(small);
    // The second time by a query, with a proof.
    const again = await get(`/media/${sha256}`, {});
    expect(again.headers.get("ic-certificate")).not.toBeNull();
    expect(new Uint8Array(await again.arrayBuffer())).toEqual(small);
    const { sha256: other } = await upload(small.subarray(1), "image/png", 1_000_000);
    expect((await get(`/media/${other}`, { "if-none-match": `"${other}"` })).status).toBe(304);
    const large = new Uint8Array(2_500_000).map((_, i) => (i * 7) % 253);
    const video = await upload(large, "video/mp4", 1_000_000);
    const streamed = new Uint8Array(await (await get(`/media/${video.sha256}`, {})).arrayBuffer());
    expect(createHash("sha256").update(streamed).digest("hex")).toBe(video.sha256);

    expect((await get(`/media/${"0".repeat(64)}`, {})).status).toBe(404);
    expect((await get("/media/x", {})).status).toBe(404);
    expect(await node.federation(person("mallory")).register_file({ sha256 }).catch(() => "refused")).toBe("refused"); // prettier-ignore
  });
});
