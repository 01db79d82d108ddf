/**
 * The second half of `npm run cycles -w adapters/ic`: what the main things cost in instructions of the runtime, against
 * their goals, and in cycles; and what a month costs of them. Homes with 10,000 entries in their feeds, of one or of many
 * writers, and somebody whom 100 people of the node follow.
 */

import { Principal } from "@icp-sdk/core/principal";
import { moduleFile } from "../build/canisters.ts";
import * as userBindings from "../src/candid/user.did.ts";
import { populatedNode } from "../test/population/populatedNode.ts";
import { post } from "../test/support/publishing.ts";
import { installArgument, person } from "../test/support/canisterNode.ts";
import { RemoteServer } from "../test/support/remoteServer.ts";
import { Meter, total, type Spent } from "./meter.ts";
import { monthOf } from "./month.ts";

const FOLLOWERS = 100;
/** With the one that they follow, and the newcomer. */
const USERS = FOLLOWERS + 2;
const ENTRIES = 10_000;
/** Of these, one is muted and one blocked: a page of 20 has 20 different people. */
const WRITERS = 22;
const HERE = "https://here.example";
/** Millions of cycles that a User canister has from the Directory. */
const STARTS_WITH = 1_000_000;

const there = new RemoteServer("https://there.example", HERE);
const posts = (nth: number): number => (nth === 1 || nth === 2 ? ENTRIES : 1);
const { node, author, homes } = await populatedNode(
  FOLLOWERS,
  posts,
  { outcalls: there.outcalls },
  undefined,
  (nth) => (nth === 2 ? WRITERS : 0),
);
const { runtime, directoryId, federationId } = node;
const [, [handle, reader] = [], [follower, full] = []] = [...homes];
if (handle === undefined || reader === undefined || follower === undefined || full === undefined)
  throw new Error("There is no reader.");

const meter = new Meter(runtime);
for (const canister of [directoryId, federationId, author, reader, full]) await meter.watch(canister);
/** What was done; a goal is in millions of instructions. */
const rows: [what: string, spent: Spent, goal?: number][] = [];
/** Of one thing that was done since this was last asked. */
const spentBy = async (canister: Principal): Promise<Spent> => (await meter.spent())(canister);

await meter.spent();
const signed = await node.signUp(person("newcomer"), "newcomer");
const signingUp = await meter.spent();
const left = Number(await runtime.getCyclesBalance(signed)) / 1e6;
rows.push(
  ["sign-up: the Directory, the new canister and its cycles included", signingUp(directoryId)],
  ["sign-up: the Federation", signingUp(federationId)],
  [
    "sign-up: the User canister, its keys included (by luck)",
    { ...signingUp(signed), cycles: STARTS_WITH - left },
  ],
);

await node.user(author, person("author")).publish_status(post("To a hundred people"));
const publishing = (await meter.spent())(author);
await node.settle();
const sending = await meter.spent();
const publication = total(publishing, sending(author));
rows.push(
  [`publish to ${FOLLOWERS} local followers: the author's canister`, publication, 2_000],
  ["publish: of these, until the author has the answer", publishing],
  ["publish: the Federation", sending(federationId)],
  ["publish: each follower's canister", sending(reader)],
);

