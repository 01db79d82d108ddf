// The type names of the vocabulary, by kind (ActivityStreams vocabulary, section 3; spec 03; the FEPs named below).

/**
 * Activity types: those of ActivityStreams but Question (which is content, as Mastodon has it); EmojiReact of FEP-c0e0;
 * QuoteRequest of FEP-044f and its siblings of GoToSocial. An activity of another type is read as `Unknown`.
 */
export const ACTIVITY_TYPES = [
  "Create", "Update", "Delete", "Follow", "Accept", "Reject", "Like", "Announce", "Undo", "Block", "Add", "Remove", "Flag",
  "Move", "Activity", "Arrive", "Dislike", "Ignore", "Invite", "Join", "Leave", "Listen", "Offer", "Read",
  "TentativeAccept", "TentativeReject", "Travel", "View", "EmojiReact", "QuoteRequest", "LikeRequest", "ReplyRequest",
  "AnnounceRequest",
] as const; // prettier-ignore

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

/** Collection types (Activity Streams 2.0, section 4.6). */
export const COLLECTION_TYPES = [
  "Collection",
  "OrderedCollection",
  "CollectionPage",
  "OrderedCollectionPage",
] as const;

/** One of the collection types. */
export type CollectionType = (typeof COLLECTION_TYPES)[number];

/** Links, which are no objects (Activity Streams 2.0, section 4.2); Hashtag is Mastodon's. */
export const LINK_TYPES = ["Link", "Mention", "Hashtag"] as const;

/** One of the link types. */
export type LinkType = (typeof LINK_TYPES)[number];

/**
 * Object types that are neither content nor actor: those of ActivityStreams; Emoji and PropertyValue of Mastodon;
 * ChatMessage of Pleroma; authorisations of FEP-044f and GoToSocial, whose context calls LikeAuthorization LikeApproval.
 */
export const OBJECT_TYPES = [
  "Object", "Place", "Profile", "Relationship", "Emoji", "PropertyValue", "ChatMessage", "QuoteAuthorization",
  "LikeAuthorization", "LikeApproval", "ReplyAuthorization", "AnnounceAuthorization",
] as const; // prettier-ignore

/** One of the other object types. */
export type ObjectType = (typeof OBJECT_TYPES)[number];
