/**
 * `kill -9` in the middle of a fan-out of 1,000 deliveries from one Mastic node to another: after a restart every
 * follower has the post, exactly once.
 */

import { beforeAll, expect, test, vi } from "vitest";
import { ApiClient } from "../support/apiClient.ts";
import { MasticNode } from "../support/node.ts";
import { patience } from "../support/patience.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";
import { waitFor } from "../support/waitFor.ts";
import { Front } from "./front.ts";
import { settleVillage, type Villager } from "./village.ts";

vi.setConfig({ ...patience, testTimeout: 480_000, hookTimeout: 240_000 });

const FOLLOWERS = 1_000;
const CONCURRENCY = 64;
/** Deliveries that may be repeated after a kill: those under way, and as many whose end was not written down yet. */
const REPEATED = 2 * CONCURRENCY;
/** Killed when so many followers have it. */
const KILLED_AT = [150, 600];

let author: MasticNode;
let alice: ApiClient;
let village: MasticNode;
let front: Front;
let villagers: readonly Villager[];
tellOnFailure(() => ({ author: author.log, village: village.log }));

beforeAll(async () => {
  const environment = {
    DELIVERY_CONCURRENCY: CONCURRENCY.toString(),
    DELIVERY_HOST_CONCURRENCY: CONCURRENCY.toString(),
  };
  [author, front] = await Promise.all([
    MasticNode.start({ host: "127.0.0.2", environment }),
    Front.start("127.0.0.6"),
  ]);
  alice = await author.signUp("alice");
  village = await MasticNode.start({
    host: "127.0.0.5",
    publicOrigin: front.origin,
    // A thousand strangers' keys are asked of one host: more at once would be told to come again.
    environment: { ...environment, DELIVERY_HOST_CONCURRENCY: "16" },
    async prepare(all) {
      villagers = await settleVillage(all, FOLLOWERS, author.actorUri("alice"));
      front.standBefore(all["HOST"] ?? "", all["PORT"] ?? "");
    },
  });
  await waitFor(
    "everybody to follow alice",
    async () => ((await alice.me()).followers_count === FOLLOWERS ? true : undefined),
    220_000,
  );
});

test("every follower has the post exactly once", async () => {
  const post = await alice.publish("To a thousand people");
  for (const count of KILLED_AT) {
    await deliveries(post.uri, count);
    await author.kill();
    expect(front.creates(post.uri).size).toBeLessThan(FOLLOWERS);
    await author.restart();
  }
  await everybody(post.uri);
  // What comes after it in the outbox is delivered too: nothing is left behind that could be sent again.
  const last = await alice.publish("And another one");
  await everybody(last.uri);

  const arrived = [...front.creates(post.uri).values()].flat();
  expect(new Set(arrived).size).toBe(1);
  expect(arrived.length - FOLLOWERS).toBeLessThanOrEqual(REPEATED * KILLED_AT.length);
  expect(front.refused).toEqual([]);
  await expectHomes([last.uri, post.uri]);
  const seen = await alice.accountStatuses((await alice.me()).id);
  expect(seen.map((it) => it.uri)).toEqual([last.uri, post.uri]);
});

/** What every follower sees. */
async function expectHomes(uris: readonly string[]): Promise<void> {
  for (const { handle, accessToken } of villagers) {
    const client = new ApiClient(village.origin, accessToken);
    const home = await waitFor(`${uris.length} posts at ${handle}'s home`, async () => {
      const found = (await client.home()).map(({ uri }) => uri);
      return found.length < uris.length ? undefined : found;
    });
    expect(home, handle).toEqual(uris);
  }
}

function everybody(uri: string): Promise<true> {
  return waitFor(
    "every inbox to have taken it",
    () => (front.creates(uri).size === FOLLOWERS ? true : undefined),
    220_000,
  );
}

/** Looks more often than `waitFor`, so that the kill falls into the middle. */
async function deliveries(uri: string, count: number): Promise<void> {
  const end = performance.now() + 60_000;
  while (front.creates(uri).size < count) {
    if (performance.now() > end) throw new Error(`Only ${front.creates(uri).size} deliveries.`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
