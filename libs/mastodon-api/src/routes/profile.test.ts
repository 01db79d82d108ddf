import type { Json } from "@mastic/core";
import { expect, it } from "vitest";
import { lent } from "../../test/lent.ts";
import { testNode, type Member } from "../node.test-support.ts";

it("names moderators, with permissions for the admin methods that are served", async () => {
  const node = testNode(lent);
  const alice = await node.member("alice");
  const me = async (): Promise<unknown> =>
    (await node.call(alice, "GET /api/v1/accounts/verify_credentials")).body;
  expect(await me()).toMatchObject({ role: { id: "-99", name: "", permissions: "0" } });
  await node.api.directory.setUp({ initialModerator: "principal-alice" });
  expect(await me()).toMatchObject({ role: { id: "1", name: "Moderator", permissions: "660528" } });
});

it("takes reports that name what a block hides, and leaves out what was never for the reporter", async () => {
  const node = testNode(lent);
  const alice = await node.member("alice");
  const bob = await node.member("bob");
  const write = async (by: Member, fields: { readonly [key: string]: Json }): Promise<string> => {
    const { status, body } = await node.call(by, "POST /api/v1/statuses", { status: "Words", ...fields });
    expect(status).toBe(200);
    return (body as { id: string }).id;
  };
  const listed = await write(bob, { status: "Alice is a fool" });
  const direct = await write(bob, { status: "@alice you are a fool", visibility: "direct" });
  const secret = await write(bob, { status: "For friends", visibility: "private" });
  const own = await write(alice, {});
  await node.settle();
  expect((await node.call(bob, `POST /api/v1/accounts/${alice.id}/block`)).status).toBe(200);
  await node.settle();
  expect((await node.call(alice, `GET /api/v1/statuses/${listed}`)).status).toBe(404);
  const report = async (status_ids: readonly string[]): Promise<unknown> => {
    const fields = { account_id: bob.id, status_ids: [...status_ids], comment: "Insults" };
    const { status, body } = await node.call(alice, "POST /api/v1/reports", fields);
    expect(status, JSON.stringify(body)).toBe(200);
    return (body as { status_ids: unknown }).status_ids;
  };
  expect(await report([listed, direct, listed])).toEqual([listed, direct]);
  expect(await report([secret, own, "1", "abc", listed])).toEqual([listed]);
  expect(await report([secret])).toEqual([]);
});
