/** The Mastic node of the inbox benchmark: a member follows the sender, so that every post is stored and comes into a timeline. */

import { inbox, INSTANCE, receivedActivities } from "@mastic/core";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { BenchNode } from "../benchNode.ts";
import { benchArgument, serveBench } from "../child.ts";

const { actorUri } = z.object({ actorUri: z.string() }).parse(benchArgument());
const node = await BenchNode.start();
const alice = await node.member("alice");
await node.follow(alice, actorUri);

serveBench({ origin: node.origin }, state, () => node.stop());

/** What was taken, once everything that was taken has come into the timeline; how long that took. */
async function state(): Promise<{ kept: number; lagMillis: number }> {
  const { store } = node;
  const kept = await store.view(INSTANCE, (view) => view.count(receivedActivities, {}));
  const start = performance.now();
  for (;;) {
    // What stands here came into the timeline in the same turn; the timeline itself forgets its oldest.
    const arrived = await store.view(alice.account.id, (view) => view.count(inbox, {}));
    if (arrived === kept) return { kept, lagMillis: performance.now() - start };
    await setTimeout(5);
  }
}
