/** `kill -9` in the middle of a fan-out of 1,000 deliveries: after a restart every follower has the post, exactly once. */

import { expect, test, vi } from "vitest";
import { z } from "zod";
import { MasticNode } from "../support/node.ts";
import { patience } from "../support/patience.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";
import { waitFor } from "../support/waitFor.ts";
import { Receiver } from "./receiver.ts";

vi.setConfig({ ...patience, testTimeout: 240_000 });

const FOLLOWERS = 1_000;
const HOSTS = Array.from({ length: 10 }, (_, index) => `127.0.1.${index + 1}`);
const CONCURRENCY = 64;
/** Deliveries that may be repeated after a kill: those under way, and as many whose end was not written down yet. */
const REPEATED = 2 * CONCURRENCY;
/** Killed when so many followers have it. */
const KILLED_AT = [150, 600];

let node: MasticNode;
tellOnFailure(() => ({ node: node.log }));

test("every follower has the post exactly once", async () => {
  node = await MasticNode.start({
    host: "127.0.0.2",
    environment: { DELIVERY_CONCURRENCY: CONCURRENCY.toString() },
  });
  const alice = await node.signUp("alice");
  const actorUri = node.actorUri("alice");
  const response = await fetch(actorUri, { headers: { accept: "application/activity+json" } });
  const actor = z.object({ publicKey: z.object({ publicKeyPem: z.string() }) }).parse(await response.json());
  const receiver = await Receiver.start(HOSTS, FOLLOWERS, actor.publicKey.publicKeyPem);
  await receiver.followAll(actorUri);
  await waitFor(
    "every follow to be accepted",
    async () => {
      const accepted = [...receiver.arrivals.values()].filter((it) =>
        it.some(({ type }) => type === "Accept"),
      );
      return accepted.length === FOLLOWERS ? true : undefined;
    },
    120_000,
  );
  expect((await alice.me()).followers_count).toBe(FOLLOWERS);

  const post = await alice.publish("To a thousand people");
  for (const count of KILLED_AT) {
    await waitForExactly(receiver, post.uri, count);
    await node.kill();
    const delivered = receiver.creates(post.uri).size;
    expect(delivered).toBeGreaterThanOrEqual(count);
    expect(delivered).toBeLessThan(FOLLOWERS);
    await node.restart();
  }
  await waitFor(
    "everybody to have it",
    () => (receiver.creates(post.uri).size === FOLLOWERS ? true : undefined),
    120_000,
  );

  // What comes after it in the outbox is delivered too: nothing is left behind that could be sent again.
  const last = await alice.publish("And another one");
  await waitFor(
    "everybody to have the next post",
    () => (receiver.creates(last.uri).size === FOLLOWERS ? true : undefined),
    120_000,
  );
  const deliveries = [...receiver.creates(post.uri).values()];
  const ids = new Set(deliveries.flat());
  expect(ids.size).toBe(1);
  expect(deliveries.flat().length - FOLLOWERS).toBeLessThanOrEqual(REPEATED * KILLED_AT.length);
  expect(receiver.refused).toEqual([]);
  const seen = await alice.accountStatuses((await alice.me()).id);
  expect(seen.map((it) => it.uri)).toEqual([last.uri, post.uri]);
});

/** Looks more often than `waitFor`, so that the kill falls into the middle. */
async function waitForExactly(receiver: Receiver, uri: string, count: number): Promise<void> {
  const end = performance.now() + 60_000;
  while (receiver.creates(uri).size < count) {
    if (performance.now() > end) throw new Error(`Only ${receiver.creates(uri).size} deliveries.`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
