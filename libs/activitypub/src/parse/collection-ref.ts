// Reads what an object says about one of its collections: an id, or as much of it as is embedded (spec 03: replies).
import type { JsonObject } from "../json.ts";
import type { CollectionRef } from "../vocabulary/content.ts";
import { optionalIdentifier } from "./identifier.ts";
import { firstRecord, listOf } from "./property.ts";
import type { Read, Reading } from "./reading.ts";
import { count } from "./scalar.ts";

/**
 * The collection as it is told here.
 * @throws ActivityPubError `too-many`
 */
export const collectionRef: Read<CollectionRef> = (value, reading) => {
  const collection = firstRecord(value);
  const id = optionalIdentifier(value, reading);
  return collection === undefined && id === null
    ? null
    : {
        id,
        totalItems: count(collection?.["totalItems"]),
        first: optionalIdentifier(collection?.["first"], reading),
        items: idsOf(collection, reading).concat(idsOf(firstRecord(collection?.["first"]), reading)),
      };
};

function idsOf(holder: JsonObject | undefined, reading: Reading): readonly string[] {
  return ids(holder?.["items"] ?? holder?.["orderedItems"], reading);
}

const ids = /* @__PURE__ */ listOf("values", optionalIdentifier);
