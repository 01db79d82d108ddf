import { beforeEach, describe, expect, it } from "vitest";
import { homeTimeline } from "../read/timelines.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { feed } from "../schema/user.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { addBoost } from "../status/boost.ts";
import { INSTANCE } from "../store/store.ts";
import { putInFeed } from "./feed.ts";
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

  it("shows no boost of one's own of what stands in it already, and tells of none", async () => {
    const world = homes();
    const alice = await world.home("alice");
    const bob = await world.home("bob");
    const heard: bigint[] = [];
    world.store.listen((signal, owner) => {
      if (signal.type === "home" && owner === alice.account.id) heard.push(signal.statusId);
    });
    const shown = (): Promise<bigint[]> =>
      world.store.view(alice.account.id, async (view) => {
        const { items } = await homeTimeline(view, alice.account.id, { limit: 20 });
        return items.map((it) => it.status.id);
      });
    const publish = { content: "hi", visibility: "public" } as const;
    const mine = await alice.user.publishStatus(alice.caller, publish);
    const theirs = await bob.user.publishStatus(bob.caller, publish);
    world.clock += 60_000;
    await alice.user.boostStatus(alice.caller, { statusUrl: mine.uri });
    world.clock += 60_000;
    const ofTheirs = await alice.user.boostStatus(alice.caller, { statusUrl: theirs.uri });
    expect(await shown()).toEqual([ofTheirs.id, mine.id]);
    expect(heard).toEqual([mine.id, ofTheirs.id]);
    // The Candid interface has them all (WI-1.7).
    const typed = await alice.user.readFeed(alice.caller, { offset: 0, limit: 10 });
    expect(typed.map((it) => it.status.uri)).toEqual([theirs.uri, mine.uri, mine.uri]);

    // A day later it is seen again.
    await alice.user.undoBoost(alice.caller, { statusUrl: mine.uri });
    world.clock += 24 * 3_600_000;
    const again = await alice.user.boostStatus(alice.caller, { statusUrl: mine.uri });
    expect(await shown()).toEqual([again.id, ofTheirs.id, mine.id]);
  });

  describe("and boosts by others", () => {
    const HOUR = 3_600_000;
    let world: ReturnType<typeof homes>;
    let alice: Awaited<ReturnType<typeof world.home>>;
    let post: StatusRow;
    beforeEach(async () => {
      world = homes();
      alice = await world.home("alice");
      const bob = await world.home("bob");
      post = await bob.user.publishStatus(bob.caller, { content: "hi", visibility: "public" });
    });

    const boostBy = (booster: AccountRow): Promise<bigint> =>
      world.store.turn(alice.account.id, async (turn) => {
        const boost = { id: turn.nextId(), uri: `${booster.uri}/boosts/1`, visibility: "public", local: false, createdAt: turn.now } as const; // prettier-ignore
        const { row } = await addBoost(turn, booster, post, boost);
        await putInFeed(turn, row, { homeTimeline: 100 });
        return row.id;
      });
    const boost = async (): Promise<bigint> =>
      (await alice.user.boostStatus(alice.caller, { statusUrl: post.uri })).id;
    const shown = async (): Promise<bigint[]> => {
      const { items } = await world.store.view(alice.account.id, (view) =>
        homeTimeline(view, alice.account.id, { limit: 20 }),
      );
      return items.map((it) => it.status.id);
    };

    it("shows no boost of one's own of what somebody else has just boosted into it", async () => {
      const theirs = await boostBy(await world.remote("carol"));
      world.clock += 60_000;
      await boost();
      expect(await shown()).toEqual([theirs]);
    });

    it("shows it where that other is muted", async () => {
      const carol = await world.remote("carol");
      await boostBy(carol);
      world.clock += 60_000;
      const own = await boost();
      await alice.user.muteUser(alice.caller, { account: carol.uri });
      expect(await shown()).toEqual([own]);
    });

    it("keeps others' boosts away for a day after what was seen, not after one's own that was not", async () => {
      const first = await boostBy(await world.remote("carol"));
      world.clock += 20 * HOUR;
      await boost();
      world.clock += 3 * HOUR;
      await boostBy(await world.remote("dave"));
      expect(await shown()).toEqual([first]);
      world.clock += 2 * HOUR;
      const second = await boostBy(await world.remote("erin"));
      expect(await shown()).toEqual([second, first]);
    });

    it("keeps them away for a day after one's own that was seen", async () => {
      const own = await boost();
      world.clock += 23 * HOUR;
      await boostBy(await world.remote("carol"));
      expect(await shown()).toEqual([own]);
      world.clock += 2 * HOUR;
      const theirs = await boostBy(await world.remote("dave"));
      expect(await shown()).toEqual([theirs, own]);
    });
  });
});
