// @mastic/activitypub: parse, build, address and sanitise what the Fediverse exchanges.
export { ActivityPubError, type ActivityPubErrorCode } from "./error.ts";
export { isRecord, type JsonArray, type JsonObject, type JsonValue } from "./json.ts";
export { DEFAULT_LIMITS, type Limits } from "./limits.ts";
export { ACTIVITYSTREAMS, isPublic, PUBLIC, SECURITY_V1 } from "./namespace.ts";
export { formatTimestamp, parseTimestamp } from "./timestamp.ts";
export { isIdentifier, isWebUrl } from "./uri.ts";
export * from "./vocabulary/type.ts";
export * from "./vocabulary/parsed.ts";
export * from "./vocabulary/properties.ts";
export * from "./vocabulary/policy.ts";
export * from "./vocabulary/tag.ts";
export * from "./vocabulary/media.ts";
export * from "./vocabulary/poll.ts";
export * from "./vocabulary/content.ts";
export * from "./vocabulary/actor.ts";
export * from "./vocabulary/entity.ts";
export { parse, parseActivity, parseActor, parseObject } from "./parse/parse.ts";
export { type Parse, parser } from "./parse/parser.ts";
export type { Kind } from "./parse/kind.ts";
export { ALL as ALL_PROPERTIES } from "./parse/further.ts";
export { COMMON as COMMON_PROPERTIES } from "./parse/properties.ts";
export type { Readers } from "./parse/readers.ts";
export { activities, activitiesOf } from "./parse/activity.ts";
export { actors, actorsOf } from "./parse/actor.ts";
export { collections } from "./parse/collection.ts";
export { contents, contentsOf } from "./parse/content.ts";
export { links, objects, tombstones } from "./parse/plain.ts";
export { serialize } from "./parse/serialize.ts";
export { idOf } from "./parse/reference.ts";
export { addressing, isLimited, Visibility, visibilityOf, type AddressedStatus } from "./addressing.ts";
export { ACTIVITY_JSON, isActivityPubMediaType, LD_JSON, prefersActivityPub } from "./media-type.ts";
export { withContext, withoutContext } from "./build/context.ts";
export type { Reference } from "./build/record.ts";
export { buildActor, type ActorInput, type PictureInput } from "./build/actor.ts";
export { type AttachmentInput } from "./build/attachment.ts";
export { type TagsInput } from "./build/tag.ts";
export { buildNote, type CollectionInput, type NoteInput } from "./build/note.ts";
export { builder, buildObject, type ObjectInput } from "./build/object.ts";
export { ALL_TERMS, COMMON_TERMS } from "./build/terms.ts";
export type { PolicyInput } from "./build/policy.ts";
export { buildTombstone, type TombstoneInput } from "./build/tombstone.ts";
export {
  buildAccept,
  buildAdd,
  buildAnnounce,
  buildBlock,
  buildCreate,
  buildDelete,
  buildFlag,
  buildFollow,
  buildLike,
  buildMove,
  buildReject,
  buildRemove,
  buildUndo,
  buildUpdate,
  type ActivityInput,
  type FlagInput,
  type TargetedActivityInput,
} from "./build/activity.ts";
export {
  buildCollection,
  buildCollectionPage,
  buildOrderedCollection,
  buildOrderedCollectionPage,
  type CollectionBuildInput,
  type CollectionPageInput,
} from "./build/collection.ts";
export { escapeHtml } from "./html/escape.ts";
export { textToHtml, type TextToHtmlOptions } from "./html/format.ts";
export { sanitizeHtml, type SanitizeOptions } from "./html/sanitize.ts";
export { htmlToText } from "./html/text.ts";
