// Reads what an object says about one of its collections: an id, or as much of it as is embedded (spec 03: replies).
import type { CollectionRef } from "../vocabulary/content.ts";
import { optionalIdentifier } from "./identifier.ts";
import { each, firstRecord } from "./property.ts";
import type { Read } from "./reading.ts";
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
  const items: string[] = [];
  for (const holder of page === null ? [record] : [record, page]) {
    const listed = holder["items"] ?? holder["orderedItems"];
    for (const id of each(listed, reading.limits.values, reading, optionalIdentifier)) items.push(id);
  }
  return {
    id: optionalIdentifier(record["id"], reading),
    totalItems: count(record["totalItems"]),
    first: optionalIdentifier(first, reading),
    items,
  };
};
