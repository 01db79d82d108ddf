// Gives back what was parsed.
import type { JsonObject } from "../json.ts";
import type { Entity } from "../vocabulary/entity.ts";

/** The JSON that a parsed value came from: nothing is lost, nothing added. */
export function serialize(entity: Entity): JsonObject {
  return entity.raw;
}
