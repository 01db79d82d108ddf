/** Who may do what to what: forged objects, strangers' edits, answers to follows that were never sent (CVE-2024-23832, CVE-2024-37903, CVE-2025-30741, CVE-2023-42451), and JSON-LD rearranged (CVE-2026-46349, CVE-2026-42462, fedify #968), and quotes (CVE-2026-33869). */

import { beforeAll, describe, expect, test, vi } from "vitest";
import { patience } from "../support/patience.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";
import { waitFor } from "../support/waitFor.ts";
import { AssertionKey } from "./assertionKey.ts";
import { CONTEXT, HostileActor } from "./hostileActor.ts";
import { HostileServer } from "./hostileServer.ts";
import { befriend, expectNoDefect, expectRefused, startScene, type Scene } from "./scene.ts";

vi.setConfig(patience);

const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";

let scene: Scene;
/** On the friend's own server: sharing a host gives no rights. */
let neighbour: HostileActor;
/** On another server. */
let foreigner: HostileActor;
/** What the friend wrote, as alice's node has it. */
let friendNote: { readonly id: string };
let friendStatusId: string;

beforeAll(async () => {
  scene = await startScene();
  const elsewhere = await HostileServer.start("127.0.0.21");
  neighbour = new HostileActor(scene.server, "neighbour");
  foreigner = new HostileActor(elsewhere, "foreigner");
  await befriend(scene, neighbour);
  await befriend(scene, foreigner);
  const { note, activity } = scene.friend.create({ content: "<p>what the friend wrote</p>" });
  friendNote = note;
  expect(await scene.friend.post(scene.sharedInbox, activity)).toMatchObject({ status: 202 });
  friendStatusId = (await scene.alice.seesAtHome("the friend's note", (it) => it.uri === note.id)).id;
});
tellOnFailure(() => ({ node: scene.node.log }));

const actors = { "a neighbour": () => neighbour, "a foreigner": () => foreigner };

describe.each(Object.entries(actors))("%s", (_name, who) => {
  const forged = (): Record<string, unknown> => ({
    id: friendNote.id,
    type: "Note",
    content: "<p>forged</p>",
    published: new Date().toISOString(),
    to: [PUBLIC],
  });

  const attacks: Record<string, (actor: HostileActor) => object> = {
    "update of another's note": (actor) =>
      actor.activity("Update", { object: { ...forged(), attributedTo: scene.friend.uri } }),
    "update of another's note, claimed as one's own": (actor) =>
      actor.activity("Update", { object: { ...forged(), attributedTo: actor.uri } }),
    "update of another's note without an author": (actor) => actor.activity("Update", { object: forged() }),
    "update of another's note with both as authors": (actor) =>
      actor.activity("Update", { object: { ...forged(), attributedTo: [scene.friend.uri, actor.uri] } }),
    "create of another's note": (actor) =>
      actor.activity("Create", {
        object: { ...forged(), id: actor.newId("notes"), attributedTo: scene.friend.uri },
        to: [PUBLIC],
      }),
    "delete of another's note": (actor) => actor.activity("Delete", { object: friendNote.id }),
    "delete of another's note as a tombstone": (actor) =>
      actor.activity("Delete", { object: { id: friendNote.id, type: "Tombstone" } }),
    "delete of another account": (actor) => actor.activity("Delete", { object: scene.friend.uri }),
    "update of another account": (actor) =>
      actor.activity("Update", { object: { ...scene.friend.document, name: "forged" } }),
    "delete of alice's post": (actor) => actor.activity("Delete", { object: scene.post.uri }),
    "update of alice's post": (actor) =>
      actor.activity("Update", { object: { ...forged(), id: scene.post.uri, attributedTo: scene.aliceUri } }),
    "activity in another's name": (actor) => ({
      ...actor.activity("Like", { object: scene.post.uri }),
      actor: scene.friend.uri,
    }),
    "activity in alice's name": (actor) => ({
      ...actor.activity("Follow", { object: scene.friend.uri }),
      actor: scene.aliceUri,
    }),
    "undo of what another did": (actor) =>
      actor.activity("Undo", {
        object: {
          id: scene.friend.newId("likes"),
          type: "Like",
          actor: scene.friend.uri,
          object: scene.post.uri,
        },
      }),
    "accept of a follow that another was asked": (actor) =>
      actor.activity("Accept", {
        object: { type: "Follow", actor: scene.aliceUri, object: scene.friend.uri },
      }),
    "move of another account": (actor) =>
      actor.activity("Move", { object: scene.friend.uri, target: actor.uri }),
  };

  test.each(Object.keys(attacks))("%s is refused", async (name) => {
    const actor = who();
    await expectRefused(scene.node, () => actor.post(scene.inbox, attacks[name]?.(actor) ?? {}));
  });

  test("nothing of it shows", async () => {
    expect(await scene.alice.status(friendStatusId)).toMatchObject({
      content: "<p>what the friend wrote</p>",
    });
    expect(await scene.alice.status(scene.post.id)).toMatchObject({ content: scene.post.content });
  });
});

