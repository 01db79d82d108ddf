// Reads collections and their pages, whole or as another object refers to them (ActivityStreams Core, section 5).
import type { JsonObject, JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { CollectionRef } from "../vocabulary/content.ts";
import type { Collection, ObjectRef } from "../vocabulary/entity.ts";
import type { CollectionType } from "../vocabulary/type.ts";
import { firstIdentifier, identifier, optionalIdentifier } from "./identifier.ts";
import { bounded, canonical, firstRecord } from "./property.ts";
import { count } from "./scalar.ts";
import type { ReadRef } from "./reference.ts";

/**
 * Reads a collection or a page.
 * @throws ActivityPubError `invalid-property`, `too-many`, and what its items throw
 */
export function readCollection(
  raw: JsonObject,
  type: CollectionType,
  path: string,
  limits: Limits,
  readRef: ReadRef,
): Collection {
  const record = canonical(raw, path);
  const first = record["first"];
  const page = firstRecord(first, `${path}.first`);
  const items: ObjectRef[] = [];
  for (const [at, holder] of [
    [path, record],
    [`${path}.first`, page],
  ] as const) {
    if (holder === null) continue;
    const key = holder["orderedItems"] === undefined ? "items" : "orderedItems";
    for (const [index, item] of bounded(holder[key], limits.values, `${at}.${key}`).entries()) {
      const ref = readRef(item, `${at}.${key}[${index}]`);
      if (ref !== null) items.push(ref);
    }
  }
  return {
    kind: "collection",
    type,
    id: identifier(record["id"], `${path}.id`, limits),
    ordered: type.startsWith("Ordered"),
    page: type.endsWith("Page"),
    attributedTo: firstIdentifier(record["attributedTo"], `${path}.attributedTo`, limits),
    totalItems: count(record["totalItems"]),
    first: optionalIdentifier(first, limits),
    last: optionalIdentifier(record["last"], limits),
    next: optionalIdentifier(record["next"], limits) ?? optionalIdentifier(page?.["next"], limits),
    prev: optionalIdentifier(record["prev"], limits),
    partOf: optionalIdentifier(record["partOf"], limits),
    items,
    raw,
  };
}

/** What an object says about one of its collections: an id, or as much of the collection as it embeds. */
export function readCollectionRef(
  value: JsonValue | undefined,
  path: string,
  limits: Limits,
): CollectionRef | null {
  const record = firstRecord(value, path);
  if (record === null) {
    const id = optionalIdentifier(value, limits);
    return id === null ? null : { id, totalItems: null, first: null, items: [] };
  }
  const first = record["first"];
  const page = firstRecord(first, `${path}.first`) ?? {};
  const items = [record["items"] ?? record["orderedItems"], page["items"] ?? page["orderedItems"]].flatMap(
    (list) => bounded(list, limits.values, path).flatMap((item) => optionalIdentifier(item, limits) ?? []),
  );
  return {
    id: optionalIdentifier(record["id"], limits),
    totalItems: count(record["totalItems"]),
    first: optionalIdentifier(first, limits),
    items,
  };
}
