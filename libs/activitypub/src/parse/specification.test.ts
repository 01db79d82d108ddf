// Every payload that the specification prints parses to its kind and comes back whole.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse, parseActivity, parseActor, parseObject, serialize } from "../index.ts";

const { valid } = JSON.parse(
  readFileSync(new URL("../../../../vectors/activitypub/specification.json", import.meta.url), "utf8"),
) as { valid: { name: string; kind: string; document: { type?: string } }[] };

describe("payloads of the specification", () => {
  it("are all there", () => expect(valid).toHaveLength(38));

  it.each(valid)("$name", ({ kind, document }) => {
    const before = JSON.stringify(document);
    const entity = parse(before);
    expect(entity.kind).toBe(kind);
    expect(serialize(entity)).toEqual(document);
    expect(JSON.stringify(serialize(parse(document)))).toBe(before);
    const door = kind === "activity" ? parseActivity : kind === "actor" ? parseActor : parseObject;
    expect(door(document).kind).toBe(kind);
    if (document.type !== undefined) expect(entity.type).toBe(document.type);
  });
});

describe("what is read from them", () => {
  const named = (name: string): unknown => valid.find((vector) => vector.name === name)?.document;

  it("an actor with a default language and a picture by URL", () => {
    expect(parseActor(named("Actors"))).toMatchObject({
      id: "https://kenzoishii.example.com/",
      preferredUsername: "kenzoishii",
      name: "石井健蔵",
      icon: "https://kenzoishii.example.com/image/165987aklre4",
      inbox: "https://kenzoishii.example.com/inbox.json",
    });
  });

  it("a shared inbox without any @context", () => {
    expect(parseActor(named("Shared Inbox Delivery")).endpoints.sharedInbox).toBe(
      "https://social.example/inbox",
    );
  });

  it("a report of an actor and two statuses", () => {
    const flag = parseActivity(named("Reports Extension"));
    expect(flag.objects.map((ref) => ref.kind === "uri" && ref.uri)).toEqual([
      "https://example.com/users/1",
      "https://example.com/posts/380590",
      "https://example.com/posts/380591",
    ]);
    expect(flag.content).toBe("Please take a look at this user and their posts");
    expect(flag.to).toEqual(["https://example.com/users/1"]);
  });

  it("a poll with several answers and its votes", () => {
    const question = parseObject(named("Polls"));
    expect(question).toMatchObject({
      type: "Question",
      published: Date.UTC(2023, 2, 5, 7, 40, 13),
      poll: {
        multiple: true,
        options: [
          { name: "apple", votes: 3 },
          { name: "orange", votes: 7 },
          { name: "banana", votes: 6 },
        ],
        endTime: Date.UTC(2023, 2, 6, 7, 40, 13),
        closed: false,
        votersCount: 7,
      },
    });
  });

  it("the Follow inside an Accept", () => {
    expect(parseActivity(named("Accept Activity")).object).toMatchObject({
      kind: "object",
      value: { kind: "activity", type: "Follow", actor: "https://chatty.example/ben" },
    });
  });

  it("hashtag, emoji, focal point, blurhash, profile field, key", () => {
    expect(parseObject(named("Hashtag"))).toMatchObject({
      tags: { hashtags: [{ name: "cats", href: "https://example.com/tagged/cats" }] },
    });
    expect(parseObject(named("Custom Emoji"))).toMatchObject({
      tags: {
        emojis: [{ shortcode: "kappa", url: "https://example.com/files/kappa.png", mediaType: "image/png" }],
      },
    });
    expect(parseObject(named("Focal Points"))).toMatchObject({
      attachments: [{ focalPoint: [-0.55, 0.43] }],
    });
    expect(parseObject(named("Blurhash"))).toMatchObject({
      attachments: [{ blurhash: "UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH", type: "Image" }],
    });
    expect(parseActor(named("Profile Metadata")).fields.map((field) => field.name)).toEqual([
      "Patreon",
      "Homepage",
    ]);
    expect(parseActor(named("Public Key")).publicKeys).toMatchObject([
      {
        id: "https://mastodon.social/users/Gargron#main-key",
        owner: "https://mastodon.social/users/Gargron",
      },
    ]);
  });

  it("where an account moves to", () => {
    expect(parseActivity(named("Account Migration")).target).toEqual({
      kind: "uri",
      uri: "https://alice.com/users/109835986274379",
    });
  });
});