test("a neighbour pins nothing on another's profile", async () => {
  const featured = `${scene.friend.uri}/featured`;
  scene.friend.serveDocument({ featured });
  const update = scene.friend.activity("Update", { object: { ...scene.friend.document, featured } });
  await scene.friend.post(scene.inbox, update);
  const { account } = await scene.alice.status(friendStatusId);
  const pins = async () =>
    (await scene.alice.call("GET", `/api/v1/accounts/${account.id}/statuses?pinned=true`)).body;
  const add = (actor: HostileActor) => actor.activity("Add", { object: friendNote.id, target: featured });
  await neighbour.post(scene.inbox, add(neighbour));
  const { note, activity } = neighbour.create({ content: "<p>after the Add</p>" });
  await neighbour.post(scene.inbox, activity);
  await scene.alice.seesAtHome("what came next", (it) => it.uri === note.id);
  expect(await pins()).toEqual([]);
  // The same from the owner works, so that it was the actor that was wrong.
  await scene.friend.post(scene.inbox, add(scene.friend));
  await waitFor("the pin", async () =>
    JSON.stringify(await pins()).includes(friendNote.id) ? true : undefined,
  );
});

test("an object whose id is of another server is refused, and so is an activity whose id is", async () => {
  const { activity } = foreigner.create({ id: friendNote.id.replace("notes", "elsewhere") });
  await expectRefused(scene.node, () => foreigner.post(scene.inbox, activity));
  const like = { ...foreigner.activity("Like", { object: scene.post.uri }), id: scene.friend.newId("likes") };
  await expectRefused(scene.node, () => foreigner.post(scene.inbox, like));
});

test("hosts that look alike are other hosts", async () => {
  const { node, aliceUri } = scene;
  const { port } = new URL(node.origin);
  // The hostile server is 127.0.0.20: the node's address, 127.0.0.2, is the beginning of its.
  const alike = [
    aliceUri.toUpperCase().replace("/USERS/ALICE", "/users/alice"),
    aliceUri.replace("127.0.0.2", "127.0.0.2."),
    aliceUri.replace("127.0.0.2", "2130706434"),
    aliceUri.replace("127.0.0.2", "127.2"),
    aliceUri.replace("http://", "http://user@"),
    aliceUri.replace("127.0.0.2", "[::ffff:127.0.0.2]"),
    `http://127.0.0.2:0${port}/users/alice`,
    `http:/\\127.0.0.2:${port}/users/alice`,
  ];
  for (const actor of alike) {
    const activity = { ...neighbour.activity("Like", { object: friendNote.id }), actor };
    await expectRefused(node, () => neighbour.post(scene.inbox, activity));
    const id = actor.replace("/users/alice", "/activities/1");
    const other = { ...neighbour.activity("Like", { object: scene.post.uri }), id };
    await expectRefused(node, () => neighbour.post(scene.inbox, other));
  }
});

test("a locked account's follow is no follow until that account accepts that very follow", async () => {
  const locked = new HostileActor(scene.server, "locked");
  locked.serveDocument({ manuallyApprovesFollowers: true });
  const { id } = await scene.alice.resolveAccount(locked.uri);
  await scene.alice.relate("follow", id);
  const follow = await waitFor("alice's Follow", () => {
    const bodies = scene.server.requestsFor("/users/locked/inbox").map(({ body }) => body.toString());
    return bodies.find((body) => body.includes(`"Follow"`));
  });
  const object = JSON.parse(follow) as Record<string, unknown>;
  await expectRefused(scene.node, () =>
    neighbour.post(scene.inbox, neighbour.activity("Accept", { object })),
  );
  await expectRefused(scene.node, () =>
    locked.post(scene.inbox, locked.activity("Accept", { object: `${scene.aliceUri}#follows/0` })),
  );
  await expectRefused(scene.node, () =>
    locked.post(
      scene.inbox,
      locked.activity("Accept", { object: { ...object, id: `${scene.aliceUri}#follows/0` } }),
    ),
  );
  expect(await scene.alice.relationship(id)).toMatchObject({ following: false, requested: true });
});

