// Builds an object or activity of any type, from properties by their names in the vocabulary (Activity Vocabulary).
import type { JsonObject, JsonValue } from "../json.ts";
import { withContext, withContextOf } from "./context.ts";
import type { Reference } from "./record.ts";
import { COMMON_TERMS } from "./terms.ts";

type One<Term extends string, Value> = { readonly [Name in Term]?: Value | null };
type TimeTerm = "published" | "updated" | "startTime" | "endTime" | "deleted" | "closed";
type TextTerm =
  | "name" | "content" | "summary" | "mediaType" | "duration" | "hreflang" | "units" | "formerType" | "blurhash"
  | "preferredUsername" | "value"; // prettier-ignore
type NumberTerm =
  | "latitude" | "longitude" | "altitude" | "radius" | "accuracy" | "width" | "height" | "totalItems" | "startIndex"
  | "votersCount"; // prettier-ignore
type IdTerm =
  | "id" | "href" | "inbox" | "outbox" | "followers" | "following" | "liked" | "current" | "first" | "last" | "next"
  | "prev" | "partOf" | "approvedBy" | "quote" | "quoteAuthorization" | "likeAuthorization" | "replyAuthorization"
  | "announceAuthorization" | "interactingObject" | "interactionTarget"; // prettier-ignore
type ReferenceTerm =
  | "actor" | "object" | "target" | "origin" | "result" | "instrument" | "attributedTo" | "attachment" | "audience"
  | "context" | "generator" | "icon" | "image" | "inReplyTo" | "location" | "preview" | "replies" | "likes" | "shares"
  | "tag" | "url" | "to" | "bto" | "cc" | "bcc" | "items" | "orderedItems" | "oneOf" | "anyOf" | "subject"
  | "relationship" | "describes" | "streams"; // prettier-ignore

/**
 * An object to write. Times are in ms; objects inside are ids or records built before, one or several. Terms that are
 * not named here are taken as JSON.
 */
export interface ObjectInput
  extends
    One<TimeTerm, number>,
    One<TextTerm, string>,
    One<NumberTerm, number>,
    One<IdTerm, string>,
    One<ReferenceTerm, Reference | readonly Reference[]> {
  /** One of the vocabulary's types, or any other. */
  readonly type: string;
  readonly [term: string]: JsonValue | undefined;
}

/**
 * The object, activity, link or collection with the `@context` that defines its terms.
 * @throws ActivityPubError `invalid-input` for an id that is none, or an instant out of the years 0001 to 9999
 */
export function buildObject(input: ObjectInput): JsonObject {
  return withContext(input);
}

/**
 * A `buildObject` that knows only these extension terms, for those who count bytes: others have no definition in the
 * `@context` that it writes.
 * @param terms `COMMON_TERMS`, those of statuses and profiles, or `ALL_TERMS`
 */
export function builder(terms: string = COMMON_TERMS): (input: ObjectInput) => JsonObject {
  return (input) => withContextOf(terms, input);
}
