// Reads actors with Mastodon's profile properties (ActivityPub, section 4.1; spec 03: Profile Properties).
import type { JsonObject } from "../json.ts";
import type { ActorFields, Endpoints, PropertyValue } from "../vocabulary/actor.ts";
import type { Tags } from "../vocabulary/tag.ts";
import { ACTOR_TYPES, type ActorType } from "../vocabulary/type.ts";
import { firstIdentifier, identifiers, optionalIdentifier, webUrl } from "./identifier.ts";
import { multikeys, publicKeys } from "./key.ts";
import { type Kind, kindOf } from "./kind.ts";
import { at, each, eachRecord, firstRecord, isAbsent, typesOf } from "./property.ts";
import { readProperties, type Writable } from "./properties.ts";
import { type Readers, readersOf } from "./readers.ts";
import { refuse, type Read } from "./reading.ts";
import { flag, text, texts } from "./scalar.ts";

const endpoints: Read<Endpoints> = (value, reading) => {
  const record = firstRecord(value, reading);
  if (record === null) return null;
  const found: Record<string, string> = {};
  for (const name of ["proxyUrl", "oauthAuthorizationEndpoint", "oauthTokenEndpoint", "provideClientKey", "signClientKey", "uploadMedia"]) {
    const url = optionalIdentifier(record[name], reading);
    if (url !== null) found[name] = url;
  }
  return { ...found, sharedInbox: at(record, "sharedInbox", reading, firstIdentifier) };
}; // prettier-ignore

const fields: Read<readonly PropertyValue[]> = (value, reading) =>
  eachRecord(value, reading.limits.attachments, reading, (field) => {
    const name = text(field["name"]);
    const content = text(field["value"]);
    return !typesOf(field).includes("PropertyValue") || name === null || content === null
      ? null
      : { name, value: content };
  });
const urls: Read<readonly string[]> = (value, reading) =>
  each(value, reading.limits.entries, reading, webUrl);

const READERS: Readers = /* @__PURE__ */ readersOf<ActorFields>([
  [fields, "attachment=fields"],
  [publicKeys, "publicKey=publicKeys"],
  [multikeys, "assertionMethod=assertionMethods"],
  [text, "preferredUsername", "webfinger"],
  [
    firstIdentifier,
    "inbox",
    "outbox",
    "followers",
    "following",
    "liked",
    "featured",
    "featuredTags",
    "movedTo",
  ],
  [flag, "manuallyApprovesFollowers", "discoverable", "indexable", "suspended", "memorial"],
  [identifiers, "alsoKnownAs", "streams"],
  [texts, "attributionDomains"],
  [urls, "gateways"],
  [endpoints, "endpoints"],
]);

const NONE: readonly never[] = [];
const NO_TAGS: Tags = { mentions: NONE, hashtags: NONE, emojis: NONE };

/** Actors. Their id and endpoints must be right or (all but the id) absent. */
export const actors: Kind = /* @__PURE__ */ kindOf(ACTOR_TYPES, (type, raw, record, reading) => {
  if (isAbsent(record, "id")) {
    if (reading.path.length === 0) refuse("missing-property", reading, "id");
    return null;
  }
  const actor: Writable<ActorFields> = readProperties(record, empty(type, raw), reading, READERS);
  actor.emojis = actor.tags.emojis;
  // Misskey also sends it on the actor itself.
  if (actor.endpoints.sharedInbox === null)
    actor.endpoints = {
      ...actor.endpoints,
      sharedInbox: at(record, "sharedInbox", reading, firstIdentifier),
    };
  return actor;
});

function empty(type: ActorType, raw: JsonObject): ActorFields {
  return {
    kind: "actor",
    type,
    id: "",
    preferredUsername: null,
    name: null,
    nameMap: null,
    summary: null,
    summaryMap: null,
    url: null,
    icon: null,
    image: null,
    inbox: null,
    outbox: null,
    followers: null,
    following: null,
    liked: null,
    featured: null,
    featuredTags: null,
    endpoints: { sharedInbox: null },
    publicKeys: NONE,
    assertionMethods: NONE,
    manuallyApprovesFollowers: false,
    discoverable: null,
    indexable: null,
    suspended: false,
    memorial: false,
    alsoKnownAs: NONE,
    movedTo: null,
    fields: NONE,
    tags: NO_TAGS,
    emojis: NONE,
    published: null,
    updated: null,
    webfinger: null,
    attributionDomains: NONE,
    raw,
  };
}
