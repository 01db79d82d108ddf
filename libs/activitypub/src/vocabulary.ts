// The typed shapes that parsing gives: activities, actors, content, tombstones, collections, and the rest.
import type { JsonObject } from "./json.ts";

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

/** Text by language tag (BCP 47), as `contentMap` and its like carry it. */
export type LanguageMap = Readonly<Record<string, string>>;

/** Fields that every parsed value has. */
interface Parsed {
  /** The JSON it was read from, untouched, unknown terms included. */
  readonly raw: JsonObject;
}

/** Whom a thing is addressed to (ActivityPub, section 5.6 and 6). Public is always its full URI here. */
export interface Audience {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bto: readonly string[];
  readonly bcc: readonly string[];
  readonly audience: readonly string[];
}

/** A mention in `tag`. */
export interface Mention {
  /** The actor's id. */
  readonly href: string;
  /** As written: `@alice` or `@alice@host.example`. */
  readonly name: string | null;
}

/** A hashtag in `tag`. */
export interface Hashtag {
  /** Without its `#`, case as sent. */
  readonly name: string;
  readonly href: string | null;
}

/** A custom emoji in `tag`. */
export interface Emoji {
  readonly id: string | null;
  /** Without its colons. */
  readonly shortcode: string;
  /** The image. */
  readonly url: string;
  readonly mediaType: string | null;
  readonly updated: number | null;
}

/** What `tag` held, by kind. Tags of other kinds stay in `raw`. */
export interface Tags {
  readonly mentions: readonly Mention[];
  readonly hashtags: readonly Hashtag[];
  readonly emojis: readonly Emoji[];
}

/** A link with its media type, as `url` may hold several of. */
export interface Link {
  readonly href: string;
  readonly mediaType: string | null;
  readonly rel: readonly string[];
  readonly width: number | null;
  readonly height: number | null;
}

/** A piece of media, or a link, in `attachment`. */
export interface Attachment {
  /** Document, Image, Audio, Video, Link, or another type as sent. */
  readonly type: string;
  readonly mediaType: string | null;
  readonly url: string;
  /** The description for those who cannot see it. */
  readonly name: string | null;
  readonly blurhash: string | null;
  /** x and y, each from -1 to 1. */
  readonly focalPoint: readonly [number, number] | null;
  readonly width: number | null;
  readonly height: number | null;
  /** A smaller picture of it. */
  readonly thumbnail: string | null;
  readonly sensitive: boolean | null;
}

/** What an object tells about a collection it points to or embeds (`replies`, `likes`, `shares`). */
export interface CollectionRef {
  readonly id: string | null;
  readonly totalItems: number | null;
  /** The id of its first page. */
  readonly first: string | null;
  /** The ids that were embedded in it or in its embedded first page. */
  readonly items: readonly string[];
}

/** One answer of a poll. */
export interface PollOption {
  readonly name: string;
  /** Votes so far, or null when they are not told. */
  readonly votes: number | null;
}

/** The poll of a Question, as Mastodon represents it. */
export interface Poll {
  readonly multiple: boolean;
  readonly options: readonly PollOption[];
  /** When voting ends, in ms. */
  readonly endTime: number | null;
  /** True when `closed` was present and not false. */
  readonly closed: boolean;
  /** When voting was closed, in ms. */
  readonly closedAt: number | null;
  readonly votersCount: number | null;
}

/** The text that `content` was made from (ActivityPub, section 3.3). */
export interface Source {
  readonly content: string;
  readonly mediaType: string | null;
}

/** A Note, Question, Article, Page, Image, Audio, Video, Event or Document. Texts are as sent: HTML is not sanitised. */
export interface ContentObject extends Parsed, Audience {
  readonly kind: "content";
  readonly type: ContentType;
  readonly id: string | null;
  /** The first author's id. */
  readonly attributedTo: string | null;
  /** All authors' ids. */
  readonly authors: readonly string[];
  readonly name: string | null;
  readonly nameMap: LanguageMap | null;
  /** HTML from a stranger. */
  readonly content: string | null;
  readonly contentMap: LanguageMap | null;
  readonly summary: string | null;
  readonly summaryMap: LanguageMap | null;
  readonly source: Source | null;
  /** Media type of `content`; null means text/html. */
  readonly mediaType: string | null;
  readonly language: string | null;
  /** Null when it was not sent. */
  readonly sensitive: boolean | null;
  readonly inReplyTo: string | null;
  readonly published: number | null;
  readonly updated: number | null;
  /** The page for people: the first http(s) link, text/html before others. */
  readonly url: string | null;
  /** All http(s) links of `url`. */
  readonly links: readonly Link[];
  readonly tags: Tags;
  readonly attachments: readonly Attachment[];
  /** The URL of `image` or `icon`. */
  readonly image: string | null;
  readonly replies: CollectionRef | null;
  readonly likes: CollectionRef | null;
  readonly shares: CollectionRef | null;
  readonly poll: Poll | null;
  /** The quoted object (FEP-044f `quote`; else `quoteUrl`, `quoteUri`, `_misskey_quote`, FEP-e232). */
  readonly quote: string | null;
  /** FEP-044f: where the permission to quote can be fetched. */
  readonly quoteAuthorization: string | null;
  readonly conversation: string | null;
  readonly context: string | null;
}

