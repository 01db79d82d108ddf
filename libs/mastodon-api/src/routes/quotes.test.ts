import type { Json } from "@mastic/core";
import { beforeEach, describe, expect, it } from "vitest";
import { lent } from "../../test/lent.ts";
import { testNode, type Member, type TestNode } from "../node.test-support.ts";

let node: TestNode;
let alice: Member;
let bob: Member;

beforeEach(async () => {
  node = testNode(lent);
  alice = await node.member("alice");
  bob = await node.member("bob");
});

type Entity = { readonly [key: string]: Json };

async function write(by: Member, fields: Entity): Promise<Entity & { readonly id: string }> {
  const { status, body } = await node.call(by, "POST /api/v1/statuses", { status: "Words", ...fields });
  expect(status, JSON.stringify(body)).toBe(200);
  await node.settle();
  return body as unknown as Entity & { readonly id: string };
}
const read = async (by: Member | null, id: string) =>
  (await node.call(by, `GET /api/v1/statuses/${id}`)).body;

describe("a quote", () => {
  it("shows what it quotes, is counted and listed, and is told to the author", async () => {
    const original = await write(alice, { status: "First" });
    expect(original).toMatchObject({
      quote: null,
      quotes_count: 0,
      quote_approval: { automatic: ["public"], manual: [], current_user: "automatic" },
    });
    const quoting = await write(bob, { status: "Well said", quoted_status_id: original.id });
    expect(quoting).toMatchObject({
      quote: { state: "accepted", quoted_status: { id: original.id, content: "<p>First</p>", quote: null } },
    });
    expect(await read(null, original.id)).toMatchObject({
      quotes_count: 1,
      quote_approval: { automatic: ["public"], current_user: "denied" },
    });
    const listed = await node.call(alice, `GET /api/v1/statuses/${original.id}/quotes`);
    expect(listed.body).toMatchObject([{ id: quoting.id }]);
    expect((await node.call(bob, `GET /api/v1/statuses/${original.id}/quotes`)).status).toBe(404);
    const { body } = await node.call(alice, "GET /api/v1/notifications");
    expect(body).toMatchObject([{ type: "quote", status: { id: quoting.id } }]);
  });

  it("of a quote names what that quotes, and no more", async () => {
    const first = await write(alice, {});
    const second = await write(bob, { quoted_status_id: first.id });
    const third = await write(alice, { status: "", quoted_status_id: second.id });
    expect(third).toMatchObject({
      quote: {
        state: "accepted",
        quoted_status: { id: second.id, quote: { state: "accepted", quoted_status_id: first.id } },
      },
    });
  });

  it("is detached when the author revokes it, and only then", async () => {
    const original = await write(alice, {});
    const quoting = await write(bob, { quoted_status_id: original.id });
    const path = `POST /api/v1/statuses/${original.id}/quotes/${quoting.id}/revoke`;
    expect((await node.call(bob, path)).status).toBe(404);
    expect((await node.call(null, path)).status).toBe(401);
    expect(await node.call(alice, path)).toMatchObject({
      status: 200,
      body: { id: quoting.id, quote: { state: "revoked", quoted_status: null } },
    });
    expect(await read(bob, original.id)).toMatchObject({ quotes_count: 0 });
  });
});

