// What the builders write is read back as what went in, under a context that defines each term used.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  ActivityPubError, addressing, ALL_TERMS, buildAccept, buildActor, buildAdd, buildAnnounce, buildBlock, buildCreate, buildDelete,
  buildFlag, buildFollow, buildLike, buildMove, buildNote, buildOrderedCollection, buildOrderedCollectionPage,
  buildReject, buildRemove, buildTombstone, buildUndo, builder, buildObject, buildUpdate, parse, parseActivity, parseActor, parseObject, PUBLIC,
  type JsonObject, type NoteInput,
} from "../index.ts"; // prettier-ignore

const alice = "https://mastic.example/users/alice";
const bob = "https://peer.example/users/bob";
const published = Date.UTC(2026, 10, 21, 8, 30, 0, 125);

const note = {
  id: `${alice}/statuses/1`,
  attributedTo: alice,
  content: "<p>Hello</p>",
  language: "en",
  summary: "greeting",
  sensitive: true,
  published,
  updated: published + 1000,
  url: "https://mastic.example/@alice/1",
  inReplyTo: "https://peer.example/notes/1",
  ...addressing("public", { followers: `${alice}/followers`, mentions: [bob] }),
  tags: {
    mentions: [{ href: bob, name: "@bob@peer.example" }],
    hashtags: [{ name: "cats", href: "https://mastic.example/tags/cats" }],
    emojis: [
      {
        id: "https://mastic.example/emojis/1",
        shortcode: "kappa",
        url: "https://mastic.example/kappa.png",
        mediaType: "image/png",
        updated: null,
      },
    ],
  },
  attachments: [
    {
      type: "Document",
      mediaType: "image/png",
      url: "https://mastic.example/media/1.png",
      name: "a cat",
      blurhash: "UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH",
      focalPoint: [-0.5, 0.25],
      width: 640,
      height: 480,
      thumbnail: null,
      sensitive: null,
    },
  ],
  replies: {
    id: `${alice}/statuses/1/replies`,
    totalItems: 2,
    first: null,
    items: ["https://peer.example/notes/2"],
  },
  likes: { id: `${alice}/statuses/1/likes`, totalItems: 5, first: null, items: [] },
  shares: { id: `${alice}/statuses/1/shares`, totalItems: 0, first: null, items: [] },
  conversation: "tag:mastic.example,2026:objectId=1:objectType=Conversation",
  context: "https://mastic.example/contexts/1",
} satisfies NoteInput;

describe("buildNote", () => {
  it("writes what parseObject reads back", () => {
    const { language, ...rest } = note;
    expect(parseObject(JSON.stringify(buildNote(note)))).toMatchObject({ type: "Note", language, ...rest });
  });

  it("defines each extension term it uses and no other", () => {
    expect(buildNote({ id: null, attributedTo: alice, content: "x", to: [], cc: [] })["@context"]).toBe(
      "https://www.w3.org/ns/activitystreams",
    );
    expect(buildNote(note)["@context"]).toEqual([
      "https://www.w3.org/ns/activitystreams",
      {
        Hashtag: "as:Hashtag",
        toot: "http://joinmastodon.org/ns#",
        Emoji: "toot:Emoji",
        sensitive: "as:sensitive",
        blurhash: "toot:blurhash",
        focalPoint: { "@container": "@list", "@id": "toot:focalPoint" },
        ostatus: "http://ostatus.org#",
        conversation: "ostatus:conversation",
      },
    ]);
  });

  it("writes times in UTC, and a Question for a poll", () => {
    const poll = { multiple: false, options: [{ name: "a", votes: 1 }, { name: "b", votes: 0 }], endTime: published, closed: true, closedAt: published, votersCount: 1 }; // prettier-ignore
    const built = buildNote({ ...note, poll });
    expect(built).toMatchObject({ type: "Question", published: "2026-11-21T08:30:00.125Z", votersCount: 1 });
    expect(parseObject(built)).toMatchObject({ poll });
  });

  it("refuses what is no id and no instant", () => {
    expect(() => buildNote({ ...note, id: "javascript:alert(1)" })).toThrow(ActivityPubError);
    expect(() => buildNote({ ...note, published: Number.NaN })).toThrow(/invalid|Not milliseconds/);
  });
});

