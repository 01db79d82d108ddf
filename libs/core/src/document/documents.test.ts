import { parse, parseActivity, parseActor } from "@mastic/activitypub";
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { defaultLimits, type Instance } from "../context.ts";
import { personRow } from "../schema/personRow.test-support.ts";
import type { StatusRow } from "../schema/statuses.ts";
import {
  acceptActivity,
  announceActivity,
  createActivity,
  deleteActivity,
  followActivity,
  undoActivity,
  updateActivity,
} from "./activity.ts";
import { actorDocument } from "./actor.ts";
import { statusUrls, tagUrl, userUrls } from "./urls.ts";

const instance: Instance = {
  origin: "https://mastic.social",
  host: "mastic.social",
  title: "Mastic",
  description: "",
  contactEmail: null,
  version: "0.1.0",
  registrations: "open",
  limits: defaultLimits,
  authorizedFetch: false,
};
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
const ed25519 = generateKeyPairSync("ed25519").publicKey;
const pem = (key: typeof rsa): string => key.export({ type: "spki", format: "pem" });
const urls = userUrls(instance.origin, "alice");

const alice = personRow(instance.origin, "alice", {
  id: 1n,
  displayName: "Alice",
  note: "<p>Hello</p>",
  avatar: "a1b2",
  keys: [
    { id: urls.mainKey, publicKeyPem: pem(rsa) },
    { id: urls.assertionKey, publicKeyPem: pem(ed25519) },
  ],
  fields: [{ name: "Web", value: "example", verifiedAt: null }],
  locked: true,
  createdAt: 1_767_225_600_000,
  fetchedAt: 0,
});

const { uri, page } = statusUrls(instance.origin, "alice", 42n);
const status: StatusRow = {
  id: 42n,
  uri,
  url: page,
  accountId: 1n,
  local: true,
  content: "<p>Hi @bob #Rust</p>",
  source: "Hi @bob #Rust",
  spoilerText: "warning",
  sensitive: true,
  language: "en",
  visibility: "unlisted",
  inReplyToUri: "https://far.example/notes/1",
  inReplyToId: null,
  inReplyToAccountId: null,
  boostOfId: null,
  conversationId: 42n,
  mentions: [{ accountId: "2", uri: "https://far.example/users/bob", acct: "bob@far.example", url: "" }],
  tags: ["rust"],
  emojis: [],
  poll: null,
  application: null,
  likeCount: 3,
  boostCount: 2,
  replyCount: 0,
  timeline: null,
  quotePolicy: { automatic: ["public"], manual: [] },
  quoteUri: null,
  quotedId: null,
  quoteState: null,
  quoteApprovalUri: null,
  quoteCount: 0,
  editedAt: null,
  createdAt: 1_767_225_601_000,
};

describe("actorDocument", () => {
  it("says who the actor is, and keeps the Ed25519 key out of publicKey", () => {
    const actor = parseActor(actorDocument(instance, alice));
    expect(actor).toMatchObject({
      id: urls.actor,
      preferredUsername: "alice",
      icon: "https://mastic.social/media/a1b2",
      manuallyApprovesFollowers: true,
      endpoints: { sharedInbox: "https://mastic.social/inbox" },
      webfinger: "alice@mastic.social",
    });
    expect(actor.publicKeys).toEqual([{ id: urls.mainKey, owner: urls.actor, publicKeyPem: pem(rsa) }]);
    // Every Ed25519 Multikey starts with the base58btc of 0xed01.
    expect(actor.assertionMethods[0]?.publicKeyMultibase).toMatch(/^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/);
  });

  it("shows no words and pictures of a suspended actor", () => {
    const actor = parseActor(actorDocument(instance, { ...alice, suspended: true }));
    expect(actor).toMatchObject({ suspended: true, name: "", summary: "", icon: null, fields: [] });
  });
});

describe("activities", () => {
  it("address a note by its visibility and those it mentions", () => {
    const create = parseActivity(createActivity(instance, status, alice, []));
    expect(create.id).toBe(`${uri}/activity`);
    expect(create.to).toEqual([urls.followers]);
    expect(create.cc).toEqual([
      "https://www.w3.org/ns/activitystreams#Public",
      "https://far.example/users/bob",
    ]);
    expect(create.object).toMatchObject({
      value: {
        type: "Note",
        summary: "warning",
        language: "en",
        inReplyTo: "https://far.example/notes/1",
        tags: { mentions: [{ name: "@bob@far.example" }], hashtags: [{ name: "rust" }] },
        likes: { totalItems: 3 },
      },
    });
  });

  it("keep the counts of a followers-only note to themselves", () => {
    const create = parseActivity(createActivity(instance, { ...status, visibility: "private" }, alice, []));
    expect(create.object).toMatchObject({ value: { likes: null, shares: null } });
  });

  it("name each version of a status once", () => {
    const edited = { ...status, editedAt: 1_767_225_700_000 };
    expect(updateActivity(instance, edited, alice, []).id).toBe(`${uri}#updates/1767225700000`);
    expect(deleteActivity(instance, status, alice).object).toMatchObject({ type: "Tombstone", id: uri });
  });

  it("undo what they undo, whole", () => {
    const original = { uri: "https://far.example/notes/1", authorUri: "https://far.example/users/bob" };
    const announce = announceActivity(instance, { ...status, visibility: "public" }, alice, original);
    const undo = parseActivity(undoActivity(alice, announce));
    expect(announce.id).toBe(uri);
    expect(undo.id).toBe(`${uri}#undo`);
    expect(undo.object).toMatchObject({ value: { kind: "activity", type: "Announce", id: uri } });
    expect(undo.cc).toContain(original.authorUri);
    const follow = followActivity(alice, `${urls.actor}#follows/1`, original.authorUri);
    expect(undoActivity(alice, follow).id).toBe(`${urls.actor}#follows/1/undo`);
  });

  it("answer a Follow with the Follow as it came", () => {
    const follow = { followUri: "https://far.example/f/1", actorUri: "https://far.example/users/bob" };
    const accept = parseActivity(acceptActivity(alice, follow));
    expect(accept.object).toMatchObject({
      value: { id: follow.followUri, actor: follow.actorUri, object: { uri: alice.uri } },
    });
  });
});

describe("URLs", () => {
  it("are readable by what reads documents", () => {
    expect(tagUrl(instance.origin, "café")).toBe("https://mastic.social/tags/caf%C3%A9");
    expect(parse(actorDocument(instance, alice)).kind).toBe("actor");
  });
});
