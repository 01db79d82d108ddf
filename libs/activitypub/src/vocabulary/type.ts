// The type names of the vocabulary, by kind (ActivityStreams vocabulary, section 3; spec 03).

/** Activity types that this vocabulary names; every other one is read as `Unknown` with its `rawType`. */
export const ACTIVITY_TYPES = [
  "Create",
  "Update",
  "Delete",
  "Follow",
  "Accept",
  "Reject",
  "Like",
  "Announce",
  "Undo",
  "Block",
  "Add",
  "Remove",
  "Flag",
  "Move",
] as const;

/** One of the named activity types. */
export type ActivityType = (typeof ACTIVITY_TYPES)[number];

/** Actor types (ActivityStreams vocabulary, section 3.2). */
export const ACTOR_TYPES = ["Person", "Service", "Application", "Group", "Organization"] as const;

/** One of the actor types. */
export type ActorType = (typeof ACTOR_TYPES)[number];

/** Object types that become a status in Mastodon, and Document, which only appears attached. */
export const CONTENT_TYPES = [
  "Note",
  "Question",
  "Article",
  "Page",
  "Image",
  "Audio",
  "Video",
  "Event",
  "Document",
] as const;

/** One of the content types. */
export type ContentType = (typeof CONTENT_TYPES)[number];

/** Collection types (ActivityStreams Core, section 5). */
export const COLLECTION_TYPES = [
  "Collection",
  "OrderedCollection",
  "CollectionPage",
  "OrderedCollectionPage",
] as const;

/** One of the collection types. */
export type CollectionType = (typeof COLLECTION_TYPES)[number];
