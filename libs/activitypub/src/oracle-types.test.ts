// Values of every type go through Fedify's vocabulary, which is built on a JSON-LD processor, and come back the same:
// it reads what we write, and we read what it writes from its own model, compacted and expanded.
import * as fedify from "@fedify/vocab";
import { preloadedContexts } from "@fedify/fedify/runtime";
import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACTIVITY_TYPES, ACTOR_TYPES, buildObject, COLLECTION_TYPES, CONTENT_TYPES, LINK_TYPES, OBJECT_TYPES, parse, PUBLIC,
  type Entity, type JsonValue, type ObjectInput,
} from "./index.ts"; // prettier-ignore

const documentLoader = async (documentUrl: string) => {
  const document = preloadedContexts[documentUrl];
  if (document === undefined) throw new Error(`No network in tests: ${documentUrl}`);
  return { contextUrl: null, documentUrl, document };
};
const options = { documentLoader, contextLoader: documentLoader };

interface VocabularyClass {
  readonly typeId: URL;
  fromJsonLd(json: unknown, how: typeof options): Promise<fedify.Object | fedify.Link>;
}

const REQUIRED = ["id", "actor", "object", "target", "href"];
type Terms = Readonly<Record<string, fc.Arbitrary<JsonValue>>>;
const uri = fc.nat(9_999).map((number) => `https://peer.example/things/${number}`);
const uris = fc.uniqueArray(uri, { minLength: 1, maxLength: 3 });
const recipients = fc.uniqueArray(fc.oneof(uri, fc.constant(PUBLIC)), { minLength: 1, maxLength: 3 });
const text = fc.string({ minLength: 1, maxLength: 20 });
const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });
const count = fc.nat(1_000_000);
const float = fc.integer({ min: -90_000, max: 90_000 }).map((thousandth) => thousandth / 1_000);
const duration = fc.integer({ min: 1, max: 59 }).map((minutes) => `PT${minutes}M`);
const picture = uri.map((url) => ({ type: "Image", url }));
const thing = (type: string): fc.Arbitrary<JsonValue> =>
  fc.record({ id: uri, name: text }).map((members) => ({ type, ...members }));
const collection = fc
  .record({ id: uri, totalItems: count })
  .map((members) => ({ type: "Collection", ...members }));
const rule = fc.record({ automaticApproval: recipients, manualApproval: recipients });

