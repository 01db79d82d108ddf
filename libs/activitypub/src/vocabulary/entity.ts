// Activities, collections and the rest: everything that a document can be, told apart by `kind`.
import type { Actor } from "./actor.ts";
import type { ContentObject } from "./content.ts";
import type { Audience, Parsed } from "./parsed.ts";
import type { ActivityType, CollectionType } from "./type.ts";

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

/** A reference by id, or the thing itself. */
export type ObjectRef =
  { readonly kind: "uri"; readonly uri: string } | { readonly kind: "object"; readonly value: Entity };

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
