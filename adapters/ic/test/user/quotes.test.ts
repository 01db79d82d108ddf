/** Quotes between homes of one node: each has a store of its own, and asks the others as servers ask each other (decision 030). */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { person, startCanisterNode, type CanisterNode, type UserActor } from "../support/canisterNode.ts";

const HERE = "https://here.example";
/** By an update call, which may ask other homes for what is not here. @throws for what the API refuses */
async function ask(home: UserActor, method: string, url: string, fields?: object): Promise<unknown> {
  const { status, body } = await home.api_update({
    method,
    url,
    headers: [["content-type", "application/json"]],
    body: fields === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(fields)),
  });
  const text = new TextDecoder().decode(Uint8Array.from(body));
  if (status >= 300) throw new Error(`${status}: ${text}`);
  return JSON.parse(text);
}

const posted = z.looseObject({ id: z.string(), uri: z.string() });
const quoting = z.looseObject({
  id: z.string(),
  uri: z.string(),
  quote: z.nullable(
    z.object({ state: z.string(), quoted_status: z.nullable(z.looseObject({ uri: z.string() })) }),
  ),
  quotes_count: z.number(),
});
const found = z.object({ statuses: z.tuple([quoting]) });

describe("a quote of a neighbour's post", () => {
  let node: CanisterNode;
  let alice: UserActor;
  let bob: UserActor;
  /** Follows bob. */
  let carol: UserActor;
  beforeAll(async () => {
    node = await startCanisterNode();
    const home = async (handle: string) =>
      node.user(await node.signUp(person(handle), handle), person(handle));
    alice = await home("alice");
    bob = await home("bob");
    carol = await home("carol");
    expect(await carol.follow_user({ handle: "bob" })).toEqual({ Ok: null });
    await node.settle();
  }, 240_000);
  afterAll(() => node.close());

  const publish = async (by: UserActor, fields: Readonly<Record<string, string>>) => {
    const status = posted.parse(await ask(by, "POST", "/api/v1/statuses", fields));
    await node.settle();
    return status;
  };
  /** The post as a home has it, brought there when it is not. */
  const at = async (home: UserActor, uri: string) =>
    found.parse(
      await ask(home, "GET", `/api/v2/search?resolve=true&type=statuses&q=${encodeURIComponent(uri)}`),
    ).statuses[0];
  const shown = async (home: UserActor, uri: string) => {
    const { quote } = await at(home, uri);
    return { state: quote?.state, uri: quote?.quoted_status?.uri };
  };

  it("stands once the neighbour's home has said so, in every home that has it, and ends there as well", async () => {
    const original = await publish(alice, { status: "Worth repeating" });
    const here = await at(bob, original.uri);
    const { uri } = await publish(bob, { status: "Listen to alice", quoted_status_id: here.id });
    for (const home of [alice, bob, carol])
      expect(await shown(home, uri)).toEqual({ state: "accepted", uri: original.uri });
    expect((await at(alice, original.uri)).quotes_count).toBe(1);
    const told = z.array(z.looseObject({ type: z.string(), status: z.looseObject({ uri: z.string() }) }));
    const notifications = told.parse(await ask(alice, "GET", "/api/v1/notifications"));
    expect(notifications.map((it) => [it.type, it.status.uri])).toEqual([["quote", uri]]);

    const note = await get(uri);
    expect(note.status).toBe(200);
    const stamp = z.looseObject({ quoteAuthorization: z.string() }).parse(note.document).quoteAuthorization;
    expect((await get(stamp)).document).toMatchObject({
      type: "QuoteAuthorization",
      attributedTo: `${HERE}/users/alice`,
      interactingObject: uri,
      interactionTarget: original.uri,
    });

    const quote = await at(alice, uri);
    await ask(alice, "POST", `/api/v1/statuses/${original.id}/quotes/${quote.id}/revoke`, {});
    await node.settle();
    for (const home of [alice, bob, carol])
      expect(await shown(home, uri)).toEqual({ state: "revoked", uri: undefined });
    expect((await get(stamp)).status).toBe(404);
  });

  it("is refused by the neighbour's rule", async () => {
    const original = await publish(alice, { status: "Mine alone", quote_approval_policy: "nobody" });
    const { id } = await at(bob, original.uri);
    await expect(
      ask(bob, "POST", "/api/v1/statuses", { status: "Look", quoted_status_id: id }),
    ).rejects.toThrow(/404/);
  });

  it("goes on showing what it quotes after an edit, in homes that have it from the quote alone", async () => {
    const original = await publish(alice, { status: "First words" });
    const here = await at(bob, original.uri);
    const { uri } = await publish(bob, { status: "Look at this", quoted_status_id: here.id });
    await node.runtime.advanceTime(60_000);
    await ask(alice, "PUT", `/api/v1/statuses/${original.id}`, { status: "Second words" });
    await node.settle();
    for (const home of [bob, carol])
      expect(JSON.stringify((await at(home, uri)).quote)).toContain("Second words");
  });

  async function get(uri: string): Promise<{ status: number; document: unknown }> {
    const gateway = node.federation(person("gateway"));
    const request = {
      method: "GET",
      url: uri.slice(HERE.length),
      headers: [["accept", "application/activity+json"]] as [string, string][],
      body: new Uint8Array(),
      certificate_version: [] as [],
    };
    const answer = await gateway.http_request_update(request);
    const text = new TextDecoder().decode(Uint8Array.from(answer.body));
    return { status: answer.status_code, document: answer.status_code === 200 ? JSON.parse(text) : text };
  }
});
