/** Two Mastic nodes do the main job with each other, and go on after `kill -9` as if nothing had been. */

import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { ApiClient } from "./support/apiClient.ts";
import { accountEntity, type AccountEntity, type StatusEntity } from "./support/entities.ts";
import { MasticNode } from "./support/node.ts";
import { patience } from "./support/patience.ts";
import { dumpStore } from "./support/storeDump.ts";
import { tellOnFailure } from "./support/tellOnFailure.ts";
import { waitFor } from "./support/waitFor.ts";

vi.setConfig(patience);

interface Person {
  readonly handle: string;
  readonly node: MasticNode;
  readonly client: ApiClient;
}

let alice: Person;
let bea: Person;
/** Somebody else on each node. */
let neighbours: ReadonlyMap<MasticNode, Person>;

beforeAll(async () => {
  const [here, there] = await Promise.all([
    MasticNode.start({ host: "127.0.0.2" }),
    MasticNode.start({ host: "127.0.0.5" }),
  ]);
  alice = { handle: "alice", node: here, client: await here.signUp("alice") };
  bea = { handle: "bea", node: there, client: await there.signUp("bea") };
  const carl = { handle: "carl", node: here, client: await here.signUp("carl") };
  const dora = { handle: "dora", node: there, client: await there.signUp("dora") };
  neighbours = new Map([
    [here, carl],
    [there, dora],
  ]);
});
tellOnFailure(() => ({ "alice's node": alice.node.log, "bea's node": bea.node.log }));

const address = ({ handle, node }: Person): string => `@${handle}@${node.host}`;

/** How one knows the other. */
function known(by: Person, whom: Person): Promise<AccountEntity> {
  return by.client.resolveAccount(address(whom));
}

async function follow(who: Person, whom: Person): Promise<void> {
  const { id } = await known(who, whom);
  await who.client.relate("follow", id);
  await waitFor("the Accept", async () => (await who.client.relationship(id)).following || undefined);
  const back = await known(whom, who);
  await waitFor(
    "the follower",
    async () => (await whom.client.relationship(back.id)).followed_by || undefined,
  );
}

function neighbourOf({ node }: Person): Person {
  const found = neighbours.get(node);
  if (found === undefined) throw new Error(`Nobody else is at ${node.origin}.`);
  return found;
}

/** Neither a neighbour nor the world gets a status at this person's node, by any exit. */
async function expectHidden(at: Person, status: StatusEntity, secret: string): Promise<void> {
  const lists = [
    `/api/v1/accounts/${status.account.id}/statuses?limit=40`,
    "/api/v1/timelines/public?limit=40",
  ];
  for (const client of [neighbourOf(at).client, new ApiClient(at.node.origin, null)]) {
    for (const part of ["", "/context", "/history", "/favourited_by", "/reblogged_by"]) {
      const path = `/api/v1/statuses/${status.id}${part}`;
      expect((await client.call("GET", path)).status, path).toBe(404);
    }
    for (const path of lists) {
      const { body } = await client.call("GET", path);
      expect(JSON.stringify(body), path).not.toContain(secret);
    }
  }
  for (const accept of ["application/activity+json", "text/html"]) {
    const response = await fetch(status.uri, { headers: { accept } });
    expect(response.status, accept).toBe(404);
  }
}

const pairs: [string, () => [Person, Person]][] = [
  ["alice and bea", () => [alice, bea]],
  ["bea and alice", () => [bea, alice]],
];

