// The rest of the vocabulary's properties: of places, events, media, links, collections, permissions.
import { isRecord, type JsonObject } from "../json.ts";
import { shortName } from "../namespace.ts";
import type { Properties } from "../vocabulary/properties.ts";
import { collectionRef } from "./collection-ref.ts";
import { optionalIdentifier } from "./identifier.ts";
import { interactionPolicy } from "./policy.ts";
import { alike, COMMON, type Readers } from "./properties.ts";
import { many } from "./property.ts";
import type { Read } from "./reading.ts";
import { references } from "./reference.ts";
import { count, instant, number, text, texts } from "./scalar.ts";

const nameOrId: Read<string> = (value, reading) => {
  const plain = text(value) ?? optionalIdentifier(value, reading);
  return plain === null ? null : shortName(plain);
};
const records: Read<readonly JsonObject[]> = (value, { limits }) =>
  many(value).filter(isRecord).slice(0, limits.entries);

/** All properties that an object of any type may have. */
export const ALL: Readers = new Map<string, readonly [string, Read<unknown>]>([
  ...COMMON,
  ["proof", ["proofs", records]],
  ...alike<Properties>(text, "duration", "hreflang", "blurhash", "value"),
  ...alike<Properties>(instant, "startTime", "endTime", "deleted"),
  ...alike<Properties>(number, "latitude", "longitude", "altitude", "radius", "accuracy"),
  ...alike<Properties>(count, "totalItems", "startIndex", "width", "height"),
  ...alike<Properties>(nameOrId, "units", "formerType"),
  ...alike<Properties>(
    optionalIdentifier,
    "href", "current", "first", "last", "next", "prev", "partOf", "approvedBy", "replyAuthorization",
    "likeAuthorization", "announceAuthorization", "interactingObject", "interactionTarget",
  ),
  ...alike<Properties>(
    references,
    "generator", "location", "preview", "origin", "subject", "relationship", "describes",
  ),
  ...alike<Properties>(collectionRef, "emojiReactions"),
  ...alike<Properties>(texts, "rel"),
  ...alike<Properties>(interactionPolicy, "interactionPolicy"),
]); // prettier-ignore
