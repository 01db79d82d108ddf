// Decides what a record is by its type, and reads it as that.
import type { JsonObject } from "../json.ts";
import type { Entity } from "../vocabulary/entity.ts";
import { readUnknown } from "./plain.ts";
import { typesOf } from "./property.ts";
import type { Reading } from "./reading.ts";

/**
 * Reads a record as the first of the kinds that it is of. What is of none, an embedded activity without an actor
 * and an embedded actor without an id are read as unknown: they say nothing of their own.
 */
export function readEntity(record: JsonObject, reading: Reading): Entity {
  const { kinds } = reading;
  const types = typesOf(record);
  const sent = types[0] ?? "";
  // Of several types, the one that comes first in the kinds counts.
  const type = (types.length > 1 && [...kinds.keys()].find((known) => types.includes(known))) || sent;
  const read = kinds.get(type) ?? kinds.get("");
  return read?.(record, reading, type) ?? readUnknown(record, reading, sent);
}
