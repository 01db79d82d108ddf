// Reads collections and their pages (ActivityStreams Core, section 5; FEP-7888 for those of a conversation).
import type { JsonObject } from "../json.ts";
import type { CollectionFields } from "../vocabulary/entity.ts";
import { COLLECTION_TYPES } from "../vocabulary/type.ts";
import { optionalIdentifier } from "./identifier.ts";
import { type Kind, kindOf } from "./kind.ts";
import { at, firstRecord, listOf } from "./property.ts";
import { fieldsOf } from "./properties.ts";
import type { Reading } from "./reading.ts";
import { reference } from "./reference.ts";

const read = /* @__PURE__ */ fieldsOf<CollectionFields>(
  "collection",
  "id attributedTo totalItems first last next prev partOf",
);

/** Collections and their pages; what stands on an embedded first page is read as if it stood on the collection. */
export const collections: Kind = /* @__PURE__ */ kindOf(COLLECTION_TYPES, (record, reading, type) => {
  const first = firstRecord(record["first"]) ?? {};
  const collection = read(record, reading, type);
  collection.ordered = type.startsWith("Ordered");
  collection.page = type.endsWith("Page");
  collection.items = [
    ...itemsOf(record, reading),
    ...(at(record, "first", reading, () => itemsOf(first, reading)) ?? []),
  ];
  collection.next ??= optionalIdentifier(first["next"], reading);
  return collection;
});

const items = /* @__PURE__ */ listOf("values", reference);

function itemsOf(holder: JsonObject, reading: Reading) {
  const key = holder["orderedItems"] === undefined ? "items" : "orderedItems";
  return at(holder, key, reading, items) ?? [];
}
