/**
 * `npm run cycles -w adapters/ic`: what a user costs, in cycles of the runtime, which has the prices of an application
 * subnet of 13 nodes. Figures of docs/operators/internet-computer.md come from here.
 */

import { person, startCanisterNode } from "../test/support/canisterNode.ts";

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30n;
const G = 1_000_000_000;

const node = await startCanisterNode();
const { runtime, directoryId, federationId } = node;
const all = [directoryId, federationId];
const balances = async () => Promise.all(all.map((canisterId) => runtime.getCyclesBalance(canisterId)));
const before = await balances();
const home = await node.signUp(person("alice"), "alice");
const after = await balances();
const status = await runtime.canisterStatus({ canisterId: home, sender: directoryId });

const table: [what: string, cycles: bigint][] = [
  [
    "a sign-up, Directory: creation, what the canister starts with, and its own work",
    spent(before, after, 0),
  ],
  ["a sign-up, Federation", spent(before, after, 1)],
  ["what the User canister has left of 1,000 G once it is settled", status.cycles],
  ["the User canister at rest: storage of a month", status.idleCyclesBurnedPerDay * MONTH_DAYS],
];
const rested = await balances();
const own = await runtime.getCyclesBalance(home);
// A day with its four looks at every User canister.
for (let hour = 0; hour < 24; hour += 1) {
  await runtime.advanceTime(DAY_MS / 24);
  await node.settle();
}
const woken = await balances();
table.push(
  ["the User canister, one measured day", own - (await runtime.getCyclesBalance(home))],
  ["the Directory, one measured day with one user", spent(rested, woken, 0)],
  ["the Federation, one measured day with one user", spent(rested, woken, 1)],
);
const alice = node.user(home, person("alice"));
const unposted = await runtime.getCyclesBalance(home);
await alice.publish_status({
  content: "Good morning.",
  visibility: { Public: null },
  mentions: [],
  spoiler_text: [],
  sensitive: [],
  in_reply_to: [],
  media_ids: [],
});
await node.settle();
table.push(["a post of somebody without followers", unposted - (await runtime.getCyclesBalance(home))]);

console.log(`memory of a User canister: ${(Number(status.memorySize) / 2 ** 20).toFixed(1)} MiB`);
for (const [what, cycles] of table) console.log(`${(Number(cycles) / G).toFixed(3).padStart(10)} G  ${what}`);
await node.close();

function spent(from: readonly bigint[], to: readonly bigint[], at: number): bigint {
  return (from[at] ?? 0n) - (to[at] ?? 0n);
}
