// Whose proof an ActivityPub object needs: that of its owner (FEP-8b32, proof verification; FEP-fe34, ownership).

import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../json/json.ts";

/**
 * The id of the owner: the one `actor` of an activity, the one `attributedTo` of an object; undefined when there is
 * none, more than one, or both and they differ: a reader that looks at the other one must not be misled. An actor
 * owns itself, and has neither.
 */
export function ownerOf(document: JsonObject): string | undefined {
  const { actor, attributedTo } = document;
  if (actor === undefined || attributedTo === undefined) return onlyId(actor ?? attributedTo);
  const id = onlyId(actor);
  return id === onlyId(attributedTo) ? id : undefined;
}

/** The document without the linked data signature that may stand beside a proof, which does not cover it (FEP-8b32). */
export function withoutLinkedDataSignature(document: JsonObject): JsonObject {
  if (!("signature" in document)) return document;
  const { signature: _signature, ...rest } = document;
  return rest;
}

function onlyId(value: JsonValue | undefined): string | undefined {
  const [owner, ...others] = value === undefined ? [] : isJsonArray(value) ? value : [value];
  if (owner === undefined || others.length > 0) return undefined;
  const id = isJsonObject(owner) ? owner["id"] : owner;
  return typeof id === "string" ? id : undefined;
}
