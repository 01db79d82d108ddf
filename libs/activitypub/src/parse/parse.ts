// The public doors of parsing: a document to a typed activity, actor or object.
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";
import type { JsonObject } from "../json.ts";
import type { Actor } from "../vocabulary/actor.ts";
import type { Activity, ActivityStreamsObject, Entity } from "../vocabulary/entity.ts";
import { readDocument } from "./document.ts";
import { readEntity } from "./entity.ts";
import { unexpectedType } from "./reference.ts";

/**
 * Reads a document as whatever it is; look at `kind`.
 * @param input JSON text, or a JSON value parsed already (it is kept as `raw`: do not change it afterwards)
 * @param limits bounds that differ from the defaults
 * @throws ActivityPubError with a code and the JSON path of what was refused
 */
export function parse(input: unknown, limits: Partial<Limits> = {}): Entity {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  return readEntity(readDocument(input, bounds), "$", bounds);
}

/**
 * Reads an activity, such as what arrives in an inbox.
 * @throws ActivityPubError as `parse`; `unexpected-type` for anything else
 */
export function parseActivity(input: unknown, limits: Partial<Limits> = {}): Activity {
  const entity = parse(input, limits);
  return entity.kind === "activity" ? entity : unexpectedType("an activity", "$");
}

/**
 * Reads an actor.
 * @throws ActivityPubError as `parse`; `unexpected-type` for anything else
 */
export function parseActor(input: unknown, limits: Partial<Limits> = {}): Actor {
  const entity = parse(input, limits);
  return entity.kind === "actor" ? entity : unexpectedType("an actor", "$");
}

/**
 * Reads an object that is neither activity nor actor: content, a tombstone, a collection, or one of unknown type.
 * @throws ActivityPubError as `parse`; `unexpected-type` for activities and actors
 */
export function parseObject(input: unknown, limits: Partial<Limits> = {}): ActivityStreamsObject {
  const entity = parse(input, limits);
  return entity.kind === "activity" || entity.kind === "actor" ? unexpectedType("an object", "$") : entity;
}

/** The JSON that a parsed value came from: nothing is lost, nothing added. */
export function serialize(entity: Entity): JsonObject {
  return entity.raw;
}
