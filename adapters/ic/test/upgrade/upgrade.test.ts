import { expect, it } from "vitest";
import { populatedNode } from "../population/populatedNode.ts";
import { RemoteServer } from "../support/remoteServer.ts";
import { shortRounds, upgradeWhileReceiving } from "./upgradeWhileReceiving.ts";

/** With whom they follow, one more User canister than the Directory upgrades at once: a second batch. */
const FOLLOWERS = 8;
const POSTS = 5;

it(
  "a populated node is upgraded while activities arrive, and nothing is lost or doubled",
  { timeout: 600_000 },
  async () => {
    const there = new RemoteServer("https://there.example", "https://here.example");
    const populated = await populatedNode(FOLLOWERS, POSTS, {
      outcalls: there.outcalls,
      limits: shortRounds(FOLLOWERS),
    });
    try {
      const figures = await upgradeWhileReceiving(populated, there);
      expect(figures).toMatchObject({ users: FOLLOWERS, upgraded: FOLLOWERS + 1, faults: [] });
      // The first follower has posted once, all others five times.
      expect(figures.statuses).toBe(1 + (FOLLOWERS - 1) * POSTS);
      expect(figures.sent).toBe(8 + FOLLOWERS + 1);
      expect(figures.taken).toBe(figures.sent);
      expect(figures.takenBetween).toBeGreaterThan(0);
      expect(figures.triedAgain).toBeGreaterThan(0);
      expect(figures.audited).toBe(FOLLOWERS + 1 + 2);
    } finally {
      await populated.node.close();
    }
  },
);
