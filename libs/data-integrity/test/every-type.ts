// Objects of every type of Fedify's vocabulary as peers write them: any of a type's terms, and ids or whole objects inside.

import * as fedify from "@fedify/vocab";
import fc from "fast-check";
import type { JsonObject, JsonValue } from "../src/index.ts";

const ACTIVITY_STREAMS = "https://www.w3.org/ns/activitystreams";

interface VocabularyType {
  /** As the class is called. */
  readonly name: string;
  /** As documents have it: a term of the context, or in full. */
  readonly type: string;
  readonly typeId: string;
  readonly kind: "activity" | "actor" | "collection" | "object";
}

const ACTORS = ["Application", "Group", "Organization", "Person", "Service"];

function typeOf([name, value]: readonly [string, unknown]): VocabularyType | undefined {
  if (typeof value !== "function" || !("typeId" in value) || !(value.typeId instanceof URL)) return undefined;
  const prototype: unknown = value.prototype;
  // Links, keys and the like have no owner and no proof, in Fedify as in FEP-8b32.
  if (value !== fedify.Object && !(prototype instanceof fedify.Object)) return undefined;
  const { href } = value.typeId;
  const type = href.startsWith(`${ACTIVITY_STREAMS}#`) ? href.slice(ACTIVITY_STREAMS.length + 1) : href;
  const isActivity = value === fedify.Activity || prototype instanceof fedify.Activity;
  const isCollection = value === fedify.Collection || prototype instanceof fedify.Collection;
  const other = ACTORS.includes(name) ? "actor" : isCollection ? "collection" : "object";
  return { name, type, typeId: href, kind: isActivity ? "activity" : other };
}

/** Every type that can be signed. */
export const TYPES: readonly VocabularyType[] = Object.entries(fedify)
  .map(typeOf)
  .filter((type) => type !== undefined);

type Value = fc.Arbitrary<JsonValue>;
type Terms = Readonly<Record<string, Value>>;

const uri = fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url) => new URL(url).href);
const text = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1 }),
  fc.constant('"\\\u2028\u007f\u{1f600}\r'),
);
const texts: Value = fc.dictionary(fc.constantFrom("en", "de", "zh-Hant"), text, { minKeys: 1 });
const count = fc.nat();
const float = fc.double({ noNaN: true, noDefaultInfinity: true });
const boolean = fc.boolean();
const instant = fc
  .date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());
const recipient = fc.oneof(uri, fc.constant(`${ACTIVITY_STREAMS}#Public`));
const mediaType = fc.constantFrom("text/html", "text/plain", "image/png");
const CONTEXTS: Value = fc.constantFrom<JsonValue[]>(
  ACTIVITY_STREAMS,
  [ACTIVITY_STREAMS, "https://w3id.org/security/v1"],
  [
    ACTIVITY_STREAMS,
    "https://w3id.org/security/data-integrity/v1",
    { toot: "http://joinmastodon.org/ns#", sensitive: "as:sensitive", discoverable: "toot:discoverable" },
  ],
);

/** One or several, as a list or alone. */
const some = (value: Value): Value => fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));
const typed = (type: string, terms: Terms): Value => record(terms).map((members) => ({ type, ...members }));
/** A few of the terms: Fedify's processor takes its time with each. */
const record = (terms: Terms): fc.Arbitrary<JsonObject> =>
  fc
    .tuple(
      ...Object.entries(terms).map(([term, value]) =>
        fc.oneof(
          { withCrossShrink: true },
          { weight: 4, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: value.map((given): [string, JsonValue][] => [[term, given]]) },
        ),
      ),
    )
    .map((members) => Object.fromEntries(members.flat()));

/** An object inside, of any of the types. */
function inside(depth: number, kinds: readonly VocabularyType["kind"][]): Value {
  if (depth === 0) return uri;
  const types = TYPES.filter(({ kind }) => kinds.includes(kind));
  return fc.oneof(
    uri,
    fc.constantFrom(...types).chain((type) => embedded(type, depth - 1)),
  );
}