const home = node.user(reader, person(handle));
for (const limit of [1n, 20n, 50n]) {
  await home.read_feed({ offset: 0n, limit });
  rows.push([`read ${limit} of ${ENTRIES} entries of the feed`, await spentBy(reader), 50]);
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
await meter.spent();
for (const limit of [20n, 50n]) {
  await many.read_feed({ offset: 0n, limit });
  rows.push([
    `read ${limit} of ${ENTRIES} entries, of 20 people, with marks, mutes and blocks`,
    await spentBy(full),
    50,
  ]);
}
for (const limit of [1, 20, 40]) {
  await api("GET", `/api/v1/timelines/home?limit=${limit}`);
  const what = `the same feed by the Mastodon API: ${limit} entries`;
  rows.push(limit > 20 ? [what, await spentBy(full)] : [what, await spentBy(full), 50]);
}

const bob = there.person("bob");
const gateway = node.federation(Principal.anonymous());

/** What bob's server has been sent of a type since this was last asked. */
function arrived(type: string): { readonly id: string }[] {
  const all = there.arrived.splice(0).map(({ body }) => JSON.parse(new TextDecoder().decode(body)) as { id: string; type: string }); // prettier-ignore
  const found = all.filter((it) => it.type === type);
  if (found.length === 0) throw new Error(`No ${type} has arrived.`);
  return found;
}

/** Bob's server delivers an activity, and all is done that comes of it. */
async function hear(
  what: string,
  who: string,
  canister: Principal,
  type: string,
  object: unknown,
  more = {},
) {
  const request = await bob.posts(`/users/${who}/inbox`, bob.activity(type, object, more), await runtime.getTime()); // prettier-ignore
  await meter.spent();
  const answer = await gateway.http_request_update(request);
  if (answer.status_code !== 202) throw new Error(`The inbox answers ${answer.status_code}.`);
  const checking = await spentBy(federationId);
  await node.settle();
  const afterwards = await meter.spent();
  const home = afterwards(canister);
  rows.push(
    [`${what}: the Federation, until it answers`, checking],
    [`${what}: the Federation, afterwards`, afterwards(federationId)],
    [`${what}: the User canister`, home],
  );
  return { home: home.cycles, federation: total(checking, afterwards(federationId)).cycles };
}

await meter.spent();
await home.publish_status(post("To nobody"));
await node.settle();
const unfollowed = await spentBy(reader);
rows.push(["publish to nobody: the author's canister", unfollowed]);
// Each word is a row of the index: the more different ones, the more it costs.
const long = Array.from({ length: 70 }, (_, nth) => `word${nth}`).join(" ");
await home.publish_status(post(long));
await node.settle();
rows.push([`publish ${long.length} characters to nobody, in 70 words`, await spentBy(reader)]);
for (const q of ["nobody", '"word7 word8" from:me', "nothing"]) {
  const url = `/api/v2/search?type=statuses&q=${encodeURIComponent(q)}`;
  const { status } = await home.api_query({ method: "GET", url, headers: [], body: new Uint8Array() });
  if (status !== 200) throw new Error(`The search answers ${status}.`);
  rows.push([`search posts by the words ${q}`, await spentBy(reader), 50]);
}

const address = (who: string): string => `${HERE}/users/${who}`;
const followed = await hear("receive a Follow, key not known, and send the Accept", handle, reader, "Follow", address(handle)); // prettier-ignore
arrived("Accept");
await hear("receive a Follow, key known, and send the Accept", follower, full, "Follow", address(follower));
arrived("Accept");

await home.follow_user({ handle: "@bob@there.example" });
await node.settle();
const [following] = arrived("Follow");
await hear("receive an Accept", handle, reader, "Accept", following?.id);
const note = {
  id: `${bob.uri}/notes/1`,
  type: "Note",
  attributedTo: bob.uri,
  content: "<p>Good morning, everybody.</p>",
  published: new Date(await runtime.getTime()).toISOString(),
  to: ["https://www.w3.org/ns/activitystreams#Public"],
  cc: [`${bob.uri}/followers`],
};
const heard = await hear("receive a post", handle, reader, "Create", note, { to: note.to, cc: note.cc });
const [newest] = await home.read_feed({ offset: 0n, limit: 1n }).then((it) => ("Ok" in it ? it.Ok : []));
if (newest?.status.uri !== note.id) throw new Error("The post has not arrived.");

await meter.spent();
await home.publish_status(post("To one person elsewhere"));
await node.settle();
const delivering = await meter.spent();
arrived("Create");
rows.push(
  ["publish to a follower on another server: the author's canister", delivering(reader)],
  ["publish to a follower on another server: the Federation", delivering(federationId)],
);

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
const made = await meter.spent();
rows.push(
  ["actor document: the Federation, by an update", made(federationId), 40],
  ["actor document: the User canister", made(reader), 40],
);
await gateway.http_request(document);
rows.push(["actor document: a certified query", await spentBy(federationId), 40]);

await runtime.upgradeCanister({
  canisterId: reader,
  sender: directoryId,
  wasm: moduleFile("user"),
  arg: installArgument(userBindings, { Upgrade: {} }),
});
rows.push([`upgrade of a User canister with ${ENTRIES} posts`, await spentBy(reader)]);

// A day with its four looks at every User canister.
await node.settle();
await meter.spent();
for (let hour = 0; hour < 24; hour += 1) {
  await runtime.advanceTime(3_600_000);
  await node.settle();
}
const day = await meter.spent();
const resting = { home: day(reader).cycles, federation: day(federationId).cycles / USERS };

for (const [what, { instructions, cycles }, goal] of rows) {
  const wanted = goal === undefined ? "" : `  goal ${goal}${instructions > goal ? ", missed" : ""}`;
  console.log(`${instructions.toFixed(1).padStart(10)} M  ${cycles.toFixed(1).padStart(11)} M cycles  ${what}${wanted}`); // prettier-ignore
}
console.log("\nA month of somebody active, in G cycles of the home, and of the Federation:");
for (const { what, home, federation } of monthOf([
  { what: "rest", perDay: 1, each: resting },
  {
    what: `posts to ${FOLLOWERS} followers here`,
    perDay: 5,
    each: { home: publication.cycles, federation: sending(federationId).cycles },
  },
  {
    what: "deliveries to other servers, five of each post",
    perDay: 25,
    each: {
      home: delivering(reader).cycles - unfollowed.cycles,
      federation: delivering(federationId).cycles,
    },
  },
  { what: "posts of people here", perDay: 100, each: { home: sending(reader).cycles, federation: 0 } },
  { what: "posts of people elsewhere", perDay: 50, each: heard },
  { what: "new followers from elsewhere", perDay: 1, each: followed },
]))
  console.log(`${home.toFixed(2).padStart(10)} G  ${federation.toFixed(2).padStart(10)} G  ${what}`);
const directory = (30 * day(directoryId).cycles) / 1_000 / USERS;
console.log(`and of the Directory, for each of ${USERS} users: ${directory.toFixed(2)} G`);
await node.close();
