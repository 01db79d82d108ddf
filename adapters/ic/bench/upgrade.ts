/**
 * `npm run upgrade-populated -w adapters/ic -- --users 501 --posts 40`: fills a node, upgrades all of it while activities
 * arrive, and says whether anything was lost or doubled. A User canister takes some 8 MiB of this machine's memory.
 */

import { parseArgs } from "node:util";
import { populatedNode } from "../test/population/populatedNode.ts";
import { RemoteServer } from "../test/support/remoteServer.ts";
import { shortRounds, upgradeWhileReceiving } from "../test/upgrade/upgradeWhileReceiving.ts";

const { values } = parseArgs({
  options: { users: { type: "string", default: "501" }, posts: { type: "string", default: "40" } },
});
const there = new RemoteServer("https://there.example", "https://here.example");
const started = performance.now();
const seconds = () => ((performance.now() - started) / 1_000).toFixed(0);
/** Of all threads: what it takes on a machine that has nothing else to do. */
const processor = () => ((process.cpuUsage().user + process.cpuUsage().system) / 1e6).toFixed(0);
const memory = () => (process.memoryUsage().rss / 2 ** 20).toFixed(0);
const progress = (line: string) =>
  console.log(`${seconds()} s (${processor()} s of processors), ${memory()} MiB: ${line}`);
const users = Number(values.users);
const options = { outcalls: there.outcalls, limits: shortRounds(users) };
const populated = await populatedNode(users, Number(values.posts), options, progress);
progress("populated");
const figures = await upgradeWhileReceiving(populated, there, progress);
progress("upgraded");
console.log(figures);
await populated.node.close();
process.exitCode = figures.faults.length > 0 ? 1 : 0;