function termsOf({ name, kind }: VocabularyType, depth: number): Terms {
  const anything = some(inside(depth, ["activity", "actor", "collection", "object"]));
  const actors = some(inside(depth, ["actor"]));
  const collection = typed("Collection", { id: uri, totalItems: count, items: some(uri) });
  const picture = typed("Image", { url: uri, mediaType, width: count, height: count });
  const size: Terms = { width: count, height: count };
  const common: Terms = {
    id: uri,
    name: text,
    nameMap: texts,
    content: text,
    contentMap: texts,
    summary: text,
    mediaType,
    sensitive: boolean,
    published: instant,
    updated: instant,
    startTime: instant,
    endTime: instant,
    duration: fc.nat(59).map((minutes) => `PT${minutes + 1}M`),
    inReplyTo: anything,
    context: anything,
    url: some(fc.oneof(uri, typed("Link", { href: uri, mediaType, hreflang: fc.constant("en"), ...size }))),
    to: some(recipient),
    cc: some(recipient),
    audience: some(recipient),
    icon: some(picture),
    image: some(picture),
    generator: anything,
    location: anything,
    preview: anything,
    replies: collection,
    likes: collection,
    shares: collection,
    source: typed("Source", { content: text, mediaType }),
    tag: some(
      fc.oneof(typed("Mention", { href: uri, name: text }), typed("Hashtag", { href: uri, name: text })),
    ),
    attachment: some(typed("Document", { url: uri, name: text, mediaType, ...size })),
  };
  switch (kind) {
    case "activity": {
      const answer = typed("Note", { name: text, replies: collection });
      const poll: Terms = { oneOf: some(answer), closed: instant };
      const activity: Terms = {
        ...common,
        target: anything,
        origin: anything,
        instrument: anything,
        result: anything,
      };
      return name === "Question" ? { ...activity, ...poll } : { ...activity, object: anything };
    }
    case "actor":
      return {
        ...common,
        attributedTo: actors,
        preferredUsername: text,
        inbox: uri,
        outbox: uri,
        followers: uri,
        following: uri,
        liked: uri,
        streams: some(uri),
        endpoints: record({ sharedInbox: uri, proxyUrl: uri }),
        discoverable: boolean,
      };
    case "collection": {
      const isOrdered = name.startsWith("Ordered");
      const page: Terms = { partOf: uri, next: uri, prev: uri, ...(isOrdered && { startIndex: count }) };
      return {
        ...common,
        totalItems: count,
        first: uri,
        last: uri,
        current: uri,
        [isOrdered ? "orderedItems" : "items"]: anything,
        ...(name.endsWith("Page") && page),
      };
    }
    case "object": {
      const own: Readonly<Record<string, Terms>> = {
        Document: size,
        Image: size,
        Video: size,
        Place: {
          latitude: float,
          longitude: float,
          altitude: float,
          radius: float,
          accuracy: float,
          units: fc.constantFrom("m", "km", "miles"),
        },
        Profile: { describes: inside(depth, ["actor"]) },
        Relationship: { subject: inside(depth, ["actor"]), object: anything, relationship: uri },
        Tombstone: { deleted: instant },
      };
      return { ...common, attributedTo: actors, ...own[name] };
    }
  }
}

const embedded = (type: VocabularyType, depth: number): fc.Arbitrary<JsonObject> =>
  record(termsOf(type, depth)).map((members) => ({ ...members, type: type.type }));

/** A document of the type that says it is `owner`'s. */
export function documentsOf(type: VocabularyType, owner: string): fc.Arbitrary<JsonObject> {
  const by = fc.constantFrom<JsonValue[]>(owner, [owner], { type: "Person", id: owner });
  return fc.tuple(CONTEXTS, embedded(type, 1), by).map(([context, members, value]) => ({
    "@context": context,
    ...members,
    [type.kind === "activity" ? "actor" : "attributedTo"]: value,
  }));
}
