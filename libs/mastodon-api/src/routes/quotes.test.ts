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