describe("a quote by somebody who hides from its author", () => {
  const relate = async (by: Member, how: "block" | "mute", whom: Member): Promise<void> => {
    expect((await node.call(by, `POST /api/v1/accounts/${whom.id}/${how}`)).status).toBe(200);
    await node.settle();
  };
  const revoke = (original: string, quoting: string) =>
    node.call(alice, `POST /api/v1/statuses/${original}/quotes/${quoting}/revoke`);
  const traceOf = (id: string): unknown => ({
    status: 200,
    body: {
      id,
      account: { id: bob.id },
      content: "",
      spoiler_text: "",
      language: null,
      media_attachments: [],
      mentions: [],
      tags: [],
      poll: null,
      replies_count: 0,
      quote: { state: "revoked", quoted_status: null },
    },
  });

  it("is revoked after a block, and says nothing of its words", async () => {
    const original = await write(alice, {});
    const secrets = {
      spoiler_text: "Insult",
      language: "en",
      poll: { options: ["Yes", "No"], expires_in: 600 },
    };
    const quoting = await write(bob, { status: "Look #fools", ...secrets, quoted_status_id: original.id });
    await relate(bob, "block", alice);
    const answer = await revoke(original.id, quoting.id);
    expect(answer).toMatchObject(traceOf(quoting.id) as object);
    expect(JSON.stringify(answer.body)).not.toMatch(/fools|Insult/);
    expect(await read(null, quoting.id)).toMatchObject({ quote: { state: "revoked", quoted_status: null } });
    expect(await read(null, original.id)).toMatchObject({ quotes_count: 0 });
  });

  it("is revoked where it is for followers only", async () => {
    const original = await write(alice, {});
    const quoting = await write(bob, {
      status: "For friends",
      visibility: "private",
      quoted_status_id: original.id,
    });
    expect(await revoke(original.id, quoting.id)).toMatchObject(traceOf(quoting.id) as object);
    expect(await read(bob, quoting.id)).toMatchObject({
      content: expect.stringContaining("For friends") as string,
      quote: { state: "revoked" },
    });
    expect((await read(alice, quoting.id)) as Entity).toHaveProperty("error");
  });

  it.each(["block", "mute"] as const)("is listed and revoked after a %s by its author", async (how) => {
    const original = await write(alice, {});
    const quoting = await write(bob, { status: "Well said", quoted_status_id: original.id });
    await relate(alice, how, bob);
    const listed = await node.call(alice, `GET /api/v1/statuses/${original.id}/quotes`);
    expect(listed.body).toMatchObject([{ id: quoting.id }]);
    expect(await revoke(original.id, quoting.id)).toMatchObject({
      status: 200,
      body: {
        id: quoting.id,
        content: expect.stringContaining("Well said") as string,
        quote: { state: "revoked" },
      },
    });
  });

  it("is none of another status, nor of no status", async () => {
    const original = await write(alice, {});
    const other = await write(alice, {});
    const quoting = await write(bob, { quoted_status_id: original.id });
    for (const id of [other.id, "1", "abc"]) expect((await revoke(original.id, id)).status).toBe(404);
    expect((await revoke(other.id, quoting.id)).status).toBe(404);
    expect(await read(null, quoting.id)).toMatchObject({ quote: { state: "accepted" } });
  });
});

describe("who may quote", () => {
  it("is said with a status, by default in the profile, and can be changed", async () => {
    const followers = await write(alice, { quote_approval_policy: "followers" });
    expect(followers).toMatchObject({ quote_approval: { automatic: ["followers"] } });
    expect(await read(bob, followers.id)).toMatchObject({ quote_approval: { current_user: "denied" } });
    const refused = await node.call(bob, "POST /api/v1/statuses", {
      status: "Look",
      quoted_status_id: followers.id,
    });
    expect(refused.status).toBe(404);
    const path = `PUT /api/v1/statuses/${followers.id}/interaction_policy`;
    expect(await node.call(alice, path, { quote_approval_policy: "public" })).toMatchObject({
      status: 200,
      body: { quote_approval: { automatic: ["public"] } },
    });
    expect((await node.call(alice, path, { quote_approval_policy: "friends" })).status).toBe(422);
    expect((await node.call(bob, path, { quote_approval_policy: "nobody" })).status).toBe(404);
    await write(bob, { quoted_status_id: followers.id });

    const source = { source: { quote_policy: "nobody" } };
    const profile = await node.call(alice, "PATCH /api/v1/accounts/update_credentials", source);
    expect(profile.body).toMatchObject(source);
    const { body } = await node.call(alice, "GET /api/v1/preferences");
    expect(body).toMatchObject({ "posting:default:quote_policy": "nobody" });
    expect(await write(alice, {})).toMatchObject({ quote_approval: { automatic: [], manual: [] } });
  });

  it("is nobody where not everybody may see the status", async () => {
    const hidden = await write(alice, { visibility: "private", quote_approval_policy: "public" });
    expect(hidden).toMatchObject({ quote_approval: { automatic: [], current_user: "automatic" } });
    const own = await write(alice, { quoted_status_id: hidden.id });
    expect(own).toMatchObject({ visibility: "private", quote: { state: "accepted" } });
  });
});
