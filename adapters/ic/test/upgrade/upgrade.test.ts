import { expect, it } from "vitest";
import { populatedNode } from "../population/populatedNode.ts";
import { RemoteServer } from "../support/remoteServer.ts";
import { upgradeWhileReceiving } from "./upgradeWhileReceiving.ts";

it(
  "a populated node is upgraded while activities arrive, and nothing is lost or doubled",
  { timeout: 300_000 },
  async () => {
    const there = new RemoteServer("https://there.example", "https://here.example");
    const populated = await populatedNode(6, 5, { outcalls: there.outcalls });
    try {
      const figures = await upgradeWhileReceiving(populated, there);
      expect(figures).toMatchObject({ users: 6, upgraded: 7, faults: [] });
      // The first follower has posted once, all others five times.
      expect(figures.statuses).toBe(1 + 5 * 5);
      expect(figures.posts).toBeGreaterThan(0);
      expect(figures.follows).toBeGreaterThan(0);
    } finally {
      await populated.node.close();
    }
  },
);