describe("a record inside", () => {
  const invite = (object: JsonObject | readonly JsonObject[]): JsonObject =>
    buildObject({ type: "Invite", id: `${alice}/1`, actor: alice, object });

  it("has its times written as timestamps", () => {
    const built = invite({ type: "Event", startTime: published });
    expect(built).toMatchObject({ object: { startTime: "2026-11-21T08:30:00.125Z" } });
    expect(parseActivity(built).object).toMatchObject({ value: { startTime: published } });
  });

  it("is refused for what is no id, with the path", () => {
    const wrong = { type: "Event", id: "javascript:alert(1)" };
    expect(() => invite(wrong)).toThrow("invalid-input at $.object.id");
    expect(() => invite([{ type: "Event", attachment: [wrong] }])).toThrow(
      "invalid-input at $.object[0].attachment[0].id",
    );
    expect(() => invite({ type: "Event", attributedTo: [alice, "alice"] })).toThrow(
      "invalid-input at $.object.attributedTo[1]",
    );
  });

  it("keeps its language maps, and no context", () => {
    const contentMap = { id: "Halo dunia", published: "x" };
    const object = { type: "Note", contentMap, tag: [{ "@context": "https://a.example/", type: "Object" }] };
    expect(invite(object)["object"]).toEqual({ type: "Note", contentMap, tag: [{ type: "Object" }] });
  });

  it.each(["fediverse", "vocabulary"])("may be what was received: %s.json", (file) => {
    const { valid } = JSON.parse(
      readFileSync(new URL(`../../../../vectors/activitypub/${file}.json`, import.meta.url), "utf8"),
    ) as { valid: { document: JsonObject }[] };
    for (const { document } of valid) {
      const object = invite(document)["object"] as JsonObject;
      for (const name of Object.keys(object)) expect(document).toHaveProperty([name]);
      expect(object["id"]).toEqual(document["id"] ?? undefined);
    }
  });
});

describe("buildActor", () => {
  const actor = {
    id: alice,
    type: "Person",
    preferredUsername: "alice",
    name: "Alice",
    summary: "<p>Hi</p>",
    url: "https://mastic.example/@alice",
    inbox: `${alice}/inbox`,
    outbox: `${alice}/outbox`,
    followers: `${alice}/followers`,
    following: `${alice}/following`,
    liked: `${alice}/liked`,
    featured: `${alice}/collections/featured`,
    featuredTags: `${alice}/collections/tags`,
    endpoints: { sharedInbox: "https://mastic.example/inbox" },
    icon: "https://mastic.example/media/a.png",
    image: "https://mastic.example/media/h.png",
    publicKeys: [{ id: `${alice}#main-key`, owner: alice, publicKeyPem: "-----BEGIN PUBLIC KEY-----\n…" }],
    assertionMethods: [{ id: `${alice}#ed25519`, controller: alice, publicKeyMultibase: "z6Mk" }],
    manuallyApprovesFollowers: true,
    discoverable: true,
    indexable: false,
    suspended: false,
    memorial: true,
    alsoKnownAs: ["https://old.example/users/alice"],
    movedTo: null,
    fields: [{ name: "Site", value: '<a href="https://alice.example">alice.example</a>' }],
    published,
    webfinger: "alice@mastic.example",
    attributionDomains: ["alice.example"],
  } as const;

  it("writes what parseActor reads back", () => {
    expect(parseActor(JSON.stringify(buildActor(actor)))).toMatchObject(actor);
  });

  it("sends one key as an object, under the security context", () => {
    const built = buildActor(actor);
    expect(built["publicKey"]).toEqual(actor.publicKeys[0]);
    expect(built["@context"]).toContain("https://w3id.org/security/v1");
  });
});

