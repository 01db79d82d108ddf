// Reads what an object says about one of its collections: an id, or as much of it as is embedded (spec 03: replies).
import type { JsonObject } from "../json.ts";
import type { CollectionRef } from "../vocabulary/content.ts";
import { optionalIdentifier } from "./identifier.ts";
import { each, firstRecord } from "./property.ts";
import type { Read, Reading } from "./reading.ts";
import { count } from "./scalar.ts";

/**
 * The collection as it is told here.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export const collectionRef: Read<CollectionRef> = (value, reading) => {
  const record = firstRecord(value, reading);
  if (record === null) {
    const id = optionalIdentifier(value, reading);
    return id === null ? null : { id, totalItems: null, first: null, items: [] };
  }
  const first = record["first"];
  const page = firstRecord(first, reading);
  const items = itemsOf(record, reading);
  return {
    id: optionalIdentifier(record["id"], reading),
    totalItems: count(record["totalItems"]),
    first: optionalIdentifier(first, reading),
    items: page === null ? items : [...items, ...itemsOf(page, reading)],
  };
};

function itemsOf(holder: JsonObject, reading: Reading): readonly string[] {
  const listed = holder["items"] ?? holder["orderedItems"];
  return listed === undefined ? [] : each(listed, reading.limits.values, reading, optionalIdentifier);
}
