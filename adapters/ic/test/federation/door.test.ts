import { Principal } from "@icp-sdk/core/principal";
import { serve } from "@mastic/canister-runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpRequest, HttpResponse } from "../../src/candid/federation.did.ts";
import { MAX_DEPTH } from "../../src/engine/json.ts";
import { person, startCanisterNode, type CanisterNode } from "../support/canisterNode.ts";
import { RemoteServer, type RemotePerson } from "../support/remoteServer.ts";

const HERE = "https://here.example";

describe("the door of the node", () => {
  let node: CanisterNode;
  let there: RemoteServer;
  let bob: RemotePerson;
  let gateway: ReturnType<CanisterNode["federation"]>;

  beforeAll(async () => {
    there = new RemoteServer("https://there.example", HERE);
    bob = there.person("bob");
    node = await startCanisterNode({ outcalls: there.outcalls });
    gateway = node.federation(Principal.anonymous());
    await node.signUp(person("alice"), "alice");
    await keyIsMade();
  }, 240_000);
  afterAll(() => node.close());

  const now = () => node.runtime.getTime();

  /** The key of the instance takes a message for each few numbers that it tries. */
  async function keyIsMade(): Promise<void> {
    for (let tries = 0; tries < 40; tries += 1) {
      if ((await get("/actor")).status_code === 200) return;
      await node.settle();
    }
    throw new Error("There is no key.");
  }

  const get = (url: string, headers: Record<string, string> = { accept: "application/activity+json" }) =>
    ask({
      method: "GET",
      url,
      headers: [["Host", "here.example"], ...Object.entries(headers)],
      body: new Uint8Array(),
      certificate_version: [],
    });

  const post = (url: string, body: string) =>
    ask({
      method: "POST",
      url,
      headers: [
        ["Host", "here.example"],
        ["Content-Type", "application/activity+json"],
      ],
      body: new TextEncoder().encode(body),
      certificate_version: [],
    });

  /** As a gateway does: by a query first, then by an update if it is told so. */
  async function ask(request: HttpRequest): Promise<HttpResponse> {
    const answer = await gateway.http_request(request);
    return answer.upgrade[0] === true ? gateway.http_request_update(request) : answer;
  }

  const read = ({ body }: HttpResponse): unknown =>
    JSON.parse(new TextDecoder().decode(Uint8Array.from(body)));

  it("has the addresses of those who live here, and of nobody else", async () => {
    const found = await get("/.well-known/webfinger?resource=acct:alice@here.example", {});
    expect(found.status_code).toBe(200);
    expect(read(found)).toMatchObject({
      subject: "acct:alice@here.example",
      links: expect.arrayContaining([
        { rel: "self", type: "application/activity+json", href: `${HERE}/users/alice` },
      ]) as unknown,
    });
    expect((await get("/.well-known/webfinger?resource=acct:nobody@here.example")).status_code).toBe(404);
    expect((await get("/.well-known/webfinger?resource=acct:alice@there.example")).status_code).toBe(404);
    expect((await get("/.well-known/webfinger")).status_code).toBe(400);
  });

  it("tells about the node, and has an actor of its own with a key from the network's randomness", async () => {
    expect(read(await get("/nodeinfo/2.0"))).toMatchObject({ software: { name: "mastic" }, usage: { users: { total: 1 } } }); // prettier-ignore
    expect((await get("/.well-known/nodeinfo")).status_code).toBe(200);
    expect((await get("/.well-known/host-meta")).status_code).toBe(200);
    const actor = await get("/actor");
    expect(Object.fromEntries(actor.headers)["content-type"]).toContain("application/activity+json");
    expect(read(actor)).toMatchObject({
      id: `${HERE}/actor`,
      type: "Application",
      publicKey: {
        id: `${HERE}/actor#main-key`,
        publicKeyPem: expect.stringContaining("BEGIN PUBLIC KEY") as unknown,
      },
    });
  });

  it("refuses what is nested deeper than the engine's stack, and lives on", async () => {
    const deepest = "[".repeat(MAX_DEPTH) + "]".repeat(MAX_DEPTH);
    for (const body of [deepest, "[".repeat(400_000), `{"type":"Note","x":${'{"a":'.repeat(200_000)}`]) {
      const answer = await post("/inbox", body);
      expect(answer.status_code).toBeGreaterThanOrEqual(400);
      expect(answer.status_code).toBeLessThan(500);
    }
    expect((await get("/actor")).status_code).toBe(200);
  });

  it("gives by certified queries what it has said once", async () => {
    const domains = { "127.0.0.1": node.federationId };
    const served = await serve(node.runtime, { clock: "still", domains });
    try {
      const ask = async (path: string) => {
        const answer = await fetch(served.url + path, { headers: { accept: "application/activity+json" } });
        return {
          status: answer.status,
          proof: answer.headers.get("ic-certificate"),
          text: await answer.text(),
        };
      };
      for (const path of [
        "/actor",
        "/nodeinfo/2.0",
        "/.well-known/host-meta",
        "/.well-known/webfinger?resource=acct:alice@here.example",
        `/.well-known/webfinger?resource=${encodeURIComponent("acct:alice@here.example")}`,
        `/.well-known/webfinger?resource=${encodeURIComponent(`${HERE}/users/alice`)}`,
      ]) {
        const [first, second] = [await ask(path), await ask(path)];
        expect([path, first.status, second.status], second.text).toEqual([path, 200, 200]);
        expect(second.text).toBe(first.text);
        expect(second.proof, path).not.toBeNull();
      }
    } finally {
      await served.close();
    }
  });

  it("has nothing elsewhere", async () => {
    expect((await get("/users/nobody")).status_code).toBe(404);
    expect((await get("/api/v1/instance")).status_code).toBe(404);
  });

  it("takes what the actor has signed, once it has read the actor's key", async () => {
    const follow = bob.activity("Follow", `${HERE}/users/alice`);
    const request = await bob.posts("/users/alice/inbox", follow, await now());
    expect((await ask(request)).status_code).toBe(202);
    expect(there.log.filter((line) => line === "GET /users/bob")).toHaveLength(1);
    // The key is known now: a second one asks nobody.
    const like = bob.activity("Like", `${HERE}/users/alice/statuses/1`);
    await node.runtime.takeExecutions();
    expect((await ask(await bob.posts("/inbox", like, await now()))).status_code).toBe(202);
    const executions = await node.runtime.takeExecutions();
    const receiving = executions.find(({ entry }) => entry === "canister_update http_request_update");
    expect(receiving?.instructions).toBeLessThan(120_000_000n);
    expect(there.log.filter((line) => line === "GET /users/bob")).toHaveLength(1);
  });

  it("refuses what is not signed, signed for something else, or by somebody else", async () => {
    const follow = bob.activity("Follow", `${HERE}/users/alice`);
    const signed = await bob.posts("/users/alice/inbox", follow, await now());
    const unsigned = signed.headers.filter(([name]) => name.toLowerCase() !== "signature");
    expect((await ask({ ...signed, headers: unsigned })).status_code).toBe(401);
    expect((await ask({ ...signed, url: "/inbox" })).status_code).toBe(401);
    const other = new TextEncoder().encode(JSON.stringify({ ...follow, id: `${bob.uri}/activities/other` }));
    expect((await ask({ ...signed, body: other })).status_code).toBe(401);
    const mallory = there.person("mallory");
    expect((await ask(await mallory.posts("/inbox", follow, await now()))).status_code).toBe(401);
    expect((await ask(await bob.posts("/users/nobody/inbox", follow, await now()))).status_code).toBe(404);
    expect((await ask({ ...signed, body: new TextEncoder().encode("{") })).status_code).toBe(400);
  });

  it("is open to nothing else: homes and the Directory call from inside", async () => {
    const outside = node.federation(person("alice"));
    await expect(outside.fetch_document({ uri: bob.uri })).rejects.toMatchObject({ code: "not_accepted" }); // prettier-ignore
    await expect(
      outside.send_activity({
        One: { activity_json: "{}", target_inbox: `${HERE}/inbox`, collection_synchronization: [] },
      }),
    ).rejects.toMatchObject({ code: "not_accepted" });
  });
});
