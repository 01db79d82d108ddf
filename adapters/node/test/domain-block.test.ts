/** `mastic domain-block` beside a running node: what it does to the people of another Mastic node, on SQLite. */

import { beforeAll, expect, test, vi } from "vitest";
import type { ApiClient } from "./support/apiClient.ts";
import type { AccountEntity } from "./support/entities.ts";
import { MasticNode } from "./support/node.ts";
import { patience } from "./support/patience.ts";
import { tellOnFailure } from "./support/tellOnFailure.ts";
import { pause, waitFor } from "./support/waitFor.ts";

vi.setConfig(patience);

let here: MasticNode;
let there: MasticNode;
let alice: ApiClient;
let bea: ApiClient;
/** Each as the other's node knows them. */
let beaHere: AccountEntity;
let aliceThere: AccountEntity;
/** The other node without its port: a block covers every port of a host. */
const DOMAIN = "127.0.0.7";

beforeAll(async () => {
  [here, there] = await Promise.all([
    MasticNode.start({ host: "127.0.0.6" }),
    MasticNode.start({ host: DOMAIN }),
  ]);
  alice = await here.signUp("alice");
  bea = await there.signUp("bea");
  beaHere = await alice.resolveAccount(`@bea@${there.host}`);
  aliceThere = await bea.resolveAccount(`@alice@${here.host}`);
});
tellOnFailure(() => ({ "this node": here.log, "the other node": there.log }));

const block = (severity: string): Promise<string> =>
  here.command(["domain-block", "add", DOMAIN, "--severity", severity]);
const publicTimeline = async (): Promise<string> =>
  JSON.stringify((await alice.call("GET", "/api/v1/timelines/public")).body);
const follow = async (by: ApiClient, whom: AccountEntity): Promise<void> => {
  await by.relate("follow", whom.id);
  await waitFor("the Accept", async () => (await by.relationship(whom.id)).following || undefined);
};

test("a silenced server is out of public timelines, and its people ask before they follow", async () => {
  expect(await block("silence")).toBe(`${DOMAIN} is silenced\n`);
  expect(await here.command(["domain-block", "list"])).toMatch(
    /^host\tseverity\tsince\n127\.0\.0\.7\tsilence\t\d{4}-\d\d-\d\d\n$/,
  );
  expect((await alice.resolveAccount(beaHere.uri)).acct).toBe(`bea@${there.host}`);
  expect(JSON.stringify((await alice.call("GET", `/api/v1/accounts/${beaHere.id}`)).body)).toContain(
    '"limited":true',
  );

  await bea.relate("follow", aliceThere.id);
  await waitFor("the request", async () => (await alice.followRequests())[0]);
  expect(await alice.notifications()).toEqual([]);
  await alice.answerFollow("authorize", beaHere.id);
  await waitFor("the Accept", async () => (await bea.relationship(aliceThere.id)).following || undefined);

  await follow(alice, beaHere);
  const post = await bea.publish("Hello #quiet");
  await alice.seesAtHome("the post", (it) => it.uri === post.uri);
  expect(await publicTimeline()).not.toContain(post.uri);
});

test("a suspended server has nothing to do with this one any more", async () => {
  await here.command(["domain-block", "remove", DOMAIN]);
  const before = await bea.publish("Hello again");
  await alice.seesAtHome("the post", (it) => it.uri === before.uri);
  expect(await publicTimeline()).toContain(before.uri);

  expect(await block("suspend")).toBe(`${DOMAIN} is suspended\n`);
  expect(await alice.relationship(beaHere.id)).toMatchObject({ following: false, followed_by: false });
  expect([await alice.home(), await publicTimeline()]).toEqual([[], "[]"]);
  expect((await alice.me()).followers_count).toBe(0);

  const unheard = await alice.publish("Nobody there hears this");
  const refused = await bea.publish("Nobody here hears this");
  await waitFor("the refusal", () => (/answered 403/.test(there.log) ? true : undefined));
  await pause(500);
  expect((await bea.home()).map((it) => it.uri)).not.toContain(unheard.uri);
  expect(await publicTimeline()).not.toContain(refused.uri);
});

test("a server is let back, and everything begins anew", async () => {
  await here.command(["domain-block", "remove", DOMAIN]);
  expect(await here.command(["domain-block", "list"])).toBe("host\tseverity\tsince\n");
  expect(await publicTimeline()).toContain("Hello again");
  await follow(alice, beaHere);
  const post = await bea.publish("Here I am");
  await alice.seesAtHome("the post", (it) => it.uri === post.uri);
});

test("a host that is none, or this one, is refused with a message", async () => {
  await expect(block("mild")).rejects.toThrow(/Allowed choices are silence, suspend/);
  await expect(here.command(["domain-block", "add", "127.0.0.6", "--severity", "suspend"])).rejects.toThrow(
    /cannot block itself/,
  );
  await expect(here.command(["domain-block", "remove", "elsewhere.example"])).rejects.toThrow(/not blocked/);
});
