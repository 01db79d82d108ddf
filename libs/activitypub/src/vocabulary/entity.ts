// Activities, collections and the rest: everything that a document can be, told apart by `kind`.
import type { Actor } from "./actor.ts";
import type { ContentObject } from "./content.ts";
import type { Audience, Parsed } from "./parsed.ts";
import type { Further } from "./properties.ts";
import type { ActivityType, CollectionType, LinkType, ObjectType } from "./type.ts";

/** What is left of a deleted object (ActivityStreams vocabulary, Tombstone). */
export interface Tombstone extends TombstoneFields, Further<TombstoneFields> {}

/** What every tombstone has. */
export interface TombstoneFields extends Parsed {
  readonly kind: "tombstone";
  readonly type: "Tombstone";
  readonly id: string | null;
  readonly formerType: string | null;
  readonly deleted: number | null;
  readonly published: number | null;
  readonly updated: number | null;
}

/** A Place, a Profile, a Relationship, or another object that is neither content nor actor. */
export interface PlainObject extends PlainFields, Further<PlainFields> {
  readonly kind: "object";
  readonly type: ObjectType;
}

/** An object of a type that this vocabulary does not name, or an actor without an id. */
export interface UnknownObject extends PlainFields, Further<PlainFields> {
  readonly kind: "unknown";
  /** The type as sent, or null when there was none. */
  readonly type: string | null;
}

/** A Link, Mention or Hashtag. */
export interface LinkObject extends PlainFields, Further<PlainFields> {
  readonly kind: "link";
  readonly type: LinkType;
}

/** What all objects and links have that are of no kind of their own. */
export interface PlainFields extends Parsed {
  readonly id: string | null;
  readonly attributedTo: string | null;
  readonly name: string | null;
  /** `href` of a Link, of others the first http(s) link of `url`. */
  readonly url: string | null;
}

/** A reference by id, or the thing itself. */
export type ObjectRef =
  { readonly kind: "uri"; readonly uri: string } | { readonly kind: "object"; readonly value: Entity };

/** A collection or a page of one. */
export interface Collection extends CollectionFields, Further<CollectionFields> {}

/** What every collection has. */
export interface CollectionFields extends Parsed {
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

/** An activity: who did what to what. */
export interface Activity extends ActivityFields, Further<ActivityFields> {}

/** What every activity has. */
export interface ActivityFields extends Parsed, Audience {
  readonly kind: "activity";
  readonly type: ActivityType | "Unknown";
  /** The type as sent, in short form. */
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
export type ActivityStreamsObject =
  ContentObject | Tombstone | Collection | PlainObject | LinkObject | UnknownObject;

/** Everything that a document can be, told apart by `kind`. */
export type Entity = Activity | Actor | ActivityStreamsObject;
