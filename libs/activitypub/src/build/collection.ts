// Builds collections and their pages (ActivityStreams Core, section 5; ActivityPub, section 5).
import type { JsonObject } from "../json.ts";
import { withContext } from "./context.ts";
import { checked, embedded, record, type Reference } from "./record.ts";

/** A collection: give `items` when it is whole, `first` and `last` when it is in pages. */
export interface CollectionBuildInput {
  readonly id: string;
  readonly totalItems?: number | null;
  readonly first?: Reference | null;
  readonly last?: Reference | null;
  readonly items?: readonly Reference[];
  readonly attributedTo?: string | null;
}

/** A page of a collection. */
export interface CollectionPageInput {
  readonly id: string;
  readonly partOf: string;
  readonly items: readonly Reference[];
  readonly next?: string | null;
  readonly prev?: string | null;
  readonly totalItems?: number | null;
}

/** An OrderedCollection: newest first. @throws ActivityPubError `invalid-input` */
export function buildOrderedCollection(input: CollectionBuildInput): JsonObject {
  return collection("OrderedCollection", "orderedItems", input);
}

/** A Collection without order, such as `featuredTags`. @throws ActivityPubError `invalid-input` */
export function buildCollection(input: CollectionBuildInput): JsonObject {
  return collection("Collection", "items", input);
}

/** A page of an OrderedCollection. @throws ActivityPubError `invalid-input` */
export function buildOrderedCollectionPage(input: CollectionPageInput): JsonObject {
  return page("OrderedCollectionPage", "orderedItems", input);
}

/** A page of a Collection, such as `replies`. @throws ActivityPubError `invalid-input` */
export function buildCollectionPage(input: CollectionPageInput): JsonObject {
  return page("CollectionPage", "items", input);
}

function collection(type: string, key: string, input: CollectionBuildInput): JsonObject {
  return withContext(
    record({
      id: checked(input.id, "$.id"),
      type,
      attributedTo: input.attributedTo,
      totalItems: input.totalItems,
      first: input.first ? embedded(input.first, "$.first") : null,
      last: input.last ? embedded(input.last, "$.last") : null,
      [key]: items(input.items),
    }),
  );
}

function page(type: string, key: string, input: CollectionPageInput): JsonObject {
  return withContext(
    record({
      id: checked(input.id, "$.id"),
      type,
      partOf: checked(input.partOf, "$.partOf"),
      next: input.next,
      prev: input.prev,
      totalItems: input.totalItems,
      [key]: items(input.items),
    }),
  );
}

function items(list: readonly Reference[] | undefined) {
  return list?.map((item, index) => embedded(item, `$.items[${index}]`));
}
