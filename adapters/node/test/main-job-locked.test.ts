/** Locked accounts (`manuallyApprovesFollowers`), on our side and on Fedify's: nobody follows before an answer. */

import { beforeAll, expect, test, vi } from "vitest";
import { FedifyPeer } from "./fedify/peerClient.ts";
import type { ApiClient } from "./support/apiClient.ts";
import { accountEntity } from "./support/entities.ts";
import { MasticNode } from "./support/node.ts";
import { patience } from "./support/patience.ts";
import { tellOnFailure } from "./support/tellOnFailure.ts";
import { waitFor } from "./support/waitFor.ts";

vi.setConfig(patience);

let node: MasticNode;
let peer: FedifyPeer;
let alice: ApiClient;
let aliceUri: string;

beforeAll(async () => {
  [node, peer] = await Promise.all([MasticNode.start({ host: "127.0.0.2" }), FedifyPeer.start("127.0.0.3")]);
  alice = await node.signUp("alice");
  aliceUri = node.actorUri("alice");
  await alice.expect(accountEntity, "PATCH", "/api/v1/accounts/update_credentials", { locked: true });
});
tellOnFailure(() => ({ node: node.log, peer: peer.output }));

async function outcome(username: "bob" | "carol"): Promise<string | undefined> {
  return (await peer.state()).people[username]?.following[aliceUri];
}

/** Asks, and waits until the question has reached alice. @returns the asker's account id */
async function ask(username: "bob" | "carol"): Promise<string> {
  await peer.act("follow", { as: username, uri: aliceUri });
  const { account } = await alice.isNotified("follow_request", (it) => it.account.username === username);
  return account.id;
}

test("her actor says that she is locked", async () => {
  expect(await peer.read("bob", aliceUri)).toMatchObject({ manuallyApprovesFollowers: true });
});

test("a follow waits until she accepts it; only then her followers-only posts arrive", async () => {
  const bobId = await ask("bob");
  expect((await alice.followRequests()).map((it) => it.id)).toEqual([bobId]);
  expect(await outcome("bob")).toBe("requested");
  expect(await alice.relationship(bobId)).toMatchObject({ followed_by: false, requested_by: true });
  const early = await alice.publish({ status: "not for bob yet", visibility: "private" });

  expect(await alice.answerFollow("authorize", bobId)).toMatchObject({
    followed_by: true,
    requested_by: false,
  });
  await waitFor("the Accept", async () => ((await outcome("bob")) === "accepted" ? true : undefined));
  const late = await alice.publish({ status: "for bob too", visibility: "private" });
  await peer.arrival("Create", ({ json }) => JSON.stringify(json).includes(late.uri));
  expect(JSON.stringify((await peer.state()).arrivals)).not.toContain(early.uri);
  expect(await alice.followRequests()).toEqual([]);
});

test("a follow that she rejects comes to nothing", async () => {
  const carolId = await ask("carol");
  expect(await alice.answerFollow("reject", carolId)).toMatchObject({
    followed_by: false,
    requested_by: false,
  });
  await waitFor("the Reject", async () => ((await outcome("carol")) === "rejected" ? true : undefined));
  expect((await alice.me()).followers_count).toBe(1);
});

test("her follow of a locked account elsewhere is pending until it is accepted", async () => {
  const lock = await alice.resolveAccount(peer.actorUri("lock"));
  expect(lock.locked).toBe(true);
  expect(await alice.relate("follow", lock.id)).toMatchObject({ following: false, requested: true });
  await waitFor("the request", async () =>
    (await peer.state()).people["lock"]?.followRequests.includes(aliceUri) === true ? true : undefined,
  );
  expect(await alice.relationship(lock.id)).toMatchObject({ following: false, requested: true });
  await peer.act("accept", { as: "lock", uri: aliceUri });
  await waitFor("the Accept", async () => (await alice.relationship(lock.id)).following || undefined);
  const uri = await peer.act("post", {
    as: "lock",
    content: "<p>for those I know</p>",
    visibility: "followers",
  });
  const status = await alice.seesAtHome("the locked account's post", (it) => it.uri === uri);
  expect(status.visibility).toBe("private");
});

test("her follow that a locked account rejects is no follow and no request", async () => {
  const dave = await node.signUp("dave");
  const lock = await dave.resolveAccount(peer.actorUri("lock"));
  await dave.relate("follow", lock.id);
  await waitFor("the request", async () =>
    (await peer.state()).people["lock"]?.followRequests.includes(node.actorUri("dave")) === true
      ? true
      : undefined,
  );
  await peer.act("reject", { as: "lock", uri: node.actorUri("dave") });
  await waitFor("the Reject", async () => ((await dave.relationship(lock.id)).requested ? undefined : true));
  expect((await dave.relationship(lock.id)).following).toBe(false);
});