describe.each(pairs)("the main job of %s", (_name, pair) => {
  let one: Person;
  let other: Person;
  let post: StatusEntity;
  /** The post, as the other's node has it. */
  let copy: StatusEntity;

  beforeAll(async () => {
    [one, other] = pair();
    await follow(other, one);
    post = await one.client.publish({
      status: `Hello ${address(other)}, this is #mastic`,
      spoiler_text: "a greeting",
    });
    copy = await other.client.seesAtHome("the post", (it) => it.uri === post.uri);
  });

  test("a post arrives with its content, mention, warning and tag, and notifies", async () => {
    expect(copy).toMatchObject({ spoiler_text: "a greeting", visibility: "public" });
    // The other node adds what protects its readers.
    expect(copy.content.replaceAll(/ (?:rel|target)="[^"]*"/g, "")).toBe(
      post.content.replaceAll(/ (?:rel|target)="[^"]*"/g, ""),
    );
    expect(copy.account.acct).toBe(address(one).slice(1));
    expect(copy.mentions).toMatchObject([{ acct: other.handle }]);
    await other.client.isNotified("mention", (it) => it.status?.uri === post.uri);
    const tagged = await other.client.call("GET", "/api/v1/timelines/tag/mastic");
    expect(JSON.stringify(tagged.body)).toContain(post.uri);
  });

  test("a like arrives, and is taken back", async () => {
    await other.client.act("favourite", copy.id);
    await one.client.isNotified("favourite", (it) => it.status?.id === post.id);
    await one.client.seesStatus("the like", post.id, (it) => it.favourites_count === 1);
    await other.client.act("unfavourite", copy.id);
    await one.client.seesStatus("no like", post.id, (it) => it.favourites_count === 0);
  });

  test("a boost arrives, and is taken back", async () => {
    await other.client.act("reblog", copy.id);
    await one.client.isNotified("reblog", (it) => it.status?.id === post.id);
    await one.client.seesStatus("the boost", post.id, (it) => it.reblogs_count === 1);
    await other.client.act("unreblog", copy.id);
    await one.client.seesStatus("no boost", post.id, (it) => it.reblogs_count === 0);
  });

  test("an answer arrives in the thread, on both nodes", async () => {
    const answer = await other.client.publish({
      status: `${address(one)} hello back`,
      in_reply_to_id: copy.id,
    });
    await one.client.isNotified("mention", (it) => it.status?.uri === answer.uri);
    for (const [client, id] of [
      [one.client, post.id],
      [other.client, copy.id],
    ] as const) {
      const { descendants } = await client.context(id);
      expect(descendants.map((it) => it.uri)).toEqual([answer.uri]);
    }
  });

  test("an edit arrives", async () => {
    await one.client.edit(post.id, "Hello again");
    const edited = await other.client.seesStatus("the edit", copy.id, (it) =>
      it.content.includes("Hello again"),
    );
    expect(edited.edited_at).not.toBeNull();
  });

  test("a followers-only post reaches who follows, is told to nobody else, and cannot be boosted", async () => {
    const secret = `for those who follow ${one.handle}`;
    const own = await one.client.publish({ status: secret, visibility: "private" });
    const theirs = await other.client.seesAtHome("the followers-only post", (it) => it.uri === own.uri);
    expect(theirs.visibility).toBe("private");
    await expectHidden(one, own, secret);
    await expectHidden(other, theirs, secret);
    expect((await other.client.call("POST", `/api/v1/statuses/${theirs.id}/reblog`)).status).toBe(404);
  });

  test("a direct post reaches whom it names, and not the followers", async () => {
    const neighbour = neighbourOf(other);
    await follow(neighbour, one);
    const secret = `between ${one.handle} and ${other.handle}`;
    const direct = await one.client.publish({ status: `${address(other)} ${secret}`, visibility: "direct" });
    const { status } = await other.client.isNotified("mention", (it) => it.status?.uri === direct.uri);
    if (status == null) throw new Error("The notification shows no status.");
    expect(status.visibility).toBe("direct");
    await expectHidden(one, direct, secret);
    await expectHidden(other, status, secret);
    // When the next post is there, what the neighbour was to get of this one is there too.
    const marker = await one.client.publish("for all who follow");
    await neighbour.client.seesAtHome("the next post", (it) => it.uri === marker.uri);
    expect(JSON.stringify(await neighbour.client.home())).not.toContain(secret);
    expect(JSON.stringify(await neighbour.client.notifications())).not.toContain(secret);
  });

  test("who is locked is followed by those only whom they let", async () => {
    const locked = `locked_${one.handle}`;
    const lea: Person = { handle: locked, node: one.node, client: await one.node.signUp(locked) };
    await lea.client.expect(accountEntity, "PATCH", "/api/v1/accounts/update_credentials", { locked: true });
    const ask = async (who: Person): Promise<{ theirs: string; own: string }> => {
      const target = await known(who, lea);
      expect(target.locked).toBe(true);
      expect(await who.client.relate("follow", target.id)).toMatchObject({
        following: false,
        requested: true,
      });
      const { account } = await lea.client.isNotified(
        "follow_request",
        (it) => it.account.username === who.handle,
      );
      return { theirs: target.id, own: account.id };
    };
    const welcome = await ask(other);
    const unwelcome = await ask(neighbourOf(other));
    const early = await lea.client.publish({ status: "before anybody follows", visibility: "private" });

    await lea.client.answerFollow("authorize", welcome.own);
    await lea.client.answerFollow("reject", unwelcome.own);
    await waitFor(
      "the Accept",
      async () => (await other.client.relationship(welcome.theirs)).following || undefined,
    );
    await waitFor("the Reject", async () =>
      (await neighbourOf(other).client.relationship(unwelcome.theirs)).requested ? undefined : true,
    );
    expect(await lea.client.followRequests()).toEqual([]);
    expect((await lea.client.me()).followers_count).toBe(1);
    const post = await lea.client.publish({
      status: `what ${locked} says to friends`,
      visibility: "private",
    });
    const seen = await other.client.seesAtHome("the locked account's post", (it) => it.uri === post.uri);
    await expectHidden(other, seen, `what ${locked} says`);
    expect(JSON.stringify(await other.client.home())).not.toContain(early.uri);
    expect(JSON.stringify(await neighbourOf(other).client.home())).not.toContain(post.uri);
  });

  test("a deletion arrives", async () => {
    await one.client.delete(post.id);
    await waitFor("the deletion", async () =>
      (await other.client.call("GET", `/api/v1/statuses/${copy.id}`)).status === 404 ? true : undefined,
    );
  });

  test("a poll arrives, and a vote in it is counted where it was asked", async () => {
    const poll = { options: ["tea", "coffee"], expires_in: 3_600 };
    const asked = await one.client.publish({ status: "What do you drink?", poll });
    const seen = await other.client.seesAtHome("the poll", (it) => it.uri === asked.uri);
    const voted = await other.client.call("POST", `/api/v1/polls/${seen.id}/votes`, { choices: ["1"] });
    expect(voted.body).toMatchObject({ voted: true, own_votes: [1], voters_count: 1 });
    await waitFor("the vote", async () => {
      const { body } = await one.client.call("GET", `/api/v1/polls/${asked.id}`);
      return z.object({ voters_count: z.number() }).parse(body).voters_count === 1 ? true : undefined;
    });
    const { body } = await one.client.call("GET", `/api/v1/polls/${asked.id}`);
    expect(body).toMatchObject({ options: [{ votes_count: 0 }, { votes_count: 1 }], own_votes: [] });
    expect((await other.client.call("POST", `/api/v1/polls/${seen.id}/votes`, { choices: [0] })).status).toBe(
      422,
    );
  });

  test("a quote is allowed by the quoted author's server, shown on both, and gone from both once revoked", async () => {
    const original = await one.client.publish("What others may quote");
    const seen = await other.client.seesAtHome("the post", (it) => it.uri === original.uri);
    const quoting = await other.client.publish({ status: "Well said", quoted_status_id: seen.id });
    const shown = await other.client.seesStatus(
      "the quote",
      quoting.id,
      ({ quote }) => quote?.state === "accepted",
    );
    expect(shown.quote?.quoted_status?.uri).toBe(original.uri);
    const { status } = await one.client.isNotified("quote", (it) => it.status?.uri === quoting.uri);
    const copy = await one.client.status(status?.id ?? "");
    expect(copy.quote).toMatchObject({ state: "accepted", quoted_status: { id: original.id } });
    expect((await one.client.status(original.id)).quotes_count).toBe(1);
    const revoked = await one.client.call("POST", `/api/v1/statuses/${original.id}/quotes/${copy.id}/revoke`);
    expect(revoked.body).toMatchObject({ id: copy.id, quote: { state: "revoked" } });
    await other.client.seesStatus("the end of it", quoting.id, ({ quote }) => quote?.state === "revoked");
    expect((await one.client.status(original.id)).quotes_count).toBe(0);
  });

  test("an unfollow arrives", async () => {
    await other.client.relate("unfollow", (await known(other, one)).id);
    const { id } = await known(one, other);
    await waitFor("the unfollow", async () =>
      (await one.client.relationship(id)).followed_by ? undefined : true,
    );
  });
});

