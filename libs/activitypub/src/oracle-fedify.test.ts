// Fedify's vocabulary, written by others on a full JSON-LD processor, reads what we write, and we read what it writes.
import {
  Accept, Activity, Announce, Block, Create, Delete, Document, Emoji, Endpoints, Flag, Follow, Hashtag, Image, Like, Mention, Move,
  Note, Object as VocabularyObject, OrderedCollection, OrderedCollectionPage, Person, PropertyValue, Question, Reject,
  Remove, Add, Tombstone, Undo, Update, Collection, PUBLIC_COLLECTION,
} from "@fedify/vocab"; // prettier-ignore
import { preloadedContexts } from "@fedify/fedify/runtime";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  addressing, buildAccept, buildActor, buildAdd, buildAnnounce, buildBlock, buildCreate, buildDelete, buildFlag,
  buildFollow, buildLike, buildMove, buildNote, buildOrderedCollection, buildOrderedCollectionPage, buildReject,
  buildRemove, buildTombstone, buildUndo, buildUpdate, parse, parseActivity, parseActor, parseObject, PUBLIC,
  type Actor, type ContentObject, type JsonObject,
} from "./index.ts"; // prettier-ignore

// Only the contexts that the package ships: a term we define wrongly or a context that nobody has fails here.
const documentLoader = async (documentUrl: string) => {
  const document = preloadedContexts[documentUrl];
  if (document === undefined) throw new Error(`No network in tests: ${documentUrl}`);
  return { contextUrl: null, documentUrl, document };
};
const options = { documentLoader, contextLoader: documentLoader };
const instant = (ms: number) => ({ epochMilliseconds: ms });

const alice = "https://mastic.example/users/alice";
const bob = "https://peer.example/users/bob";
const published = Date.UTC(2026, 10, 21, 8, 30, 0, 125);
let publicKeyPem = "";

beforeAll(async () => {
  const pair = await crypto.subtle.generateKey(
    {
      name: "RSASSA-PKCS1-v1_5",
      hash: "SHA-256",
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    },
    true,
    ["sign", "verify"],
  );
  const spki = Buffer.from(await crypto.subtle.exportKey("spki", pair.publicKey)).toString("base64");
  publicKeyPem = `-----BEGIN PUBLIC KEY-----\n${spki.replace(/(.{64})/g, "$1\n")}\n-----END PUBLIC KEY-----\n`;
});

