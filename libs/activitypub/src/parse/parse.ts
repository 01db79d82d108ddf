// The public doors of parsing: a document to a typed activity, actor or object, with the whole vocabulary.
import { ActivityPubError } from "../error.ts";
import type { Limits } from "../limits.ts";
import type { Actor } from "../vocabulary/actor.ts";
import type { Activity, ActivityStreamsObject } from "../vocabulary/entity.ts";
import { activities } from "./activity.ts";
import { actors } from "./actor.ts";
import { collections } from "./collection.ts";
import { contents } from "./content.ts";
import { ALL } from "./further.ts";
import { type Parse, parser } from "./parser.ts";
import { links, objects, tombstones } from "./plain.ts";

/**
 * Reads a document as whatever it is; look at `kind`.
 * @param input JSON text, or a JSON value parsed already (it is kept as `raw`: do not change it afterwards)
 * @param limits bounds that differ from the defaults
 * @throws ActivityPubError with a code and the JSON path of what was refused
 */
export const parse: Parse = /* @__PURE__ */ parser(
  [activities, actors, contents, collections, tombstones, objects, links],
  ALL,
);

/**
 * Reads an activity, such as what arrives in an inbox.
 * @throws ActivityPubError as `parse`; `unexpected-type` for anything else
 */
export function parseActivity(input: unknown, limits: Partial<Limits> = {}): Activity {
  const entity = parse(input, limits);
  return entity.kind === "activity" ? entity : unexpected();
}

/**
 * Reads an actor.
 * @throws ActivityPubError as `parse`; `unexpected-type` for anything else
 */
export function parseActor(input: unknown, limits: Partial<Limits> = {}): Actor {
  const entity = parse(input, limits);
  return entity.kind === "actor" ? entity : unexpected();
}

/**
 * Reads an object that is neither activity nor actor: content, a tombstone, a collection, a
 * Place or its like, a link, or one of unknown type.
 * @throws ActivityPubError as `parse`; `unexpected-type` for activities and actors
 */
export function parseObject(input: unknown, limits: Partial<Limits> = {}): ActivityStreamsObject {
  const entity = parse(input, limits);
  return entity.kind === "activity" || entity.kind === "actor" ? unexpected() : entity;
}

function unexpected(): never {
  throw new ActivityPubError("unexpected-type", "$.type");
}
