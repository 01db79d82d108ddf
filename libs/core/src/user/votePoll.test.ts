import { beforeEach, describe, expect, it } from "vitest";
import { peer, post, type PeerActor } from "../federation/peer.test-support.ts";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import { pollVotes, statuses, type StatusRow } from "../schema/statuses.ts";
import { notifications } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";
import type { PollArgs } from "./draftPoll.ts";

let net: Network;
let here: Server;
let there: Server;
let alice: Member;
let carol: Member;
/** On the other server; follows alice. */
let bob: Member;

const MINUTE = 60_000;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  there = net.server("there.example");
  alice = await here.member("alice");
  carol = await here.member("carol");
  bob = await there.member("bob");
  await bob.user.followUser(bob.caller, { account: "alice@here.example" });
  await net.settle();
});

async function ask(more: Partial<PollArgs> = {}, visibility: "public" | "private" = "public") {
  const poll = { options: ["tea", "coffee", "milk"], durationMillis: 60 * MINUTE, ...more };
  const row = await alice.user.publishStatus(alice.caller, { content: "What?", visibility, poll });
  await net.settle();
  return row;
}

async function pass(millis: number): Promise<void> {
  net.clock += millis;
  await net.settle();
}

const vote = async (by: Member, { uri }: StatusRow, ...choices: number[]): Promise<void> => {
  await by.user.votePoll(by.caller, { statusUrl: uri, choices });
  await net.settle();
};
const figures = async (at: Server, { uri }: StatusRow) => {
  const row = await at.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri }));
  return [row?.poll?.options.map(({ votes }) => votes), row?.poll?.votersCount];
};
const told = async (at: Server, whom: Member) =>
  (await at.store.view(whom.account.id, (view) => view.scan(notifications, { limit: 50 }))).rows.map(
    ({ type }) => type,
  );

describe("votes", () => {
  it("count near and far, and the figures are told when some have come together", async () => {
    const poll = await ask();
    expect(await figures(there, poll)).toEqual([[0, 0, 0], 0]);
    await vote(bob, poll, 1);
    await vote(carol, poll, 2);
    expect(await figures(here, poll)).toEqual([[0, 1, 1], 2]);
    expect(await figures(there, poll)).toEqual([[0, 1, 0], 1]);
    const before = net.log.length;
    await pass(3 * MINUTE);
    expect(await figures(there, poll)).toEqual([[0, 1, 1], 2]);
    expect(net.log.slice(before).filter((line) => line.startsWith("POST"))).toHaveLength(1);
    expect(net.failures).toEqual([]);
  });

  it("count once, one for each voter unless the poll takes several", async () => {
    const one = await ask();
    await vote(carol, one, 0);
    await expect(vote(carol, one, 1)).rejects.toMatchObject({ code: "BadArgs" });
    await expect(vote(bob, one, 0, 1)).rejects.toMatchObject({ code: "BadArgs" });
    expect(await figures(here, one)).toEqual([[1, 0, 0], 1]);
    const several = await ask({ multiple: true });
    await vote(bob, several, 0, 2);
    await vote(bob, several, 1);
    await expect(vote(bob, several, 1)).rejects.toMatchObject({ code: "BadArgs" });
    expect(await figures(here, several)).toEqual([[1, 1, 1], 1]);
  });

  it("are refused for no option, in one's own poll, where there is none, and after the end", async () => {
    const poll = await ask();
    for (const choices of [[], [3], [-1], [0.5]])
      await expect(vote(carol, poll, ...choices)).rejects.toMatchObject({ code: "BadArgs" });
    await expect(vote(alice, poll, 0)).rejects.toMatchObject({ code: "BadArgs" });
    const plain = await alice.user.publishStatus(alice.caller, { content: "No poll", visibility: "public" });
    await expect(vote(carol, plain, 0)).rejects.toMatchObject({ code: "NotFound" });
    const hidden = await ask({}, "private");
    await expect(vote(carol, hidden, 0)).rejects.toMatchObject({ code: "NotFound" });
    net.clock += 60 * MINUTE;
    await expect(vote(carol, poll, 0)).rejects.toMatchObject({ code: "BadArgs" });
  });

  it("end with the poll: its author and who voted hear of it, and everybody gets the figures", async () => {
    const poll = await ask({ hideTotals: true });
    await vote(bob, poll, 0);
    await vote(carol, poll, 0);
    await pass(4 * MINUTE);
    expect(await figures(there, poll)).toEqual([[null, null, null], 1]);
    await pass(60 * MINUTE);
    expect(await figures(there, poll)).toEqual([[2, 0, 0], 2]);
    expect(await told(here, alice)).toEqual(["follow", "poll"]);
    expect(await told(here, carol)).toEqual(["poll"]);
    expect(await told(there, bob)).toEqual(["poll"]);
    await pass(60 * MINUTE);
    expect(await told(here, carol)).toEqual(["poll"]);
  });

  it("are forgotten with the status", async () => {
    const poll = await ask();
    await vote(carol, poll, 0);
    await alice.user.deleteStatus(alice.caller, { statusUri: poll.uri });
    const left = await here.store.view(INSTANCE, (view) => view.scan(pollVotes, { limit: 5 }));
    expect(left.rows).toEqual([]);
    await pass(61 * MINUTE);
    expect(await told(here, carol)).toEqual([]);
    expect(net.failures).toEqual([]);
  });
});