test("a block ends the follows of both", async () => {
  await follow(alice, bea);
  await follow(bea, alice);
  await alice.client.relate("block", (await known(alice, bea)).id);
  const { id } = await known(bea, alice);
  const relationship = await waitFor("the block", async () => {
    const found = await bea.client.relationship(id);
    return found.following || found.followed_by ? undefined : found;
  });
  expect(relationship).toMatchObject({ following: false, followed_by: false, blocked_by: true });
  await alice.client.relate("unblock", (await known(alice, bea)).id);
});

test("what moments before a kill -9 on either side was published is in every home timeline once", async () => {
  const readers = await signUpMany(bea.node, 12);
  const author = await known(bea, alice);
  for (const { client } of readers) {
    await client.relate("follow", author.id);
    await waitFor("the Accept", async () => (await client.relationship(author.id)).following || undefined);
  }
  const posts: StatusEntity[] = [];
  for (const [round, victim] of [alice.node, bea.node, alice.node, bea.node].entries()) {
    posts.push(await alice.client.publish(`Round ${round}`));
    // What bea's node has not acknowledged, alice's would try again in half a minute: too long for a test.
    if (victim === bea.node)
      await waitFor("the delivery", () => (isDelivered(alice.node) ? true : undefined));
    await victim.kill();
    await victim.restart();
  }
  posts.push(await alice.client.publish("The end"));
  const expected = posts.map((it) => it.uri).sort();
  for (const { client } of readers) {
    const home = await waitFor("all of it in the home timeline", async () => {
      const uris = (await client.home()).map((it) => it.uri);
      return expected.every((uri) => uris.includes(uri)) ? uris : undefined;
    });
    expect(home.toSorted()).toEqual(expected);
  }
});