const COMMON: Terms = {
  name: text,
  content: text,
  summary: text,
  mediaType: fc.constantFrom("text/html", "text/plain", "image/png"),
  sensitive: fc.boolean(),
  published: instant,
  updated: instant,
  startTime: instant,
  endTime: instant,
  duration,
  attributedTo: uris,
  inReplyTo: uri,
  context: uri,
  url: uri,
  to: recipients,
  cc: recipients,
  bto: recipients,
  bcc: recipients,
  audience: recipients,
  icon: picture,
  image: picture,
  generator: fc.oneof(uri, thing("Application")),
  location: fc.oneof(uri, thing("Place")),
  preview: fc.oneof(uri, thing("Video")),
  replies: collection,
  likes: collection,
  shares: collection,
  emojiReactions: collection,
  source: fc.record({ content: text, mediaType: fc.constant("text/plain") }),
  interactionPolicy: fc.record({ canLike: rule, canReply: rule, canAnnounce: rule, canQuote: rule }),
  approvedBy: uri,
  likeAuthorization: uri,
  replyAuthorization: uri,
  announceAuthorization: uri,
  tag: fc.record({ href: uri, name: text }).map((members) => ({ type: "Mention", ...members })),
  attachment: fc
    .record({ url: uri, name: text, mediaType: fc.constant("image/png") })
    .map((members) => ({ type: "Document", ...members })),
};
const requiredOf = (terms: Terms) => Object.keys(terms).filter((term) => REQUIRED.includes(term));
function inside(type: string, terms: Terms): fc.Arbitrary<JsonValue> {
  const all: Terms = { id: uri, ...terms };
  const members = fc.record(all, { requiredKeys: requiredOf(all) });
  return members.map((given) => buildObject({ ...given, type }));
}
const follow = inside("Follow", { actor: uri, object: uri });
/** What an activity may be about: all that others have sent whole. */
const subject = fc.oneof(
  uri,
  inside("Note", { attributedTo: uri, content: text, summary: text, to: recipients, published: instant, sensitive: fc.boolean() }),
  inside("Person", { preferredUsername: text, name: text, inbox: uri, outbox: uri, movedTo: uri }),
  inside("Collection", { totalItems: count, items: uris }),
  inside("Tombstone", { deleted: instant }),
  follow,
  inside("Accept", { actor: uri, object: follow }),
); // prettier-ignore
const subjects = fc.oneof(subject, fc.array(subject, { minLength: 2, maxLength: 3 }));
const LINK: Terms = {
  href: uri,
  name: text,
  mediaType: COMMON["mediaType"] ?? text,
  hreflang: fc.constantFrom("en", "de"),
  rel: fc.uniqueArray(fc.constantFrom("me", "canonical", "alternate"), { minLength: 1 }),
  width: count,
  height: count,
  preview: uri,
};
const ACTIVITY: Terms = {
  ...COMMON,
  actor: fc.oneof(uri, fc.constantFrom("Person", "Service").chain((type) => inside(type, { preferredUsername: text, inbox: uri }))),
  object: subjects,
  target: subject,
  origin: subject,
  instrument: subject,
  result: subject,
}; // prettier-ignore
const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({
  type: "spki",
  format: "pem",
});
const key = fc.record({ id: uri, owner: uri, publicKeyPem: fc.constant(pem) });
const multikey = fc
  .record({ id: uri, controller: uri, publicKeyMultibase: fc.constantFrom("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2") })
  .map((members) => ({ type: "Multikey", ...members })); // prettier-ignore
const field = fc
  .record({ name: text, value: text })
  .map((members) => ({ type: "PropertyValue", ...members }));
/** One as it is, or several. */
const some = (value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));
// The judge has neither `attributionDomains` nor `webfinger`, and drops both.
const ACTOR: Terms = {
  ...COMMON,
  id: uri,
  inbox: uri,
  outbox: uri,
  followers: uri,
  following: uri,
  liked: uri,
  featured: uri,
  featuredTags: uri,
  movedTo: uri,
  preferredUsername: text,
  manuallyApprovesFollowers: fc.boolean(),
  discoverable: fc.boolean(),
  indexable: fc.boolean(),
  suspended: fc.boolean(),
  memorial: fc.boolean(),
  alsoKnownAs: uris,
  streams: uris,
  publicKey: some(key),
  assertionMethod: some(multikey),
  attachment: some(field),
  endpoints: fc.record({ sharedInbox: uri, proxyUrl: uri, oauthAuthorizationEndpoint: uri, oauthTokenEndpoint: uri, provideClientKey: uri, signClientKey: uri }),
}; // prettier-ignore
const AUTHORIZATION: Terms = { ...COMMON, interactingObject: uri, interactionTarget: uri };
const QUOTING: Terms = { ...COMMON, quote: uri, quoteAuthorization: uri };
const answers = fc
  .uniqueArray(text, { minLength: 1, maxLength: 3 })
  .map((names) => names.map((name, index) => ({ type: "Note", name, replies: { type: "Collection", totalItems: index } }))); // prettier-ignore
const items: Terms = { ...COMMON, totalItems: count, current: uri, first: uri, last: uri };