describe("activities", () => {
  const follow = buildFollow({ id: `${alice}/follows/1`, actor: alice, object: bob });
  const like = buildLike({ id: `${alice}/likes/1`, actor: alice, object: "https://peer.example/notes/1" });
  const common = { id: `${alice}/activities/1`, actor: alice };
  const target = `${alice}/collections/featured`;
  const built: [string, JsonObject][] = [
    ["Create", buildCreate({ ...common, object: buildNote(note), published })],
    ["Update", buildUpdate({ ...common, object: buildNote(note) })],
    ["Delete", buildDelete({ ...common, object: buildTombstone({ id: note.id }), to: [PUBLIC] })],
    ["Follow", follow],
    ["Accept", buildAccept({ ...common, object: follow })],
    ["Reject", buildReject({ ...common, object: follow })],
    ["Like", like],
    ["Announce", buildAnnounce({ ...common, object: note.inReplyTo, to: [PUBLIC], cc: [], published })],
    ["Undo", buildUndo({ ...common, object: like })],
    ["Block", buildBlock({ ...common, object: bob })],
    ["Add", buildAdd({ ...common, object: note.id, target })],
    ["Remove", buildRemove({ ...common, object: note.id, target })],
    ["Flag", buildFlag({ ...common, objects: [bob, "https://peer.example/notes/1"], content: "spam" })],
    ["Move", buildMove({ ...common, object: alice, target: "https://new.example/users/alice" })],
  ];

  it.each(built)("%s is read back", (type, document) => {
    const activity = parseActivity(JSON.stringify(document));
    expect(activity).toMatchObject({ type, actor: alice });
    expect(activity.raw).toEqual(document);
    expect(JSON.stringify({ ...document, "@context": 0 })).not.toContain('w3.org/ns/activitystreams",');
  });

  it("a Create is addressed as its Note is, and carries one context", () => {
    const create = buildCreate({ ...common, object: buildNote(note) });
    expect(create).toMatchObject({ to: note.to, cc: note.cc, object: { id: note.id } });
    expect(create["object"]).not.toHaveProperty("@context");
    expect(create["@context"]).toEqual(buildNote(note)["@context"]);
  });

  it("a Flag lists the actor first, and names at least one", () => {
    expect(buildFlag({ ...common, objects: [bob] })["object"]).toBe(bob);
    expect(() => buildFlag({ ...common, objects: [] })).toThrow(/invalid-input at \$\.objects/);
  });
});

describe("collections", () => {
  it("and pages are read back", () => {
    const id = `${alice}/outbox`;
    expect(parse(buildOrderedCollection({ id, totalItems: 3, first: `${id}?page=1` }))).toMatchObject({
      type: "OrderedCollection",
      totalItems: 3,
      first: `${id}?page=1`,
      items: [],
    });
    expect(
      parse(
        buildOrderedCollectionPage({
          id: `${id}?page=1`,
          partOf: id,
          next: `${id}?page=2`,
          items: [note.id],
        }),
      ),
    ).toMatchObject({
      page: true,
      ordered: true,
      partOf: id,
      next: `${id}?page=2`,
      items: [{ kind: "uri", uri: note.id }],
    });
  });
});

describe("a builder of some terms", () => {
  const actor = { id: alice, preferredUsername: "alice", inbox: `${alice}/inbox`, outbox: `${alice}/outbox` };
  const key = { id: `${alice}#main-key`, owner: alice, publicKeyPem: "PEM" };

  it("writes statuses, profiles and what is done with them as the whole one does", () => {
    const person = buildActor({
      ...actor,
      publicKeys: [key],
      discoverable: true,
      fields: [{ name: "x", value: "y" }],
      featured: `${alice}/featured`,
    });
    const quoting = buildNote({ ...note, quote: bob, interactionPolicy: { canLike: null } });
    const create = buildCreate({ id: `${alice}/1`, actor: alice, object: quoting });
    const follow = buildFollow({ id: `${alice}/2`, actor: alice, object: bob });
    for (const { type, ...more } of [person, quoting, create, follow]) {
      const input = { type: typeof type === "string" ? type : "", ...more };
      expect(builder()(input)).toEqual(buildObject(input));
      expect(builder()(input)).toEqual({ type, ...more });
    }
  });

  it("defines others where it is told so", () => {
    const reaction = { type: "EmojiReact", actor: alice, object: bob, content: "x" };
    expect(builder()(reaction)["@context"]).toBe("https://www.w3.org/ns/activitystreams");
    expect(builder("")({ type: "Note", id: alice, sensitive: true })["@context"]).toBe(
      "https://www.w3.org/ns/activitystreams",
    );
    expect(builder(ALL_TERMS)(reaction)).toEqual(buildObject(reaction));
    expect(buildObject(reaction)["@context"]).toContainEqual({
      litepub: "http://litepub.social/ns#",
      EmojiReact: "litepub:EmojiReact",
    });
  });
});