describe("votes by a server of another kind", () => {
  let mallory: PeerActor;
  beforeEach(() => {
    mallory = peer(net, "far.example").actor("mallory");
  });

  async function send(poll: StatusRow, id: string, name: string): Promise<void> {
    const to = [alice.account.uri];
    const vote = mallory.note(id, { content: undefined, name, inReplyTo: poll.uri, to, cc: [] });
    const answer = await post(here, mallory, mallory.activity("Create", vote, { to }));
    expect(answer.status).toBe(202);
    await net.settle();
  }

  it("count once however often they come, and make no status", async () => {
    const poll = await ask();
    await send(poll, "1", "coffee");
    await send(poll, "2", "coffee");
    await send(poll, "3", "tea");
    await send(poll, "4", "beer");
    expect(await figures(here, poll)).toEqual([[0, 1, 0], 1]);
    const row = await here.store.view(INSTANCE, (view) =>
      view.find(statuses, "uri", { uri: `${mallory.uri}/statuses/1` }),
    );
    expect(row).toBeUndefined();
    expect(await told(here, alice)).toEqual(["follow"]);
  });

  const postsTo = (host: string): number =>
    net.log.filter((line) => line === `POST https://${host}/inbox`).length;

  it("are news once: what does not count is not told", async () => {
    const poll = await ask();
    await send(poll, "1", "coffee");
    await pass(4 * MINUTE);
    const before = postsTo("there.example");
    for (const [id, name] of [
      ["2", "coffee"],
      ["3", "tea"],
    ] as const) {
      await send(poll, id, name);
      await pass(4 * MINUTE);
    }
    expect(postsTo("there.example")).toBe(before);
    expect(await figures(there, poll)).toEqual([[0, 1, 0], 1]);
  });

  it("bring no news to whom the author has blocked since", async () => {
    const poll = await ask();
    await send(poll, "1", "coffee");
    await pass(4 * MINUTE);
    const told = postsTo("far.example");
    expect(told).toBeGreaterThan(0);
    await alice.user.blockUser(alice.caller, { account: mallory.uri });
    await net.settle();
    const before = postsTo("far.example");
    await vote(bob, poll, 0);
    await pass(60 * MINUTE);
    expect(await figures(there, poll)).toEqual([[1, 1, 0], 2]);
    expect(postsTo("far.example")).toBe(before);
  });

  it("count for nothing in a poll that the voter may not see, nor after its end", async () => {
    const hidden = await ask({}, "private");
    await send(hidden, "1", "tea");
    const poll = await ask();
    await pass(60 * MINUTE);
    await send(poll, "2", "tea");
    for (const row of [hidden, poll]) expect(await figures(here, row)).toEqual([[0, 0, 0], 0]);
  });
});

it.each([
  ["one option", { options: ["tea", " "] }],
  ["too many", { options: ["1", "2", "3", "4", "5"] }],
  ["twice the same", { options: ["tea", "tea "] }],
  ["a long one", { options: ["tea", "x".repeat(51)] }],
  ["too short a time", { durationMillis: 299_999 }],
  ["too long a time", { durationMillis: 2_629_746_001 }],
  ["no time", { durationMillis: Number.NaN }],
])("a poll with %s is refused", async (_what, more) => {
  await expect(ask(more)).rejects.toMatchObject({ code: "BadArgs", field: "poll" });
});