const note = () =>
  buildNote({
    id: `${alice}/statuses/1`,
    attributedTo: alice,
    content: "<p>Hello</p>",
    language: "en",
    summary: "warning",
    sensitive: true,
    published,
    updated: published + 1000,
    url: "https://mastic.example/@alice/1",
    inReplyTo: "https://peer.example/notes/1",
    ...addressing("public", { followers: `${alice}/followers`, mentions: [bob] }),
    tags: {
      mentions: [{ href: bob, name: "@bob@peer.example" }],
      hashtags: [{ name: "cats", href: "https://mastic.example/tags/cats" }],
      emojis: [{ id: "https://mastic.example/emojis/1", shortcode: "kappa", url: "https://mastic.example/k.png", mediaType: "image/png", updated: null }],
    },
    attachments: [{ mediaType: "image/png", url: "https://mastic.example/1.png", name: "a cat", blurhash: "UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH", focalPoint: [-0.5, 0.25], width: 640, height: 480 }],
    replies: { id: `${alice}/statuses/1/replies`, totalItems: 0 },
    likes: { id: `${alice}/statuses/1/likes`, totalItems: 5 },
    shares: { id: `${alice}/statuses/1/shares`, totalItems: 6 },
  }); // prettier-ignore

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe("Fedify reads what we write", () => {
  it("a Note with everything on it", async () => {
    const read = await Note.fromJsonLd(note(), options);
    expect(read.id?.href).toBe(`${alice}/statuses/1`);
    expect(read.attributionId?.href).toBe(alice);
    expect(read.contents.map(String)).toContain("<p>Hello</p>");
    expect([read.summary?.toString(), read.sensitive]).toEqual(["warning", true]);
    expect([read.published, read.updated]).toMatchObject([instant(published), instant(published + 1000)]);
    expect(read.replyTargetId?.href).toBe("https://peer.example/notes/1");
    expect(read.toIds.map(String)).toEqual([PUBLIC]);
    expect(read.ccIds.map(String)).toEqual([`${alice}/followers`, bob]);
    const [mention, hashtag, emoji] = await all(read.getTags(options));
    expect(mention instanceof Mention && [mention.href?.href, String(mention.name)]).toEqual([
      bob,
      "@bob@peer.example",
    ]);
    expect(hashtag instanceof Hashtag && String(hashtag.name)).toBe("#cats");
    expect(emoji instanceof Emoji && String(emoji.name)).toBe(":kappa:");
    const [picture] = await all(read.getAttachments(options));
    expect(
      picture instanceof Document && [picture.mediaType, String(picture.name), picture.width, picture.height],
    ).toEqual(["image/png", "a cat", 640, 480]);
    expect((await read.getLikes(options))?.totalItems).toBe(5);
    expect((await read.getShares(options))?.totalItems).toBe(6);
  });

  it("a Question with its votes", async () => {
    const poll = { multiple: true, options: [{ name: "a", votes: 3 }, { name: "b", votes: 0 }], endTime: published, closed: false, closedAt: null, votersCount: 3 }; // prettier-ignore
    const built = buildNote({
      id: `${alice}/statuses/2`,
      attributedTo: alice,
      content: "?",
      to: [PUBLIC],
      cc: [],
      poll,
    });
    const read = await Question.fromJsonLd(built, options);
    const answers = await all(read.getInclusiveOptions(options));
    expect(answers.map((answer) => String(answer.name))).toEqual(["a", "b"]);
    expect(read.voters).toBe(3);
    expect(read.endTime).toMatchObject(instant(published));
    expect((await answers[0]?.getReplies(options))?.totalItems).toBe(3);
  });

  it("an actor with keys, fields, endpoints and flags", async () => {
    const built = buildActor({
      id: alice,
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
      icon: { url: "https://mastic.example/a.png", mediaType: "image/png" },
      image: "https://mastic.example/h.png",
      publicKeys: [{ id: `${alice}#main-key`, owner: alice, publicKeyPem }],
      assertionMethods: [{ id: `${alice}#ed25519`, controller: alice, publicKeyMultibase: "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2" }],
      manuallyApprovesFollowers: true,
      discoverable: true,
      indexable: false,
      suspended: true,
      memorial: true,
      alsoKnownAs: ["https://old.example/users/alice"],
      movedTo: "https://new.example/users/alice",
      fields: [{ name: "Site", value: "<b>x</b>" }],
      published,
      webfinger: "alice@mastic.example",
      attributionDomains: ["alice.example"],
    }); // prettier-ignore
    const read = await Person.fromJsonLd(built, options);
    expect([read.preferredUsername, read.name].map(String)).toEqual(["alice", "Alice"]);
    expect([read.inboxId, read.outboxId, read.followersId, read.followingId, read.likedId, read.featuredId, read.featuredTagsId].map(String)).toEqual(
      ["inbox", "outbox", "followers", "following", "liked", "collections/featured", "collections/tags"].map((path) => `${alice}/${path}`),
    ); // prettier-ignore
    expect(read.endpoints?.sharedInbox?.href).toBe("https://mastic.example/inbox");
    expect([read.manuallyApprovesFollowers, read.discoverable, read.indexable, read.suspended, read.memorial]).toEqual([true, true, false, true, true]); // prettier-ignore
    const key = await read.getPublicKey(options);
    expect([key?.id?.href, key?.ownerId?.href, key?.publicKey?.algorithm.name]).toEqual([`${alice}#main-key`, alice, "RSASSA-PKCS1-v1_5"]); // prettier-ignore
    const multikeys = await all(read.getAssertionMethods(options));
    expect(multikeys[0]?.publicKey?.algorithm.name).toBe("Ed25519");
    const [field] = await all(read.getAttachments(options));
    expect(field instanceof PropertyValue && [String(field.name), String(field.value)]).toEqual([
      "Site",
      "<b>x</b>",
    ]);
    const icon = await read.getIcon(options);
    expect(icon?.url instanceof URL && icon.url.href).toBe("https://mastic.example/a.png");
    expect(read.aliasIds.map(String)).toEqual(["https://old.example/users/alice"]);
    expect(read.successorId?.href).toBe("https://new.example/users/alice");
  });

  const common = { id: `${alice}/activities/1`, actor: alice };
  const follow = buildFollow({ ...common, object: bob });
  const target = `${alice}/collections/featured`;
  const written: [string, () => JsonObject, abstract new (...args: never[]) => unknown, string][] = [
    ["Create", () => buildCreate({ ...common, object: note() }), Create, `${alice}/statuses/1`],
    ["Update", () => buildUpdate({ ...common, object: note() }), Update, `${alice}/statuses/1`],
    ["Delete", () => buildDelete({ ...common, object: buildTombstone({ id: `${alice}/statuses/1` }) }), Delete, `${alice}/statuses/1`],
    ["Follow", () => follow, Follow, bob],
    ["Accept", () => buildAccept({ ...common, object: follow }), Accept, common.id],
    ["Reject", () => buildReject({ ...common, object: follow }), Reject, common.id],
    ["Like", () => buildLike({ ...common, object: "https://peer.example/notes/1" }), Like, "https://peer.example/notes/1"],
    ["Announce", () => buildAnnounce({ ...common, object: "https://peer.example/notes/1", to: [PUBLIC], published }), Announce, "https://peer.example/notes/1"],
    ["Undo", () => buildUndo({ ...common, object: follow }), Undo, common.id],
    ["Block", () => buildBlock({ ...common, object: bob }), Block, bob],
    ["Add", () => buildAdd({ ...common, object: bob, target }), Add, bob],
    ["Remove", () => buildRemove({ ...common, object: bob, target }), Remove, bob],
    ["Flag", () => buildFlag({ ...common, objects: [bob, "https://peer.example/notes/1"], content: "x" }), Flag, bob],
    ["Move", () => buildMove({ ...common, object: alice, target: bob }), Move, alice],
  ]; // prettier-ignore

  it.each(written)("%s", async (_, build, type, objectId) => {
    const read = await VocabularyObject.fromJsonLd(build(), options);
    expect(read).toBeInstanceOf(type);
    expect(read instanceof Activity && [read.id?.href, read.actorId?.href, read.objectId?.href]).toEqual([
      common.id,
      alice,
      objectId,
    ]);
  });

  it("collections and pages", async () => {
    const id = `${alice}/outbox`;
    const whole = await OrderedCollection.fromJsonLd(buildOrderedCollection({ id, totalItems: 7, first: `${id}?page=1` }), options);
    expect([whole.totalItems, whole.firstId?.href]).toEqual([7, `${id}?page=1`]);
    const page = await OrderedCollectionPage.fromJsonLd(
      buildOrderedCollectionPage({ id: `${id}?page=1`, partOf: id, next: `${id}?page=2`, items: [bob, alice] }),
      options,
    );
    expect([page.partOfId?.href, page.nextId?.href, ...page.itemIds.map(String)]).toEqual([id, `${id}?page=2`, bob, alice]);
  }); // prettier-ignore
});

