// Reads activities: type, actor, object, target, addressing (ActivityStreams Core, section 4.2; ActivityPub, section 7).
import type { JsonObject } from "../json.ts";
import type { Activity, ActivityFields, ObjectRef } from "../vocabulary/entity.ts";
import { ACTIVITY_TYPES, type ActivityType } from "../vocabulary/type.ts";
import { firstIdentifier, optionalIdentifier } from "./identifier.ts";
import { type Kind, kindOf } from "./kind.ts";
import { at, isAbsent, many, typesOf } from "./property.ts";
import { readProperties } from "./properties.ts";
import { refuse, type Reading } from "./reading.ts";
import { allReferences, firstReference } from "./reference.ts";

const NOBODY: readonly string[] = [];
const NOTHING: readonly ObjectRef[] = [];
// Create to Move act on something (ActivityPub, section 6, and Mastodon for Flag and Move).
const NEED_OBJECT = 14;

/** Activities of the named types, and of any other that has an actor and an object. */
export const activities: Kind = /* @__PURE__ */ kindOf(
  ACTIVITY_TYPES,
  (type, raw, record, reading) =>
    reading.path.length > 0 && isAbsent(record, "actor")
      ? null
      : readActivity(type, type, raw, record, reading),
  readOther,
);

function readOther(raw: JsonObject, record: JsonObject, reading: Reading): Activity | null {
  const [type] = typesOf(raw);
  return type === undefined || isAbsent(record, "actor") || isAbsent(record, "object")
    ? null
    : readActivity("Unknown", type, raw, record, reading);
}

function needsObject(type: ActivityType | "Unknown"): boolean {
  const index = (ACTIVITY_TYPES as readonly string[]).indexOf(type);
  return index >= 0 && index < NEED_OBJECT;
}

/**
 * Reads an activity.
 * @throws ActivityPubError `missing-property` (actor; object of what Mastodon sends; target of Move),
 *   `invalid-property`, `too-many`, and what an embedded object throws
 */
function readActivity(
  type: ActivityType | "Unknown",
  rawType: string,
  raw: JsonObject,
  record: JsonObject,
  reading: Reading,
): Activity {
  const actor = at(record, "actor", reading, firstIdentifier);
  if (actor === null) refuse("missing-property", reading, "actor");
  if (many(record["actor"]).length > 1) refuse("invalid-property", reading, "actor");
  const objects = at(record, "object", reading, allReferences) ?? NOTHING;
  if (objects.length === 0 && needsObject(type)) refuse("missing-property", reading, "object");
  const target = at(record, "target", reading, firstReference);
  if (target === null && type === "Move") refuse("missing-property", reading, "target");
  const fields: ActivityFields = {
    kind: "activity",
    type,
    rawType,
    id: null,
    actor,
    object: objects[0] ?? null,
    objects,
    target,
    instrument: at(record, "instrument", reading, firstReference),
    result: optionalIdentifier(record["result"], reading),
    to: NOBODY,
    cc: NOBODY,
    bto: NOBODY,
    bcc: NOBODY,
    audience: NOBODY,
    published: null,
    content: null,
    summary: null,
    raw,
  };
  return readProperties(record, fields, reading);
}
