// Reads a property whose value is an id or an embedded object (Activity Streams 2.0, section 4.4).
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { ObjectRef } from "../vocabulary/entity.ts";
import { readEntity } from "./entity.ts";
import { identifier } from "./identifier.ts";
import { listOf, many } from "./property.ts";
import type { Read, Reading } from "./reading.ts";

/**
 * Reads a reference; null for an anonymous one. A record with only an id is a reference by id.
 * @throws ActivityPubError `invalid-property`, and what an embedded object throws
 */
export const reference: Read<ObjectRef> = (value, reading) => {
  if (isRecord(value) && !isBare(value)) return { kind: "object", value: readEntity(value, reading) };
  const uri = identifier(value, reading);
  return uri === null ? null : { kind: "uri", uri };
};

/**
 * The first value of a property as a reference.
 * @throws ActivityPubError as `reference`
 */
export const firstReference: Read<ObjectRef> = (value, reading) => reference(many(value)[0] ?? null, reading);

/**
 * All values of a property.
 * @throws ActivityPubError `too-many`, and as `reference`
 */
export const allReferences = /* @__PURE__ */ listOf("objects", reference);

/**
 * All values of a property that decorates; one that cannot be read is left out.
 * @throws ActivityPubError `too-many`
 */
export const references = /* @__PURE__ */ listOf("entries", tolerant);

function tolerant(value: JsonValue, reading: Reading): ObjectRef | null {
  try {
    return reference(value, reading);
  } catch (error) {
    if (!(error instanceof ActivityPubError) || error.kind !== "input") throw error;
    return null;
  }
}

// A record with only an id.
function isBare(record: JsonObject): boolean {
  return record["id"] !== undefined && Object.keys(record).length === 1;
}

/**
 * The id of a reference: the URI, or the embedded object's own id.
 * @returns null for an embedded object without one
 */
export function idOf(ref: ObjectRef | null): string | null {
  if (ref === null) return null;
  return ref.kind === "uri" ? ref.uri : ref.value.id;
}
