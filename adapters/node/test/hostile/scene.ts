/** A node with somebody to attack, a server to attack from, and the two things that every attack is held to: how it is refused, and that nothing of it is kept. */

import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { ApiClient } from "../support/apiClient.ts";
import type { StatusEntity } from "../support/entities.ts";
import { MasticNode } from "../support/node.ts";
import { pause, waitFor } from "../support/waitFor.ts";
import { HostileActor, type Outcome } from "./hostileActor.ts";
import { HostileServer } from "./hostileServer.ts";
import { dumpStore, type StoreDump } from "../support/storeDump.ts";

const QUIET_MILLIS = 250;

export interface Scene {
  readonly node: MasticNode;
  readonly server: HostileServer;
  readonly alice: ApiClient;
  readonly aliceUri: string;
  readonly inbox: string;
  readonly sharedInbox: string;
  /** Public, by alice. */
  readonly post: StatusEntity;
  /** Somebody on the hostile server whom alice follows, so that what they send concerns her node. */
  readonly friend: HostileActor;
}

export async function startScene(environment: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const [node, server] = await Promise.all([
    MasticNode.start({ host: "127.0.0.2", environment }),
    HostileServer.start("127.0.0.20"),
  ]);
  const alice = await node.signUp("alice");
  const aliceUri = node.actorUri("alice");
  const post = await alice.publish("What alice wrote");
  const friend = new HostileActor(server, "friend");
  const scene = {
    node,
    server,
    alice,
    aliceUri,
    inbox: `${aliceUri}/inbox`,
    sharedInbox: `${node.origin}/inbox`,
    post,
    friend,
  };
  await befriend(scene, friend);
  return scene;
}

/** Lets alice follow somebody on a hostile server, who accepts. */
export async function befriend(
  { alice, aliceUri, inbox }: Pick<Scene, "alice" | "aliceUri" | "inbox">,
  actor: HostileActor,
): Promise<string> {
  const { id } = await alice.resolveAccount(actor.uri);
  await alice.relate("follow", id);
  const follow = await waitFor("alice's Follow", () => {
    const bodies = actor.server
      .requestsFor(`${new URL(actor.uri).pathname}/inbox`)
      .map(({ body }) => body.toString());
    return bodies.find((body) => body.includes(`"Follow"`) && body.includes(aliceUri));
  });
  const accept = actor.activity("Accept", { object: JSON.parse(follow) as unknown });
  expect(await actor.post(inbox, accept)).toMatchObject({ status: 202 });
  await waitFor("the Accept", async () => (await alice.relationship(id)).following || undefined);
  return id;
}

/** The store once nothing is going on in it any more. */
async function quietStore(node: MasticNode): Promise<StoreDump> {
  return waitFor("the store to be quiet", async () => {
    const before = dumpStore(node.databaseFile);
    await pause(QUIET_MILLIS);
    const after = dumpStore(node.databaseFile);
    return isDeepStrictEqual(before, after) ? after : undefined;
  });
}

/**
 * Holds that the store is afterwards what it was before, once every effect has been performed; but for its clock, which
 * a turn that writes nothing moves as well.
 */
export async function expectNoTrace<T>(node: MasticNode, attack: () => Promise<T>): Promise<T> {
  const { meta: _, ...before } = await quietStore(node);
  const outcome = await attack();
  const { meta: __, ...after } = await quietStore(node);
  expect(after).toEqual(before);
  return outcome;
}

const lastSeen = new WeakMap<MasticNode, StoreDump>();

/**
 * Refused as a fault of the sender, not as one of ours, and without a trace: what a refused request could have begun, the
 * outbox included, would be in the store before its answer is sent.
 */
export async function expectRefused(
  node: MasticNode,
  attack: () => Promise<Outcome>,
  statuses: readonly number[] = [400, 401, 403],
): Promise<Outcome> {
  const now = dumpStore(node.databaseFile);
  const before = isDeepStrictEqual(lastSeen.get(node), now) ? now : await quietStore(node);
  const outcome = await attack();
  const after = dumpStore(node.databaseFile);
  expect(statuses, outcome.body).toContain(outcome.status);
  expect(after).toEqual(before);
  lastSeen.set(node, after);
  return outcome;
}

/** No request, at any door, was a defect of ours. */
export function expectNoDefect(node: MasticNode): void {
  const lines = node.log
    .split("\n")
    .filter((line) => /"level":"(error|fatal)"|"status":5\d\d|Unhandled|TypeError/.test(line));
  expect(lines).toEqual([]);
}
