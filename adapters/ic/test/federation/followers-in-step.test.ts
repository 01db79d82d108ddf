/** What another server says of its people's followers here ends follows that it has forgotten, and nobody else's word does (FEP-8fcf). */

import { Principal } from "@icp-sdk/core/principal";
import { followersDigest, formatCollectionSynchronization } from "@mastic/http-signatures";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { person, startCanisterNode, type CanisterNode, type UserActor } from "../support/canisterNode.ts";
import { RemoteServer, type RemotePerson } from "../support/remoteServer.ts";

const HERE = "https://here.example";
const names = ["alice", "carol", "dora", "emil"] as const;
type Name = (typeof names)[number];
const uriOf = (name: Name): string => `${HERE}/users/${name}`;
const crypto = createNodeCrypto();

interface Told {
  readonly id: string;
  readonly type: string;
  readonly actor: string;
}

describe("followers of somebody elsewhere", () => {
  let node: CanisterNode;
  let there: RemoteServer;
  let evil: RemoteServer;
  let bob: RemotePerson;
  let eve: RemotePerson;
  const homes = new Map<Name, UserActor>();

  beforeAll(async () => {
    there = new RemoteServer("https://there.example", HERE);
    evil = new RemoteServer("https://evil.example", HERE);
    bob = there.person("bob");
    eve = evil.person("eve");
    node = await startCanisterNode({
      outcalls: (request) => (new URL(request.url).origin === evil.origin ? evil : there).outcalls(request),
    });
    for (const name of names) homes.set(name, node.user(await node.signUp(person(name), name), person(name)));
    for (const name of ["alice", "carol"] as const) {
      await follow(name);
      await bobSays(name, "Accept", followOf(name).id);
    }
    // Nobody has told her yet that bob has let her in.
    await follow("emil");
  }, 240_000);
  afterAll(() => node.close());

  const home = (name: Name): UserActor => {
    const found = homes.get(name);
    if (found === undefined) throw new Error(name);
    return found;
  };
  const told = (type: string, by: Name): Told[] =>
    there.arrived
      .map(({ body }) => JSON.parse(new TextDecoder().decode(body)) as Told)
      .filter((activity) => activity.type === type && activity.actor === uriOf(by));

  /** Lets time go by, for what is done a little later. */
  async function pass(): Promise<void> {
    for (let time = 0; time < 4; time += 1) {
      await node.settle();
      await node.runtime.advanceTime(6_000);
    }
    await node.settle();
  }

  async function follow(name: Name): Promise<void> {
    expect(await home(name).follow_user({ handle: "@bob@there.example" })).toEqual({ Ok: null });
    await pass();
  }

  function followOf(name: Name): Told {
    const [found] = told("Follow", name);
    if (found === undefined) throw new Error(`${name}'s Follow has not arrived.`);
    return found;
  }

  async function bobSays(to: Name, type: string, object: unknown): Promise<void> {
    await hear(bob, `/users/${to}/inbox`, bob.activity(type, object));
  }

  async function hear(
    sender: RemotePerson,
    path: string,
    activity: Parameters<RemotePerson["posts"]>[1],
    header?: string,
  ): Promise<void> {
    const request = await sender.posts(path, activity, await node.runtime.getTime());
    if (header !== undefined) request.headers.push(["collection-synchronization", header]);
    const answer = await node.federation(Principal.anonymous()).http_request_update(request);
    expect(answer.status_code).toBe(202);
    await pass();
  }

  /** A post for followers only, with what its delivery says of them. */
  async function hearOfFollowers(
    sender: RemotePerson,
    url: string,
    listed: readonly string[],
  ): Promise<void> {
    const followers = `${bob.uri}/followers`;
    const digest = await followersDigest(listed, crypto);
    const note = {
      id: `${sender.uri}/notes/${there.log.length}`,
      type: "Note",
      attributedTo: sender.uri,
      content: "Hello",
      to: [`${sender.uri}/followers`],
    };
    const header = formatCollectionSynchronization({ collectionId: followers, url, digest });
    await hear(sender, "/inbox", sender.activity("Create", note, { to: note.to }), header);
  }

  const list = (server: RemoteServer, orderedItems: readonly string[]): void =>
    server.serve("/users/bob/part", {
      "@context": "https://www.w3.org/ns/activitystreams",
      id: `${server.origin}/users/bob/part`,
      type: "OrderedCollection",
      orderedItems,
    });
  const follows = async (name: Name): Promise<boolean> => {
    const reply = await home(name).get_following({ offset: 0n, limit: 10n });
    if ("Err" in reply) throw new Error(JSON.stringify(reply.Err));
    return reply.Ok.includes(bob.uri);
  };
  const asked = (server: RemoteServer): string[] => server.log.filter((line) => line.includes("/part"));

  it("are not asked for while both agree: a request that waits is no follower", async () => {
    list(there, []);
    await hearOfFollowers(bob, `${bob.uri}/part`, [uriOf("alice"), uriOf("carol")]);
    expect(asked(there)).toEqual([]);
  });

  it("stay when it is not their own server that says so", async () => {
    list(evil, []);
    list(there, []);
    // Bob's own delivery with a list of another host, and another's delivery with bob's list.
    await hearOfFollowers(bob, `${evil.origin}/users/bob/part`, []);
    for (const _ of ["as a stranger", "as somebody known"]) await hearOfFollowers(eve, `${bob.uri}/part`, []);
    expect([...asked(there), ...asked(evil)]).toEqual([]);
    expect(await follows("alice")).toBe(true);
  });

  it("stay when the list is not the one that was signed for", async () => {
    list(there, []);
    await hearOfFollowers(bob, `${bob.uri}/part`, [uriOf("carol")]);
    expect(asked(there)).toHaveLength(1);
    expect(await follows("alice")).toBe(true);
  });

  it("end, begin and are undone by the list of their own server", async () => {
    const listed = [uriOf("carol"), uriOf("dora"), uriOf("emil"), `${HERE}/users/nobody`];
    list(there, listed);
    await hearOfFollowers(bob, `${bob.uri}/part`, listed);
    // Alice is forgotten there: her follow is over here, too.
    expect(await follows("alice")).toBe(false);
    expect(told("Undo", "alice")).toHaveLength(1);
    expect(await follows("carol")).toBe(true);
    expect(told("Undo", "carol")).toEqual([]);
    // Emil's Accept was lost.
    expect(await follows("emil")).toBe(true);
    expect(told("Undo", "emil")).toEqual([]);
    // Dora has never followed, or has long ceased to.
    expect(told("Undo", "dora")).toHaveLength(1);
    expect(await follows("dora")).toBe(false);
  });

  it("agree after that", async () => {
    const before = asked(there).length;
    await hearOfFollowers(bob, `${bob.uri}/part`, [uriOf("carol"), uriOf("emil")]);
    expect(asked(there)).toHaveLength(before);
  });

  it("are compared at the word of the Federation alone", async () => {
    const said = { actor_uri: bob.uri, listed: false, compared_at: 2n ** 60n };
    await expect(home("carol").compare_follow(said)).rejects.toMatchObject({ code: "not_accepted" });
    expect(await follows("carol")).toBe(true);
  });
});