/** Whether nothing waits in the outbox that goes to others. */
function isDelivered(node: MasticNode): boolean {
  const { outbox } = dumpStore(node.databaseFile);
  if (outbox === undefined) throw new Error("There is no outbox.");
  return !outbox.some((row) => /"kind":"(?:fanOut|deliver)"/.test(row));
}

/** Accounts made as a client makes them (Mastodon: POST /api/v1/accounts). */
async function signUpMany(node: MasticNode, count: number): Promise<{ client: ApiClient }[]> {
  const anybody = new ApiClient(node.origin, null);
  const token = z.object({ access_token: z.string() });
  const app = await anybody.expect(
    z.object({ client_id: z.string(), client_secret: z.string() }),
    "POST",
    "/api/v1/apps",
    { client_name: "readers", redirect_uris: "urn:ietf:wg:oauth:2.0:oob", scopes: "read write follow" },
  );
  const own = await anybody.expect(token, "POST", "/oauth/token", {
    ...app,
    grant_type: "client_credentials",
    scope: "read write follow",
  });
  const application = new ApiClient(node.origin, own.access_token);
  const readers: { client: ApiClient }[] = [];
  for (let n = 0; n < count; n += 1) {
    const granted = await application.expect(token, "POST", "/api/v1/accounts", {
      username: `reader${n}`,
      email: `reader${n}@example.com`,
      password: "a password of some length",
      agreement: true,
      locale: "en",
    });
    readers.push({ client: new ApiClient(node.origin, granted.access_token) });
  }
  return readers;
}
