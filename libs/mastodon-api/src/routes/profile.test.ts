import { expect, it } from "vitest";
import { lent } from "../../test/lent.ts";
import { testNode } from "../node.test-support.ts";

it("names moderators, with permissions for the admin methods that are served", async () => {
  const node = testNode(lent);
  const alice = await node.member("alice");
  const me = async (): Promise<unknown> =>
    (await node.call(alice, "GET /api/v1/accounts/verify_credentials")).body;
  expect(await me()).toMatchObject({ role: { id: "-99", name: "", permissions: "0" } });
  await node.api.directory.setUp({ initialModerator: "principal-alice" });
  expect(await me()).toMatchObject({ role: { id: "1", name: "Moderator", permissions: "656432" } });
});
