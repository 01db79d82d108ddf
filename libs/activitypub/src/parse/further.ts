// The rest of the vocabulary's properties: of places, events, media, links, collections, permissions.
import { isRecord, type JsonObject } from "../json.ts";
import { shortName } from "../namespace.ts";
import { collectionRef } from "./collection-ref.ts";
import { optionalIdentifier } from "./identifier.ts";
import { interactionPolicy } from "./policy.ts";
import { COMMON } from "./properties.ts";
import { many } from "./property.ts";
import type { Readers } from "./readers.ts";
import { type Read, rawOf } from "./reading.ts";
import { firstReference, references } from "./reference.ts";
import { count, instant, number, text, texts } from "./scalar.ts";

const nameOrId: Read<string> = (value, reading) => {
  const plain = text(value) ?? optionalIdentifier(value, reading);
  return plain === null ? null : shortName(plain);
};
const records: Read<readonly JsonObject[]> = (value, reading) =>
  many(value)
    .filter(isRecord)
    .slice(0, reading.limits.entries)
    .map((record) => rawOf(record, reading));

/** All properties that an object of any type may have. */
export const ALL: Readers = /* @__PURE__ */ COMMON.concat([
  [records, undefined, "proof=proofs"],
  [text, undefined, "duration hreflang blurhash value"],
  [instant, undefined, "startTime endTime deleted"],
  [number, undefined, "latitude longitude altitude radius accuracy"],
  [count, undefined, "totalItems startIndex width height"],
  [nameOrId, undefined, "units formerType"],
  [optionalIdentifier, undefined, "href current first last next prev partOf approvedBy"],
  [optionalIdentifier, undefined, "replyAuthorization likeAuthorization announceAuthorization"],
  [optionalIdentifier, undefined, "interactingObject interactionTarget"],
  [references, undefined, "generator location preview origin subject relationship describes"],
  [collectionRef, undefined, "emojiReactions"],
  [texts, undefined, "rel"],
  [firstReference, undefined, "object"],
  [interactionPolicy, undefined, "interactionPolicy"],
]);
