import { expect, it } from "vitest";
import { withOwnIds } from "./ownIds.ts";

const ownId = async (foreign: string): Promise<string> => `own of ${foreign}`;

it("calls posts and people of other homes as the own home does", async () => {
  const body = { account_id: "bob.7", status_ids: ["bob.8", "9"], in_reply_to_id: "carol.3" };
  expect(await withOwnIds(body, ownId)).toEqual({
    account_id: "own of bob.7",
    status_ids: ["own of bob.8", "9"],
    in_reply_to_id: "own of carol.3",
  });
});

it("leaves texts as they were typed, such as 3.14", async () => {
  const body = { status: "3.14", spoiler_text: "v1.0", title: "node.26", sensitive: false, media_ids: [] };
  expect(await withOwnIds(body, ownId)).toEqual(body);
});
