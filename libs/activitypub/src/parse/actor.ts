// Reads actors with Mastodon's profile properties (ActivityPub, section 4.1; spec 03: Profile Properties).
import type { ActorFields, Endpoints, PropertyValue } from "../vocabulary/actor.ts";
import { ACTOR_TYPES, type ActorType } from "../vocabulary/type.ts";
import { firstIdentifier, identifier, identifiers, optionalIdentifier, webUrl } from "./identifier.ts";
import { multikeys, publicKeys } from "./key.ts";
import { type Kind, kindOf } from "./kind.ts";
import { complete, each, eachRecord, firstRecord, has } from "./property.ts";
import { fieldsOf, fill, NONE, SHARED } from "./properties.ts";
import { type Readers, tableOf } from "./readers.ts";
import type { Read } from "./reading.ts";
import { flag, text, texts } from "./scalar.ts";

const ENDPOINTS = /* @__PURE__ */ tableOf([
  [firstIdentifier, null, "sharedInbox"],
  [
    optionalIdentifier,
    undefined,
    "proxyUrl oauthAuthorizationEndpoint oauthTokenEndpoint provideClientKey signClientKey uploadMedia",
  ],
]);
const NO_ENDPOINTS: Endpoints = { sharedInbox: null };

const endpoints: Read<Endpoints> = (value, reading) =>
  fill(firstRecord(value) ?? {}, { ...NO_ENDPOINTS }, reading, ENDPOINTS);

const fields: Read<readonly PropertyValue[]> = (value, reading) =>
  eachRecord(
    value,
    reading.limits.attachments,
    reading,
    (field) => complete({ name: text(field["name"]), value: text(field["value"]) }),
    "PropertyValue",
  );
const urls: Read<readonly string[]> = (value, reading) =>
  each(value, reading.limits.entries, reading, webUrl);

const READERS: Readers = [
  [identifier, "", "id"],
  [webUrl, null, "icon"],
  [fields, NONE, "attachment=fields"],
  [publicKeys, NONE, "publicKey=publicKeys"],
  [multikeys, NONE, "assertionMethod=assertionMethods"],
  [text, null, "preferredUsername webfinger"],
  [firstIdentifier, null, "inbox outbox followers following liked featured featuredTags movedTo"],
  [flag, false, "manuallyApprovesFollowers suspended memorial"],
  [flag, null, "discoverable indexable"],
  [identifiers, NONE, "alsoKnownAs"],
  [identifiers, undefined, "streams"],
  [texts, NONE, "attributionDomains"],
  [urls, undefined, "gateways"],
  [endpoints, NO_ENDPOINTS, "endpoints"],
]; // prettier-ignore
const read = /* @__PURE__ */ fieldsOf<ActorFields>("actor", "url emojis", SHARED, READERS);

/** Actors of these types. Their id and endpoints must be right or (all but the id) absent. */
export function actorsOf(types: readonly ActorType[]): Kind {
  return kindOf(types, (record, reading, type) => {
    if (!has(record, "id", reading)) return null;
    const actor = read(record, reading, type);
    actor.emojis = actor.tags.emojis;
    // Misskey also sends it on the actor itself.
    if (actor.endpoints.sharedInbox === null)
      actor.endpoints = fill(record, { ...actor.endpoints }, reading, ENDPOINTS);
    return actor;
  });
}

/** Actors of every type. */
export const actors: Kind = /* @__PURE__ */ actorsOf(ACTOR_TYPES);