describe("JSON-LD that can be rearranged", () => {
  const like = (): Record<string, unknown> => neighbour.activity("Like", { object: scene.post.uri });
  const shapes: Record<string, () => object> = {
    "@graph": () => ({ "@context": CONTEXT, "@graph": [like()] }),
    "@graph beside an activity": () => ({ ...like(), "@graph": [like()] }),
    "@included": () => ({ ...like(), "@included": [like()] }),
    "@reverse": () => ({ ...like(), "@reverse": { object: like() } }),
    "a context that gives `actor` another meaning": () => ({
      ...like(),
      "@context": [CONTEXT, { actor: "https://evil.example/ns#actor", attributedTo: "as:actor" }],
    }),
    "a context that gives `object` another meaning further down": () => ({
      ...like(),
      object: { "@context": { id: "as:url", url: "@id" }, id: "x", url: scene.post.uri },
    }),
    "an array of activities": () => [like(), like()],
  };
  test.each(Object.keys(shapes))("%s is refused", async (name) => {
    await expectRefused(scene.node, () => neighbour.post(scene.inbox, shapes[name]?.() ?? {}));
  });
});

test("a quote that only its own server has authorized shows nothing, and counts for nothing (CVE-2026-33869)", async () => {
  const quoteAuthorization = neighbour.newId("stamps");
  const quote = { quote: scene.post.uri, quoteUrl: scene.post.uri, quoteUri: scene.post.uri };
  const { note, activity } = neighbour.create({
    content: "<p>alice agrees</p>",
    ...quote,
    quoteAuthorization,
  });
  // Authorised in alice's name, but by the quoting server itself.
  scene.server.serve(new URL(quoteAuthorization).pathname, {
    body: {
      "@context": CONTEXT,
      id: quoteAuthorization,
      type: "QuoteAuthorization",
      attributedTo: scene.aliceUri,
      interactingObject: note.id,
      interactionTarget: scene.post.uri,
    },
  });
  expect(await neighbour.post(scene.inbox, activity)).toMatchObject({ status: 202 });
  const { id } = await scene.alice.seesAtHome("the quoting note", (it) => it.uri === note.id);
  const { body } = await scene.alice.call("GET", `/api/v1/statuses/${id}`);
  expect(body).toMatchObject({ quote: { state: "pending", quoted_status: null } });
  const { body: quoted } = await scene.alice.call("GET", `/api/v1/statuses/${scene.post.id}`);
  expect(quoted).toMatchObject({ quotes_count: 0 });
});

describe("forwarded activities", () => {
  let prover: HostileActor;
  let assertionKey: AssertionKey;
  beforeAll(async () => {
    prover = new HostileActor(scene.server, "prover");
    assertionKey = new AssertionKey(prover.uri);
    prover.serveDocument({ assertionMethod: [assertionKey.document] });
    await befriend(scene, prover);
  });
  const note = () => prover.create({ content: "<p>forwarded</p>" }).activity as Record<string, unknown>;

  test("a Linked Data signature does not stand in for the sender's signature", async () => {
    const signature = {
      type: "RsaSignature2017",
      creator: prover.keyId,
      created: new Date().toISOString(),
      signatureValue: "AAAA",
    };
    await expectRefused(scene.node, () => neighbour.post(scene.inbox, { ...note(), signature }));
  });

  test("an integrity proof by a key of the actor does", async () => {
    const proved = assertionKey.prove(note(), { created: ago(40) });
    const outcome = await neighbour.post(scene.inbox, proved);
    expect(outcome.status, outcome.body).toBe(202);
  });

  test("an integrity proof that has expired does not", async () => {
    const proved = assertionKey.prove(note(), { created: ago(40), expires: ago(20) });
    const { body } = await expectRefused(scene.node, () => neighbour.post(scene.inbox, proved));
    expect(body).toContain("expired");
  });

  test("an integrity proof of something else does not", async () => {
    const proved = { ...assertionKey.prove(note(), { created: ago(40) }), published: ago(60) };
    await expectRefused(scene.node, () => neighbour.post(scene.inbox, proved));
  });

  test("an integrity proof by a key that the actor does not list does not", async () => {
    const proved = new AssertionKey(prover.uri).prove(note(), { created: ago(40) });
    await expectRefused(scene.node, () => neighbour.post(scene.inbox, proved));
  });
});

/** A time so many minutes ago, in whole seconds. */
function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+Z$/, "Z");
}

test("no request was a defect", () => {
  expectNoDefect(scene.node);
});
