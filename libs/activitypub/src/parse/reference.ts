// Reads a property whose value is an id or an embedded object (Activity Streams 2.0, section 4.4).
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Entity, ObjectRef } from "../vocabulary/entity.ts";
import { identifier } from "./identifier.ts";

/** Reads an embedded record as whatever its type says. */
export type ReadEntity = (record: JsonObject, path: string, limits: Limits) => Entity;
/** Reads a value as a reference; null when there is none. */
export type ReadRef = (value: JsonValue | undefined, path: string) => ObjectRef | null;

/** A reader of references that hands embedded records to `readEntity`. A record with only an id is a reference. */
export function referenceReader(readEntity: ReadEntity, limits: Limits): ReadRef {
  return (value, path) => {
    if (value === undefined || value === null) return null;
    if (!isRecord(value) || isBare(value)) {
      const uri = identifier(value, path, limits);
      return uri === null ? null : { kind: "uri", uri };
    }
    return { kind: "object", value: readEntity(value, path, limits) };
  };
}

function isBare(record: JsonObject): boolean {
  const keys = Object.keys(record);
  return keys.length === 1 && (keys[0] === "id" || keys[0] === "@id");
}

/**
 * The id of a reference: the URI, or the embedded object's own id.
 * @returns null for an embedded object without one
 */
export function idOf(ref: ObjectRef | null): string | null {
  if (ref === null) return null;
  return ref.kind === "uri" ? ref.uri : ref.value.id;
}

/** Refuses a record whose type is none of those expected. */
export function unexpectedType(expected: string, path: string): never {
  throw new ActivityPubError("unexpected-type", `${path}.type`, `Not ${expected}`);
}
