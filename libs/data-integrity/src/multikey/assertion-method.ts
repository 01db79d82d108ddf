// Keys for proofs in an actor's or DID's document: `assertionMethod` (FEP-521a; Controlled Identifiers 1.0, section 3.3).

import { parseDateTime } from "../date-time.ts";
import { IntegrityError } from "../error.ts";
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../json/json.ts";
import type { Multikey } from "./multikey.ts";

/** Keys that one document may list. */
const MAX_KEYS = 64;

/** The document in which a verification method is found: its id without the fragment. Fetch it from there. */
export function verificationMethodDocument(verificationMethod: string): string {
  const hash = verificationMethod.indexOf("#");
  return hash === -1 ? verificationMethod : verificationMethod.slice(0, hash);
}

/**
 * The key `verificationMethod` of an actor or DID, from its own document, fetched at its id. A listed id stands for
 * the key under `verificationMethod` of the same document. Throws `key_mismatch` when the document's id is not the
 * key's without the fragment, or the key names another controller; `key_missing` when the document does not list it
 * for assertions; `key_unsupported` when it is no Multikey; `key_malformed`; `json_too_large` over 64 keys.
 */
export function assertionMethodOf(document: JsonObject, verificationMethod: string): Multikey {
  const controller = document["id"];
  if (typeof controller !== "string" || controller !== verificationMethodDocument(verificationMethod)) {
    throw new IntegrityError("key_mismatch", "The key is of another document", {
      verificationMethod,
      expected: verificationMethodDocument(verificationMethod),
      ...(typeof controller === "string" && { actual: controller }),
    });
  }
  const listed = members(document["assertionMethod"]);
  const entry = listed.includes(verificationMethod)
    ? find(members(document["verificationMethod"]), verificationMethod)
    : find(listed, verificationMethod);
  if (entry === undefined) {
    throw new IntegrityError("key_missing", "The document does not list the key for assertions", {
      verificationMethod,
    });
  }
  return readKey(entry, verificationMethod, controller);
}

function readKey(entry: JsonObject, id: string, controller: string): Multikey {
  const context = { verificationMethod: id };
  if (!members(entry["type"]).includes("Multikey")) {
    throw new IntegrityError("key_unsupported", "The key is no Multikey", context);
  }
  if (entry["controller"] !== controller) {
    throw new IntegrityError("key_mismatch", "The key names another controller", context);
  }
  const { publicKeyMultibase } = entry;
  if (typeof publicKeyMultibase !== "string") {
    throw new IntegrityError("key_malformed", "The key has no publicKeyMultibase", context);
  }
  const expires = time(entry, "expires", id);
  const revoked = time(entry, "revoked", id);
  return {
    id,
    controller,
    publicKeyMultibase,
    ...(expires !== undefined && { expires }),
    ...(revoked !== undefined && { revoked }),
  };
}

function time(entry: JsonObject, property: "expires" | "revoked", id: string): number | undefined {
  const value = entry[property];
  if (value === undefined || value === null) return undefined;
  const parsed = typeof value === "string" ? parseDateTime(value) : undefined;
  if (parsed !== undefined) return parsed;
  throw new IntegrityError("key_malformed", "A date that cannot be read", {
    property,
    verificationMethod: id,
  });
}

function find(entries: readonly JsonValue[], id: string): JsonObject | undefined {
  return entries.filter(isJsonObject).find((entry) => entry["id"] === id);
}

function members(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  if (!isJsonArray(value)) return [value];
  if (value.length > MAX_KEYS) throw new IntegrityError("json_too_large", `More than ${MAX_KEYS} keys`);
  return value;
}
