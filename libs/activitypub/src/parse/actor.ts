// Reads actors with Mastodon's profile properties (ActivityPub, section 4.1; spec 03: Profile Properties).
import type { JsonObject } from "../json.ts";
import type { Actor, ActorFields, Endpoints, PropertyValue } from "../vocabulary/actor.ts";
import { ACTOR_TYPES, type ActorType } from "../vocabulary/type.ts";
import { firstIdentifier, identifier, identifiers, optionalIdentifier, webUrl } from "./identifier.ts";
import { multikeys, publicKeys } from "./key.ts";
import { type Kind, kindOf } from "./kind.ts";
import { complete, firstRecord, has, NONE, recordsOf } from "./property.ts";
import { fieldsOf, SHARED, type Writable } from "./properties.ts";
import { type Read, type Reading, within } from "./reading.ts";
import { flag, text, texts } from "./scalar.ts";

const sharedInbox: Read<string> = (value, reading) =>
  within("sharedInbox", firstIdentifier, firstRecord(value)?.["sharedInbox"] ?? null, reading);

const fields = /* @__PURE__ */ recordsOf<PropertyValue>(
  "attachments",
  (field) => complete({ name: text(field["name"]), value: text(field["value"]) }),
  "PropertyValue",
);

const read = /* @__PURE__ */ fieldsOf<ActorFields>(
  "actor",
  "url emojis endpoints",
  /* @__PURE__ */ SHARED.concat([
    [identifier, "id", ""],
    [webUrl, "icon"],
    [fields, "attachment=fields", NONE],
    [publicKeys, "publicKey=publicKeys", NONE],
    [multikeys, "assertionMethod=assertionMethods", NONE],
    [text, "preferredUsername webfinger"],
    [firstIdentifier, "inbox outbox followers following liked featured featuredTags movedTo"],
    [flag, "manuallyApprovesFollowers suspended memorial", false],
    [flag, "discoverable indexable"],
    [identifiers, "alsoKnownAs", NONE],
    [texts, "attributionDomains", NONE],
  ]),
);

/**
 * Actors of these types; of their endpoints, the shared inbox. Their id and addresses must be right or (all but the id)
 * absent.
 */
export function actorsOf(types: readonly ActorType[]): Kind {
  return kindOf(types, readActor);
}

const CLIENT_ENDPOINTS = [
  "proxyUrl",
  "oauthAuthorizationEndpoint",
  "oauthTokenEndpoint",
  "provideClientKey",
  "signClientKey",
  "uploadMedia",
] as const;

/** Actors of every type, with all their endpoints. */
export const actors: Kind = /* @__PURE__ */ kindOf(ACTOR_TYPES, (record, reading, type) => {
  const actor = readActor(record, reading, type);
  if (actor === null) return null;
  const endpoints: Writable<Endpoints> = { ...actor.endpoints };
  for (const name of CLIENT_ENDPOINTS) {
    const uri = optionalIdentifier(firstRecord(record["endpoints"])?.[name], reading);
    if (uri !== null) endpoints[name] = uri;
  }
  return { ...actor, endpoints };
});

function readActor(record: JsonObject, reading: Reading, type: ActorType): Writable<Actor> | null {
  if (!has(record, "id", reading)) return null;
  const actor = read(record, reading, type);
  actor.emojis = actor.tags.emojis;
  // Misskey also sends it on the actor itself.
  const inbox =
    within("endpoints", sharedInbox, record["endpoints"] ?? null, reading) ?? sharedInbox(record, reading);
  actor.endpoints = { sharedInbox: inbox };
  return actor;
}
