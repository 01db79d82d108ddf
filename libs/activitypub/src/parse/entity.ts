// Decides what a record is by its type, and hands it to the reader for that.
import type { JsonObject, JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Entity, Tombstone, UnknownObject } from "../vocabulary/entity.ts";
import {
  ACTOR_TYPES,
  type ActorType,
  COLLECTION_TYPES,
  CONTENT_TYPES,
  type CollectionType,
  type ContentType,
} from "../vocabulary/type.ts";
import { isActivityType, readActivity } from "./activity.ts";
import { readActor } from "./actor.ts";
import { readCollection } from "./collection.ts";
import { readContent } from "./content.ts";
import { pageOf, readLinks } from "./link.ts";
import { identifier, optionalIdentifier } from "./identifier.ts";
import { canonical, typesOf } from "./property.ts";
import { instant, text } from "./scalar.ts";
import { referenceReader } from "./reference.ts";

// Further activity types that are sent; they are read as `Unknown`.
const OTHER_ACTIVITIES = new Set([
  "Activity", "Arrive", "Dislike", "Ignore", "Invite", "Join", "Leave", "Listen", "Offer", "Read", "TentativeAccept",
  "TentativeReject", "Travel", "View", "EmojiReact", "QuoteRequest", "LikeRequest", "ReplyRequest", "AnnounceRequest",
]); // prettier-ignore

/**
 * Reads a record as whatever it is. An embedded activity without an actor is read as unknown: its id can be matched,
 * but it says nothing of its own.
 * @throws ActivityPubError as the reader of its type does
 */
export function readEntity(record: JsonObject, path: string, limits: Limits): Entity {
  const types = typesOf(record);
  const readRef = referenceReader(readEntity, limits);
  const activity = types.find(isActivityType) ?? types.find((type) => OTHER_ACTIVITIES.has(type));
  if (activity !== undefined && (path === "$" || present(record, "actor")))
    return readActivity(record, activity, path, limits, readRef);
  const actor = types.find(isActorType);
  if (actor !== undefined) return readActor(record, actor, path, limits);
  const content = types.find(isContentType);
  if (content !== undefined) return readContent(record, content, path, limits);
  const collection = types.find(isCollectionType);
  if (collection !== undefined) return readCollection(record, collection, path, limits, readRef);
  if (types.includes("Tombstone")) return readTombstone(record, path, limits);
  const type = types[0];
  if (type !== undefined && present(record, "actor") && present(record, "object"))
    return readActivity(record, type, path, limits, readRef);
  return readUnknown(record, type ?? null, path, limits);
}

function present(record: JsonObject, property: string): boolean {
  const value: JsonValue | undefined = canonical(record, "$")[property];
  return value !== undefined && value !== null;
}

function isActorType(type: string): type is ActorType {
  return (ACTOR_TYPES as readonly string[]).includes(type);
}

function isContentType(type: string): type is ContentType {
  return (CONTENT_TYPES as readonly string[]).includes(type);
}

function isCollectionType(type: string): type is CollectionType {
  return (COLLECTION_TYPES as readonly string[]).includes(type);
}

function readTombstone(raw: JsonObject, path: string, limits: Limits): Tombstone {
  const record = canonical(raw, path);
  return {
    kind: "tombstone",
    type: "Tombstone",
    id: identifier(record["id"], `${path}.id`, limits),
    formerType: text(record["formerType"]),
    deleted: instant(record["deleted"]),
    published: instant(record["published"]),
    updated: instant(record["updated"]),
    raw,
  };
}

function readUnknown(raw: JsonObject, type: string | null, path: string, limits: Limits): UnknownObject {
  const record = canonical(raw, path);
  return {
    kind: "unknown",
    type,
    id: identifier(record["id"], `${path}.id`, limits),
    attributedTo: optionalIdentifier(record["attributedTo"], limits),
    name: text(record["name"]),
    url: pageOf(readLinks(record["href"] ?? record["url"], `${path}.url`, limits)),
    raw,
  };
}
