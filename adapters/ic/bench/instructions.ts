/**
 * The second half of `npm run cycles -w adapters/ic`: what the main things cost in instructions of the runtime, against
 * their goals. Homes with 10,000 entries in their feeds, of one or of many writers, and somebody whom 100 people of the
 * node follow.
 */

import { Principal } from "@icp-sdk/core/principal";
import { moduleFile } from "../build/canisters.ts";
import * as userBindings from "../src/candid/user.did.ts";
import { populatedNode } from "../test/population/populatedNode.ts";
import { post } from "../test/support/publishing.ts";
import { installArgument, person } from "../test/support/canisterNode.ts";
import { RemoteServer } from "../test/support/remoteServer.ts";

const FOLLOWERS = 100;
/** How many of them have a whole canister here: of what others are sent, they take no part. */
const FURNISHED = 3;
const ENTRIES = 10_000;
/** Of these, one is muted and one blocked: a page of 20 has 20 different people. */
const WRITERS = 22;
const HERE = "https://here.example";

const there = new RemoteServer("https://there.example", HERE);
const posts = (nth: number): number => (nth === 1 || nth === 2 ? ENTRIES : 1);
const { node, author, homes } = await populatedNode(
  FOLLOWERS,
  posts,
  { outcalls: there.outcalls },
  FURNISHED,
  undefined,
  (nth) => (nth === 2 ? WRITERS : 0),
);
const { runtime, directoryId, federationId } = node;
const [, [handle, reader] = [], [follower, full] = []] = [...homes];
if (handle === undefined || reader === undefined || follower === undefined || full === undefined)
  throw new Error("There is no reader.");

/** Millions of instructions of one canister since this was last asked. */
async function spent(...canisters: Principal[]): Promise<number[]> {
  const records = await runtime.takeExecutions();
  return canisters.map((canister) =>
    records
      .filter(({ canisterId }) => canisterId.toText() === canister.toText())
      .reduce((sum, { instructions }) => sum + Number(instructions) / 1e6, 0),
  );
}
const rows: [what: string, millions: number, goal?: number][] = [];

await spent();
const signed = await node.signUp(person("newcomer"), "newcomer");
const [ofDirectory = 0, ofFederation = 0, ofHome = 0] = await spent(directoryId, federationId, signed);
rows.push(["sign-up: the Directory", ofDirectory], ["sign-up: the Federation", ofFederation]);
rows.push(["sign-up: the User canister, its keys included (by luck)", ofHome]);

await node.user(author, person("author")).publish_status(post("To a hundred people"));
const [publishing = 0] = await spent(author);
await node.settle();
const [sending = 0, routing = 0, receiving = 0] = await spent(author, federationId, reader);
rows.push([`publish to ${FOLLOWERS} local followers: the author's canister`, publishing + sending, 2_000]);
rows.push(["publish: of these, until the author has the answer", publishing]);
rows.push(["publish: the Federation", routing], ["publish: each follower's canister", receiving]);

const home = node.user(reader, person(handle));
for (const limit of [1n, 20n, 50n]) {
  await home.read_feed({ offset: 0n, limit });
  const [reading = 0] = await spent(reader);
  rows.push([`read ${limit} of ${ENTRIES} entries of the feed`, reading, 50]);
}

// Whoever likes, bookmarks, mutes and blocks has tables to be looked into for each entry.
const many = node.user(full, person(follower));
const api = async (method: string, url: string) => {
  const request = { method, url, headers: [], body: new Uint8Array() };
  const { status, body } = await (method === "GET" ? many.api_query(request) : many.api_update(request));
  if (status !== 200) throw new Error(`${method} ${url} answers ${status}.`);
  return JSON.parse(new TextDecoder().decode(body)) as { id: string; account: { id: string } }[];
};
const shown = await api("GET", "/api/v1/timelines/home?limit=40");
const [liked, muted, blocked] = shown;
if (liked === undefined || muted === undefined || blocked === undefined)
  throw new Error("The feed is empty.");
for (const mark of ["favourite", "reblog", "bookmark"]) await api("POST", `/api/v1/statuses/${liked.id}/${mark}`); // prettier-ignore
await api("POST", `/api/v1/accounts/${muted.account.id}/mute`);
await api("POST", `/api/v1/accounts/${blocked.account.id}/block`);
await node.settle();
await spent();
await many.read_feed({ offset: 0n, limit: 20n });
const [readingMany = 0] = await spent(full);
rows.push([
  `read 20 of ${ENTRIES} entries, of as many people, with marks, mutes and blocks`,
  readingMany,
  50,
]);
for (const limit of [1, 20, 40]) {
  await api("GET", `/api/v1/timelines/home?limit=${limit}`);
  const [asking = 0] = await spent(full);
  rows.push([`the same feed by the Mastodon API: ${limit} entries`, asking]);
}

const bob = there.person("bob");
const gateway = node.federation(Principal.anonymous());
for (const what of ["whose key is not known", "whose key is known"]) {
  const follow = {
    ...bob.activity("Follow", `${HERE}/users/${handle}`),
    id: `${bob.uri}/follows/${rows.length}`,
  };
  const request = await bob.posts(`/users/${handle}/inbox`, follow, await runtime.getTime());
  const answer = await gateway.http_request_update(request);
  if (answer.status_code !== 202) throw new Error(`The inbox answers ${answer.status_code}.`);
  const [checking = 0] = await spent(federationId);
  await node.settle();
  const [handing = 0, taking = 0] = await spent(federationId, reader);
  rows.push([`receive a Follow of somebody ${what}: the Federation, until it answers`, checking]);
  rows.push([`receive a Follow of somebody ${what}: the Federation, afterwards`, handing]);
  rows.push([`receive a Follow of somebody ${what}: the User canister`, taking]);
}

const document = {
  method: "GET",
  url: `/users/${handle}`,
  headers: [
    ["host", "here.example"],
    ["accept", "application/activity+json"],
  ] as [string, string][],
  body: new Uint8Array(),
  certificate_version: [2] as [number],
};
await gateway.http_request_update(document);
const [making = 0, answering = 0] = await spent(federationId, reader);
rows.push(["actor document: the Federation, by an update", making, 40]);
rows.push(["actor document: the User canister", answering, 40]);
await gateway.http_request(document);
const [serving = 0] = await spent(federationId);
rows.push(["actor document: a certified query", serving, 40]);

await runtime.upgradeCanister({
  canisterId: reader,
  sender: directoryId,
  wasm: moduleFile("user"),
  arg: installArgument(userBindings, { Upgrade: {} }),
});
const [upgrading = 0] = await spent(reader);
rows.push([`upgrade of a User canister with ${ENTRIES} posts`, upgrading]);

for (const [what, millions, goal] of rows) {
  const wanted = goal === undefined ? "" : `  goal ${goal}${millions > goal ? ", missed" : ""}`;
  console.log(`${millions.toFixed(1).padStart(10)} M  ${what}${wanted}`);
}
await node.close();
