import { describe, expect, it } from "vitest";
import { feed } from "../schema/user.ts";
import { statuses } from "../schema/statuses.ts";
import { INSTANCE } from "../store/store.ts";
import { homes } from "./homes.test-support.ts";

describe("the home timeline", () => {
  it("keeps so many entries, the newest, and the posts themselves", async () => {
    const world = homes({ homeTimeline: 5 });
    const alice = await world.home("alice");
    const ids: bigint[] = [];
    for (let n = 0; n < 40; n += 1) {
      world.clock += 1;
      const status = await alice.user.publishStatus(alice.caller, {
        content: `Post ${n}`,
        visibility: "public",
      });
      ids.push(status.id);
    }
    // It is trimmed now and then, not with every post.
    world.clock += 16 - (world.clock % 16);
    ids.push((await alice.user.publishStatus(alice.caller, { content: "Last", visibility: "public" })).id);
    const { rows } = await world.store.view(alice.account.id, (view) => view.scan(feed, { limit: 100 }));
    expect(rows.map((row) => row.statusId)).toEqual(ids.slice(-5));
    expect(await world.store.view(INSTANCE, (view) => view.count(statuses, {}))).toBe(41);
  });

  it("never grows far beyond", async () => {
    const world = homes({ homeTimeline: 5 });
    const alice = await world.home("alice");
    for (let n = 0; n < 100; n += 1) {
      world.clock += 1;
      await alice.user.publishStatus(alice.caller, { content: `Post ${n}`, visibility: "public" });
      const count = await world.store.view(alice.account.id, (view) => view.count(feed, {}));
      expect(count).toBeLessThanOrEqual(5 + 16);
    }
  });
});
