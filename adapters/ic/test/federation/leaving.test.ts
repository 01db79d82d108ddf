/** Deliveries: signed by their author's key, made by one replica, tried again, also when the author's home is gone. */

import { Principal } from "@icp-sdk/core/principal";
import type { OutcallRequest } from "@mastic/canister-runtime";
import {
  followersDigest,
  formatCollectionSynchronization,
  parseSignature,
  verifySignature,
} from "@mastic/http-signatures";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiCall } from "../journeys/apiCall.ts";
import { person, startCanisterNode, type CanisterNode } from "../support/canisterNode.ts";
import { RemoteServer, type RemotePerson } from "../support/remoteServer.ts";

const HERE = "https://here.example";
const ALICE = `${HERE}/users/alice`;
const crypto = createNodeCrypto();

describe("deliveries", () => {
  let node: CanisterNode;
  let there: RemoteServer;
  let bob: RemotePerson;
  let publicKey: string;
  let home: Principal;

  beforeAll(async () => {
    there = new RemoteServer("https://there.example", HERE);
    bob = there.person("bob");
    node = await startCanisterNode({ outcalls: there.outcalls });
    home = await node.signUp(person("alice"), "alice");
    publicKey = await keyOfAlice();
  }, 240_000);
  afterAll(() => node.close());

  const get = (url: string) =>
    node.federation(Principal.anonymous()).http_request_update({
      method: "GET",
      url,
      headers: [["accept", "application/activity+json"]],
      body: new Uint8Array(),
      certificate_version: [],
    });

  async function keyOfAlice(): Promise<string> {
    for (let tries = 0; tries < 60; tries += 1) {
      const { body } = await get("/users/alice");
      const actor = JSON.parse(new TextDecoder().decode(Uint8Array.from(body))) as {
        publicKey?: { publicKeyPem: string };
      };
      if (actor.publicKey !== undefined) return actor.publicKey.publicKeyPem;
      await node.settle();
    }
    throw new Error("Alice has no key.");
  }

  /** Lets time go by, for what is done a little later, or again. */
  async function pass(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await node.settle();
      await node.runtime.advanceTime(6_000);
    }
    await node.settle();
  }

  const arrivals = (type: string): OutcallRequest[] =>
    there.arrived.filter(({ body }) => {
      const activity = JSON.parse(new TextDecoder().decode(body)) as { type: string };
      return activity.type === type;
    });

  /** @throws {SignatureError} unless alice has signed it */
  async function verify({ method, url, headers, body }: OutcallRequest): Promise<void> {
    const { pathname, host } = new URL(url);
    const fields = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
    const request = {
      method,
      path: pathname,
      host,
      scheme: "https" as const,
      headers: { ...fields, host },
      body,
    };
    const signature = parseSignature(request);
    expect(signature.keyId).toBe(`${ALICE}#main-key`);
    const now = await node.runtime.getTime();
    await verifySignature(
      signature,
      request,
      { id: signature.keyId, publicKey },
      { now, policy: { host, maxAgeSeconds: 300 }, crypto },
    );
  }

  it("can be verified by an actor document that costs less than 40 M instructions", async () => {
    const asked = {
      method: "GET",
      url: "/users/alice",
      headers: [["accept", "application/activity+json"]] as [string, string][],
      body: new Uint8Array(),
      certificate_version: [2] as [number],
    };
    await node.runtime.takeExecutions();
    const answer = await node.federation(Principal.anonymous()).http_request(asked);
    expect(new TextDecoder().decode(Uint8Array.from(answer.body))).toContain("publicKeyPem");
    expect(answer.headers.map(([name]) => name)).toContain("ic-certificate");
    const [query] = await node.runtime.takeExecutions();
    expect(query?.instructions).toBeLessThan(40_000_000n);
  });

  it("are signed, and made once, not by every replica", async () => {
    const follow = await bob.posts("/users/alice/inbox", bob.activity("Follow", ALICE), await node.runtime.getTime()); // prettier-ignore
    const answer = await node.federation(Principal.anonymous()).http_request_update(follow);
    expect(answer.status_code).toBe(202);
    await pass(3);
    const [accept] = arrivals("Accept");
    if (accept === undefined) throw new Error("Nothing has arrived.");
    expect(accept.isReplicated).toBe(false);
    await verify(accept);
  });

  it("say of what is for followers only who they are at that server (FEP-8fcf)", async () => {
    const alice = node.user(home, person("alice"));
    for (const visibility of ["public", "private"]) {
      await apiCall(alice, "POST", "/api/v1/statuses", { status: `A ${visibility} word`, visibility });
      await pass(3);
    }
    const [open, closed] = arrivals("Create").map(({ headers }) => new Map(headers));
    expect(open?.get("collection-synchronization")).toBeUndefined();
    const digest = await followersDigest([bob.uri], crypto);
    expect(closed?.get("collection-synchronization")).toBe(
      formatCollectionSynchronization({
        collectionId: `${ALICE}/followers`,
        url: `${ALICE}/followers_synchronization`,
        digest,
      }),
    );
    expect(closed?.get("signature")).toContain("collection-synchronization");
    const asked = await bob.gets("/users/alice/followers_synchronization", await node.runtime.getTime());
    const { status_code, body } = await node.federation(Principal.anonymous()).http_request_update(asked);
    expect(status_code).toBe(200);
    const list = JSON.parse(new TextDecoder().decode(Uint8Array.from(body))) as object;
    expect(list).toMatchObject({ totalItems: 1, orderedItems: [bob.uri] });
  });

  it("go on when their author's canister has been destroyed", async () => {
    there.deliveryStatus = 503;
    expect(await node.as(person("alice")).delete_profile()).toEqual({ Ok: null });
    await pass(10);
    expect(await node.as(person("alice")).whoami()).toEqual({ Err: { NotRegistered: null } });
    expect((await get("/users/alice")).status_code).toBe(410);
    expect((await get("/.well-known/webfinger?resource=acct:alice@here.example")).status_code).toBe(410);
    const before = arrivals("Delete").length;
    expect(before).toBeGreaterThan(0);

    there.deliveryStatus = 202;
    await node.runtime.advanceTime(600_000);
    await node.settle();
    const deletes = arrivals("Delete");
    expect(deletes).toHaveLength(before + 1);
    const last = deletes.at(-1);
    if (last === undefined) throw new Error("No Delete has arrived.");
    await verify(last);
    expect(JSON.parse(new TextDecoder().decode(last.body))).toMatchObject({ actor: ALICE, object: ALICE });
  });

  it("are over after three days: then nothing is left but the tombstone", async () => {
    await node.runtime.advanceTime(3 * 24 * 3_600_000 + 60_000);
    await node.settle();
    expect((await get("/users/alice")).status_code).toBe(410);
    const follow = await bob.posts("/users/alice/inbox", bob.activity("Follow", ALICE), await node.runtime.getTime()); // prettier-ignore
    const answer = await node.federation(Principal.anonymous()).http_request_update(follow);
    expect(answer.status_code).toBe(410);
  });
});
