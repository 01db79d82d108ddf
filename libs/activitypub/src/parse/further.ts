// The rest of the vocabulary's properties: of places, events, media, links, collections, permissions.
import { isRecord, type JsonObject } from "../json.ts";
import { shortName } from "../namespace.ts";
import { collectionRef } from "./collection-ref.ts";
import { identifiers, optionalIdentifier, webUrl } from "./identifier.ts";
import { interactionPolicy } from "./policy.ts";
import { COMMON } from "./properties.ts";
import { listOf, many } from "./property.ts";
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

const urls = /* @__PURE__ */ listOf("entries", webUrl);

/** All properties that an object of any type may have. */
export const ALL: Readers = /* @__PURE__ */ COMMON.concat([
  [records, "proof=proofs"],
  [text, "duration hreflang blurhash value"],
  [instant, "startTime endTime deleted"],
  [number, "latitude longitude altitude radius accuracy"],
  [count, "totalItems startIndex width height"],
  [nameOrId, "units formerType"],
  [optionalIdentifier, "href current first last next prev partOf approvedBy"],
  [optionalIdentifier, "replyAuthorization likeAuthorization announceAuthorization"],
  [optionalIdentifier, "interactingObject interactionTarget"],
  [identifiers, "streams"],
  [urls, "gateways"],
  [references, "generator location preview origin subject relationship describes"],
  [collectionRef, "emojiReactions"],
  [texts, "rel"],
  [firstReference, "object"],
  [interactionPolicy, "interactionPolicy"],
]);
