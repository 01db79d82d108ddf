import { beforeEach, expect, it } from "vitest";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import { statusWords, wordsOfStatus } from "../schema/search.ts";
import { addressees } from "../schema/statuses.ts";
import { profiles } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";
import { indexOlderOnce } from "./indexOlder.ts";
import { parseStatusQuery } from "./query.ts";
import { searchStatuses } from "./searchStatuses.ts";

let net: Network;
let here: Server;
let alice: Member;

beforeEach(() => {
  net = network();
  here = net.server("here.example");
});

const count = async (): Promise<number> =>
  (
    await here.store.view(alice.account.id, (view) =>
      searchStatuses(view, alice.account.id, parseStatusQuery("tea", String), { limit: 80 }),
    )
  ).length;

/** As a store is whose program knew of no search. */
async function forget(): Promise<void> {
  await here.store.turn(INSTANCE, async (turn) => {
    for (const row of (await turn.scan(statusWords, { limit: 1_000 })).rows)
      await turn.delete(statusWords, row);
    for (const row of (await turn.scan(wordsOfStatus, { limit: 1_000 })).rows)
      await turn.delete(wordsOfStatus, row);
    for (const row of (await turn.scan(addressees, { limit: 1_000 })).rows)
      await turn.delete(addressees, row);
  });
  const { id } = alice.account;
  await here.store.turn(id, (turn) => turn.update(profiles, { accountId: id }, { indexedAt: null }));
}

async function begin(): Promise<void> {
  const { id } = alice.account;
  await here.store.turn(id, async (turn) => {
    const profile = await turn.get(profiles, { accountId: id });
    if (profile !== undefined) await indexOlderOnce(turn, profile);
  });
}

it("finds what was here before, a few statuses in each turn, whatever is performed twice", async () => {
  alice = await here.member("alice");
  const far = await net.server("there.example").member("far");
  for (let n = 0; n < 25; n += 1) {
    net.clock += 1_000;
    await alice.user.publishStatus(alice.caller, {
      content: `tea ${n}`,
      visibility: n % 2 ? "public" : "private",
    });
  }
  await far.user.publishStatus(far.caller, { content: "tea, @alice@here.example?", visibility: "public" });
  const liked = await far.user.publishStatus(far.caller, { content: "more tea", visibility: "public" });
  await alice.user.likeStatus(alice.caller, { statusUrl: liked.uri });
  await net.settle();
  expect(await count()).toBe(27);
  await forget();
  expect(await count()).toBe(0);
  await begin();
  net.isRepeating = true;
  await net.settle();
  expect(net.failures).toEqual([]);
  expect(await count()).toBe(27);
  await forget();
  await alice.user.publishStatus(alice.caller, { content: "new tea", visibility: "public" });
  await net.settle();
  expect(await count()).toBe(28);
});