describe("we read what Fedify writes", () => {
  const written = new Note({
    id: new URL("https://peer.example/notes/9"),
    attribution: new URL(bob),
    content: "<p>Hi</p>",
    summary: "cw",
    sensitive: true,
    to: PUBLIC_COLLECTION,
    ccs: [new URL(`${bob}/followers`), new URL(alice)],
    replyTarget: new URL(`${alice}/statuses/1`),
    published: Temporal.Instant.fromEpochMilliseconds(published),
    url: new URL("https://peer.example/@bob/9"),
    tags: [
      new Mention({ href: new URL(alice), name: "@alice@mastic.example" }),
      new Hashtag({ href: new URL("https://peer.example/tags/cats"), name: "#cats" }),
      new Emoji({ id: new URL("https://peer.example/e/1"), name: ":kappa:", icon: new Image({ url: new URL("https://peer.example/k.png"), mediaType: "image/png" }) }),
    ],
    attachments: [new Document({ mediaType: "image/png", url: new URL("https://peer.example/1.png"), name: "a cat", width: 64, height: 48 })],
    likes: new Collection({ id: new URL("https://peer.example/notes/9/likes"), totalItems: 4 }),
  }); // prettier-ignore
  const expected = {
    kind: "content",
    type: "Note",
    id: "https://peer.example/notes/9",
    attributedTo: bob,
    content: "<p>Hi</p>",
    summary: "cw",
    sensitive: true,
    to: [PUBLIC],
    cc: [`${bob}/followers`, alice],
    inReplyTo: `${alice}/statuses/1`,
    published,
    url: "https://peer.example/@bob/9",
    tags: {
      mentions: [{ href: alice, name: "@alice@mastic.example" }],
      hashtags: [{ name: "cats", href: "https://peer.example/tags/cats" }],
      emojis: [{ shortcode: "kappa", url: "https://peer.example/k.png", mediaType: "image/png" }],
    },
    attachments: [
      { mediaType: "image/png", url: "https://peer.example/1.png", name: "a cat", width: 64, height: 48 },
    ],
    likes: { id: "https://peer.example/notes/9/likes", totalItems: 4 },
  } satisfies Partial<Record<keyof ContentObject, unknown>>;

  it.each([
    ["with its own context", {}],
    ["compacted by its processor", { format: "compact" as const }],
    ["expanded", { format: "expand" as const }],
  ])("a Note, %s", async (_, format) => {
    const json = await written.toJsonLd({ ...options, ...format });
    // An expanded document is a list of one.
    expect(parseObject(Array.isArray(json) ? json[0] : json)).toMatchObject(expected);
  });

  it("an actor", async () => {
    const person = new Person({
      id: new URL(bob),
      preferredUsername: "bob",
      name: "Bob",
      inbox: new URL(`${bob}/inbox`),
      outbox: new URL(`${bob}/outbox`),
      followers: new URL(`${bob}/followers`),
      featured: new URL(`${bob}/featured`),
      endpoints: new Endpoints({ sharedInbox: new URL("https://peer.example/inbox") }),
      manuallyApprovesFollowers: true,
      discoverable: true,
      suspended: false,
      aliases: [new URL("https://old.example/users/bob")],
      icon: new Image({ url: new URL("https://peer.example/b.png") }),
      attachments: [new PropertyValue({ name: "Site", value: "<b>x</b>" })],
      published: Temporal.Instant.fromEpochMilliseconds(published),
    });
    expect(parseActor(await person.toJsonLd(options))).toMatchObject({
      id: bob,
      preferredUsername: "bob",
      inbox: `${bob}/inbox`,
      featured: `${bob}/featured`,
      endpoints: { sharedInbox: "https://peer.example/inbox" },
      manuallyApprovesFollowers: true,
      discoverable: true,
      alsoKnownAs: ["https://old.example/users/bob"],
      icon: "https://peer.example/b.png",
      fields: [{ name: "Site", value: "<b>x</b>" }],
      published,
    } satisfies Partial<Record<keyof Actor, unknown>>);
  });

  const ids = { id: new URL(`${bob}/activities/1`), actor: new URL(bob) };
  const follow = new Follow({ ...ids, object: new URL(alice) });
  it.each([
    ["Create", new Create({ ...ids, object: written, to: PUBLIC_COLLECTION }), "https://peer.example/notes/9"],
    ["Update", new Update({ ...ids, object: written }), "https://peer.example/notes/9"],
    ["Delete", new Delete({ ...ids, object: new Tombstone({ id: new URL("https://peer.example/notes/9") }) }), "https://peer.example/notes/9"],
    ["Follow", follow, alice],
    ["Accept", new Accept({ ...ids, object: follow }), ids.id.href],
    ["Reject", new Reject({ ...ids, object: follow }), ids.id.href],
    ["Like", new Like({ ...ids, object: new URL(`${alice}/statuses/1`) }), `${alice}/statuses/1`],
    ["Announce", new Announce({ ...ids, object: new URL(`${alice}/statuses/1`) }), `${alice}/statuses/1`],
    ["Undo", new Undo({ ...ids, object: follow }), ids.id.href],
    ["Block", new Block({ ...ids, object: new URL(alice) }), alice],
    ["Add", new Add({ ...ids, object: new URL(alice), target: new URL(`${bob}/featured`) }), alice],
    ["Remove", new Remove({ ...ids, object: new URL(alice), target: new URL(`${bob}/featured`) }), alice],
    ["Flag", new Flag({ ...ids, objects: [new URL(alice), new URL(`${alice}/statuses/1`)] }), alice],
    ["Move", new Move({ ...ids, object: new URL(bob), target: new URL("https://new.example/users/bob") }), bob],
  ])("%s", async (type, activity, objectId) => {
    const read = parseActivity(await activity.toJsonLd(options));
    const { object } = read;
    expect([read.type, read.actor, object?.kind === "uri" ? object.uri : object?.value.id]).toEqual([type, bob, objectId]);
  }); // prettier-ignore

  it("and both agree on notes of any make", async () => {
    const id = fc.nat(999).map((number) => `https://peer.example/things/${number}`);
    const text = fc.string({ maxLength: 20 });
    const notes = fc.record({ id, attributedTo: id, content: text, summary: fc.option(text), sensitive: fc.boolean(), inReplyTo: fc.option(id), to: fc.uniqueArray(id, { maxLength: 3 }), cc: fc.uniqueArray(id, { maxLength: 3 }), published: fc.nat(4_000_000_000_000) }); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(notes, async (input) => {
        const read = await Note.fromJsonLd(buildNote(input), options);
        const again = parse(await read.toJsonLd({ ...options, format: "compact" }));
        expect(again).toMatchObject(input);
      }),
      { numRuns: 50 },
    );
  });
});
