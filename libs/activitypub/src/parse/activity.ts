// Reads activities: type, actor, object, target, addressing (ActivityStreams Core, section 4.2; ActivityPub, section 7).
import { refuse } from "../error.ts";
import type { JsonObject } from "../json.ts";
import type { Activity, ActivityFields } from "../vocabulary/entity.ts";
import { ACTIVITY_TYPES, type ActivityType } from "../vocabulary/type.ts";
import { firstIdentifier, optionalIdentifier } from "./identifier.ts";
import { type Kind, kindOf, kindsOf } from "./kind.ts";
import { has, isAbsent, many, NONE } from "./property.ts";
import { AUDIENCE, fieldsOf } from "./properties.ts";
import { type Read, type Reading } from "./reading.ts";
import { allReferences, firstReference } from "./reference.ts";

const onlyIdentifier: Read<string> = (value, reading) =>
  many(value).length > 1 ? refuse("invalid-property") : firstIdentifier(value, reading);

const read = /* @__PURE__ */ fieldsOf<ActivityFields>(
  "activity",
  "rawType id object published content summary",
  /* @__PURE__ */ AUDIENCE.concat([
    [onlyIdentifier, "actor", ""],
    [allReferences, "object=objects", NONE],
    [firstReference, "target instrument"],
    [optionalIdentifier, "result"],
  ]),
);

// Create to Move act on something (ActivityPub, section 6, and Mastodon for Flag and Move).
const ACTING = /* @__PURE__ */ ACTIVITY_TYPES.slice(0, 14);

/** Activities of these types, all of which act on an object. */
export function activitiesOf(types: readonly ActivityType[]): Kind {
  return kindOf(types, readActing);
}

/** Activities of the named types, and of any other that has an actor and an object. */
export const activities: Kind = /* @__PURE__ */ kindsOf([
  /* @__PURE__ */ kindOf(ACTIVITY_TYPES, readActivity),
  /* @__PURE__ */ activitiesOf(ACTING),
  /* @__PURE__ */ kindOf(["Move"], (record, reading, type) => {
    const move = readActing(record, reading, type);
    if (move?.target === null) refuse("missing-property", "$.target");
    return move;
  }),
  /* @__PURE__ */ kindOf([""], (record, reading, type: string) =>
    type === "" || isAbsent(record, "actor") || isAbsent(record, "object")
      ? null
      : readActivity(record, reading, "Unknown", type),
  ),
]);

function readActing(record: JsonObject, reading: Reading, type: ActivityType): Activity | null {
  const activity = readActivity(record, reading, type);
  if (activity?.object === null) refuse("missing-property", "$.object");
  return activity;
}

/**
 * Reads an activity; null when one that is embedded has no actor.
 * @throws ActivityPubError `missing-property` (actor), `invalid-property`, `too-many`, and what an embedded object throws
 */
function readActivity(
  record: JsonObject,
  reading: Reading,
  type: ActivityType | "Unknown",
  rawType: string = type,
): Activity | null {
  if (!has(record, "actor", reading)) return null;
  const activity = read(record, reading, type);
  activity.rawType = rawType;
  if (activity.actor === "") refuse("missing-property", "$.actor");
  activity.object = activity.objects[0] ?? null;
  return activity;
}
