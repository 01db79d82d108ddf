// Reads activities: type, actor, object, target, addressing (ActivityStreams Core, section 4.2; ActivityPub, section 7).
import { ActivityPubError } from "../error.ts";
import type { JsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Activity } from "../vocabulary/entity.ts";
import { ACTIVITY_TYPES, type ActivityType } from "../vocabulary/type.ts";
import { readAudience } from "./audience.ts";
import { identifier, optionalIdentifier } from "./identifier.ts";
import { bounded, canonical, many } from "./property.ts";
import { instant, text } from "./scalar.ts";
import type { ReadRef } from "./reference.ts";

const NAMED: ReadonlySet<string> = new Set(ACTIVITY_TYPES);
// All these act on something (ActivityPub, section 6, and Mastodon for Flag and Move).
const NEEDS_OBJECT = NAMED;

/**
 * Reads an activity.
 * @throws ActivityPubError `missing-property` (actor; object of a named type; target of Move), `invalid-property`,
 *   `too-many`, `redefined-term`, and what an embedded object throws
 */
export function readActivity(
  raw: JsonObject,
  rawType: string,
  path: string,
  limits: Limits,
  readRef: ReadRef,
): Activity {
  const record = canonical(raw, path);
  const actors = many(record["actor"]);
  const actor = identifier(actors[0], `${path}.actor`, limits);
  if (actor === null)
    throw new ActivityPubError("missing-property", `${path}.actor`, "An activity needs an actor");
  if (actors.length > 1)
    throw new ActivityPubError("invalid-property", `${path}.actor`, "An activity has one actor here");
  const listed = Array.isArray(record["object"]);
  const objects = bounded(record["object"], limits.objects, `${path}.object`).flatMap(
    (entry, index) => readRef(entry, listed ? `${path}.object[${index}]` : `${path}.object`) ?? [],
  );
  if (objects.length === 0 && NEEDS_OBJECT.has(rawType))
    throw new ActivityPubError("missing-property", `${path}.object`, `${rawType} needs an object`);
  const target = readRef(many(record["target"])[0], `${path}.target`);
  if (target === null && rawType === "Move")
    throw new ActivityPubError("missing-property", `${path}.target`, "Move needs a target");
  return {
    kind: "activity",
    type: isActivityType(rawType) ? rawType : "Unknown",
    rawType,
    id: identifier(record["id"], `${path}.id`, limits),
    actor,
    object: objects[0] ?? null,
    objects,
    target,
    instrument: readRef(many(record["instrument"])[0], `${path}.instrument`),
    result: optionalIdentifier(record["result"], limits),
    ...readAudience(record, path, limits),
    published: instant(record["published"]),
    content: text(record["content"]),
    summary: text(record["summary"]),
    raw,
  };
}

/** True for the activity types that this vocabulary names. */
export function isActivityType(type: string): type is ActivityType {
  return NAMED.has(type);
}