/** What is generated for a type; the rest get what every object may have. */
const TERMS: Readonly<Record<string, Terms>> = {
  Note: QUOTING,
  ChatMessage: QUOTING,
  Question: { ...QUOTING, oneOf: answers, votersCount: count, closed: instant },
  Image: { ...COMMON, width: count, height: count },
  Video: { ...COMMON, width: count, height: count },
  Document: { ...COMMON, width: count, height: count },
  Place: { ...COMMON, latitude: float, longitude: float, altitude: float, radius: float, accuracy: float, units: fc.constantFrom("m", "km", "miles") },
  Profile: { ...COMMON, describes: uri },
  Relationship: { ...COMMON, subject: uri, object: uri, relationship: uri },
  // The judge drops `formerType`, which it takes for an object.
  Tombstone: { ...COMMON, deleted: instant },
  Collection: { ...items, items: uris },
  OrderedCollection: { ...items, orderedItems: uris },
  CollectionPage: { ...items, items: uris, partOf: uri, next: uri, prev: uri },
  OrderedCollectionPage: { ...items, orderedItems: uris, partOf: uri, next: uri, prev: uri, startIndex: count },
  QuoteAuthorization: AUTHORIZATION,
  LikeAuthorization: AUTHORIZATION,
  ReplyAuthorization: AUTHORIZATION,
  AnnounceAuthorization: AUTHORIZATION,
  ...Object.fromEntries(LINK_TYPES.map((type) => [type, LINK])),
  ...Object.fromEntries(ACTOR_TYPES.map((type) => [type, ACTOR])),
  ...Object.fromEntries(ACTIVITY_TYPES.map((type) => [type, ACTIVITY])),
}; // prettier-ignore

const ours = new Set<string>([...ACTIVITY_TYPES, ...ACTOR_TYPES, ...CONTENT_TYPES, ...COLLECTION_TYPES, ...LINK_TYPES, ...OBJECT_TYPES, "Tombstone"]); // prettier-ignore
const classes = Object.entries(fedify).flatMap(([name, value]) =>
  typeof value === "function" && "typeId" in value && "fromJsonLd" in value
    ? [[name, value as unknown as VocabularyClass] as const]
    : [],
);
const isKind = (value: unknown) => value instanceof fedify.Object || value instanceof fedify.Link;
const inherits = (name: string): boolean => {
  const found = (fedify as unknown as Record<string, { prototype: unknown } | undefined>)[name]?.prototype;
  return isKind(found) || name === "Object" || name === "Link";
};
// Those of other vocabularies (valueflows) are unknown here; what they have in common with all objects is read.
const types = classes.filter(([name]) => inherits(name));

function valuesOf(name: string): fc.Arbitrary<ObjectInput> {
  const terms = TERMS[name] ?? COMMON;
  const type = ours.has(name) ? name : (classes.find(([own]) => own === name)?.[1].typeId.href ?? name);
  return fc.record(terms, { requiredKeys: requiredOf(terms) }).map((members) => ({ ...members, type }));
}

/** What was read, without what it was read from; embedded things likewise. */
function essence(entity: Entity): Record<string, unknown> {
  // `LikeApproval` is the full name of LikeAuthorization.
  return JSON.parse(JSON.stringify(entity, (key, value: unknown) => (key === "raw" ? undefined : value === "LikeApproval" ? "LikeAuthorization" : value))) as Record<string, unknown>; // prettier-ignore
}

/** A type that we do not know may come under a term of the judge's own context. */
function withoutForeignType(read: Record<string, unknown>): Record<string, unknown> {
  return read["kind"] === "unknown" ? { ...read, type: null } : read;
}

describe("every type of the vocabulary", () => {
  it("is known to the judge, but for what is not in it", () => {
    const known = new Set(types.map(([name]) => name));
    expect([...ours].filter((type) => !known.has(type))).toEqual(["PropertyValue", "LikeApproval"]);
    expect(types.length).toBeGreaterThan(65);
  });

  it.each(types)("%s", { timeout: 60_000 }, async (name, type) => {
    await fc.assert(
      fc.asyncProperty(valuesOf(name), async (input) => {
        const written = buildObject(input);
        const expected = withoutForeignType(essence(parse(JSON.stringify(written))));
        const read = await type.fromJsonLd(written, options);
        for (const format of ["compact", "expand"] as const) {
          const json = await read.toJsonLd({ ...options, format });
          // An expanded document is a list of one.
          const again: unknown = Array.isArray(json) ? json[0] : json;
          expect(withoutForeignType(essence(parse(again))), format).toEqual(expected);
        }
      }),
      { numRuns: 6 },
    );
  });
});
