// Builds collections and their pages (Activity Streams 2.0, section 4.6; ActivityPub, section 5).
import type { JsonObject } from "../json.ts";
import { withContext } from "./context.ts";
import { checkedReference, pick, type Reference } from "./record.ts";

/** A collection: give `items` when it is whole, `first` and `last` when it is in pages. */
export interface CollectionBuildInput {
  readonly id: string;
  readonly totalItems?: number | null;
  readonly first?: Reference | null;
  readonly last?: Reference | null;
  readonly items?: readonly Reference[];
  readonly attributedTo?: string | null;
  /** FEP-7888: the id of the conversation, where the collection is that of one. */
  readonly context?: string | null;
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
  for (const end of ["first", "last"] as const) {
    const page = input[end];
    if (page) checkedReference(page, `$.${end}`);
  }
  return withContext({
    ...pick(input, "id"),
    type,
    ...pick(input, "attributedTo context totalItems first last"),
    [key]: items(input.items),
  });
}

function page(type: string, key: string, input: CollectionPageInput): JsonObject {
  return withContext({
    ...pick(input, "id"),
    type,
    ...pick(input, "partOf next prev totalItems"),
    [key]: items(input.items),
  });
}

function items(list: readonly Reference[] | undefined) {
  return list?.map((item, index) => checkedReference(item, `$.items[${index}]`));
}
