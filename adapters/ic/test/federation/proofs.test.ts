/** What canisters deliver carries its author's proof when it is public (FEP-8b32; decision 015, decision 024). */

import { assertionMethodOf, parseProofs, verifyProof } from "@mastic/data-integrity";
import type { JsonObject } from "@mastic/data-integrity";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiCall } from "../journeys/apiCall.ts";
import { person, startCanisterNode, type CanisterNode, type UserActor } from "../support/canisterNode.ts";
import { RemoteServer, type RemotePerson } from "../support/remoteServer.ts";

const HERE = "https://here.example";
const ALICE = `${HERE}/users/alice`;

describe("proofs on deliveries", () => {
  let node: CanisterNode;
  let there: RemoteServer;
  let people: RemotePerson[];
  let alice: UserActor;

  beforeAll(async () => {
    there = new RemoteServer("https://there.example", HERE);
    people = ["bob", "carol"].map((name) => there.person(name));
    node = await startCanisterNode({ outcalls: there.outcalls });
    alice = node.user(await node.signUp(person("alice"), "alice"), person("alice"));
    for (const { uri } of people) {
      expect(await alice.follow_user({ handle: `@${uri.slice(uri.lastIndexOf("/") + 1)}@there.example` })).toEqual({ Ok: null }); // prettier-ignore
    }
    await arrived("Follow");
  }, 240_000);
  afterAll(() => node.close());

  /** Deliveries wait for keys, which are made over many messages. */
  async function arrived(type: string): Promise<JsonObject> {
    for (let round = 0; round < 40; round += 1) {
      const all = there.arrived.map(({ body }) => JSON.parse(Buffer.from(body).toString()) as JsonObject);
      const found = all.find((it) => it["type"] === type);
      if (found !== undefined) return found;
      await node.runtime.advanceTime(61_000);
      await node.settle();
    }
    throw new Error(`No ${type} has arrived.`);
  }

  it("hold by the key that the actor lists", async () => {
    there.arrived.length = 0;
    await node.runtime.takeExecutions();
    await apiCall(alice, "POST", "/api/v1/statuses", {
      status: "To all: @bob@there.example @carol@there.example",
    });
    await node.settle();
    const create = await arrived("Create");
    // Deliveries are paid for by what their answers might bring.
    for (const { maxResponseBytes } of there.arrived) expect(maxResponseBytes).toBeLessThanOrEqual(32_768);
    // With a signature by RSA, which takes 190 M of them.
    for (const { instructions } of await node.runtime.takeExecutions())
      expect(instructions).toBeLessThan(320_000_000n);
    const document = await node.user((await canisterOf()), node.federationId).get_document({ path: "/users/alice", requester_actor_uri: [] }); // prettier-ignore
    if ("Err" in document) throw new Error(JSON.stringify(document.Err));
    const actor = JSON.parse(Buffer.from(document.Ok.body).toString()) as JsonObject;
    const [proof] = parseProofs(create);
    if (proof === undefined) throw new Error("There is no proof.");
    expect(proof.verificationMethod).toBe(`${ALICE}#ed25519-key`);
    const key = assertionMethodOf(actor, proof.verificationMethod);
    const options = {
      now: await node.runtime.getTime(),
      policy: { controller: ALICE },
      crypto: createNodeCrypto(),
    };
    const verified = await verifyProof(proof, create, key, options);
    expect(verified.document).toMatchObject({ type: "Create", actor: ALICE });
  });

  it("are not on what is for some only", async () => {
    there.arrived.length = 0;
    await apiCall(alice, "POST", "/api/v1/statuses", { status: "@bob@there.example", visibility: "direct" });
    expect(await arrived("Create")).not.toHaveProperty("proof");
  });

  async function canisterOf() {
    const found = await node.directory.get_user({ handle: "alice" });
    if ("Err" in found) throw new Error(JSON.stringify(found.Err));
    return found.Ok.canister_id;
  }
});