/** What is left of a deleted object (ActivityStreams vocabulary, Tombstone). */
export interface Tombstone extends Parsed {
  readonly kind: "tombstone";
  readonly type: "Tombstone";
  readonly id: string | null;
  readonly formerType: string | null;
  readonly deleted: number | null;
  readonly published: number | null;
  readonly updated: number | null;
}

/** A collection or a page of one. */
export interface Collection extends Parsed {
  readonly kind: "collection";
  readonly type: CollectionType;
  readonly id: string | null;
  readonly ordered: boolean;
  readonly page: boolean;
  readonly attributedTo: string | null;
  readonly totalItems: number | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly next: string | null;
  readonly prev: string | null;
  readonly partOf: string | null;
  /** `items` or `orderedItems`, those of an embedded first page included: ids as `uri`, objects as values. */
  readonly items: readonly ObjectRef[];
}

/** An object of a type that this vocabulary does not name; all of it is in `raw`. */
export interface UnknownObject extends Parsed {
  readonly kind: "unknown";
  /** The type as sent, or null when there was none. */
  readonly type: string | null;
  readonly id: string | null;
  readonly attributedTo: string | null;
  readonly name: string | null;
  /** `href` of a Link, else the first http(s) link of `url`. */
  readonly url: string | null;
}

/** A key in `publicKey` (https://w3id.org/security/v1). */
export interface PublicKey {
  readonly id: string;
  readonly owner: string;
  readonly publicKeyPem: string;
}

/** A key in `assertionMethod` (FEP-521a). */
export interface Multikey {
  readonly id: string;
  readonly controller: string;
  readonly publicKeyMultibase: string;
}

/** A profile field (schema.org PropertyValue). Values are HTML from a stranger. */
export interface PropertyValue {
  readonly name: string;
  readonly value: string;
}

/** An actor. Texts are as sent: `summary` and field values are HTML that is not sanitised. */
export interface Actor extends Parsed {
  readonly kind: "actor";
  readonly type: ActorType;
  readonly id: string;
  readonly preferredUsername: string | null;
  readonly name: string | null;
  readonly nameMap: LanguageMap | null;
  readonly summary: string | null;
  readonly summaryMap: LanguageMap | null;
  readonly url: string | null;
  readonly icon: string | null;
  readonly image: string | null;
  /** Null when it was not sent: such an actor cannot be delivered to. */
  readonly inbox: string | null;
  readonly outbox: string | null;
  readonly followers: string | null;
  readonly following: string | null;
  readonly liked: string | null;
  readonly featured: string | null;
  readonly featuredTags: string | null;
  readonly endpoints: { readonly sharedInbox: string | null };
  readonly publicKeys: readonly PublicKey[];
  readonly assertionMethods: readonly Multikey[];
  readonly manuallyApprovesFollowers: boolean;
  /** Null when it was not sent. */
  readonly discoverable: boolean | null;
  /** Null when it was not sent. */
  readonly indexable: boolean | null;
  readonly suspended: boolean;
  readonly memorial: boolean;
  readonly alsoKnownAs: readonly string[];
  readonly movedTo: string | null;
  readonly fields: readonly PropertyValue[];
  readonly tags: Tags;
  readonly emojis: readonly Emoji[];
  readonly published: number | null;
  readonly updated: number | null;
  /** FEP-2c59: `user@host` that WebFinger resolves. */
  readonly webfinger: string | null;
  readonly attributionDomains: readonly string[];
}

/** A reference by id, or the thing itself. */
export type ObjectRef =
  { readonly kind: "uri"; readonly uri: string } | { readonly kind: "object"; readonly value: Entity };

/** An activity: who did what to what. */
export interface Activity extends Parsed, Audience {
  readonly kind: "activity";
  readonly type: ActivityType | "Unknown";
  /** The type as sent, in short form: `QuoteRequest`, `EmojiReact`. */
  readonly rawType: string;
  readonly id: string | null;
  readonly actor: string;
  /** The first of `objects`, or null. */
  readonly object: ObjectRef | null;
  /** All of `object`: a Flag names an actor and statuses. */
  readonly objects: readonly ObjectRef[];
  readonly target: ObjectRef | null;
  readonly instrument: ObjectRef | null;
  readonly result: string | null;
  readonly published: number | null;
  /** The comment of a Flag, the emoji of an EmojiReact. */
  readonly content: string | null;
  readonly summary: string | null;
}

/** Everything that is not an activity or an actor. */
export type ActivityStreamsObject = ContentObject | Tombstone | Collection | UnknownObject;
/** Everything that a document can be, told apart by `kind`. */
export type Entity = Activity | Actor | ActivityStreamsObject;
