// The contexts that define a proof's terms, and which of a document's contexts a proof covers (Data Integrity 1.0, section 2.4.1; vc-di-eddsa, section 3.3.2).

import { canonicalize } from "../json/canonicalize.ts";
import { isJsonArray, type JsonObject, type JsonValue } from "../json/json.ts";

/** Defines `proof` and its terms; what is added where none of them stands. */
export const DATA_INTEGRITY_CONTEXT = "https://w3id.org/security/data-integrity/v2";

const DEFINING: readonly JsonValue[] = [
  DATA_INTEGRITY_CONTEXT,
  "https://w3id.org/security/data-integrity/v1",
  "https://www.w3.org/ns/credentials/v2",
];

/** The document, its `@context` ending in one that defines `proof`. JSON without `@context` stays as it is. */
export function withIntegrityContext(document: JsonObject): JsonObject {
  const context = document["@context"];
  if (context === undefined) return document;
  const entries = entriesOf(context);
  if (entries.some((entry) => DEFINING.includes(entry))) return document;
  return { ...document, "@context": [...entries, DATA_INTEGRITY_CONTEXT] };
}

/** Whether the document's contexts begin with all of the proof's, in their order. */
export function startsWithContext(documentContext: JsonValue | undefined, proofContext: JsonValue): boolean {
  if (documentContext === undefined) return false;
  const entries = entriesOf(documentContext);
  const covered = entriesOf(proofContext);
  return (
    covered.length <= entries.length &&
    covered.every((entry, index) => {
      const other = entries[index];
      return entry === other || canonicalize(entry) === canonicalize(other);
    })
  );
}

function entriesOf(context: JsonValue): readonly JsonValue[] {
  return isJsonArray(context) ? context : [context];
}
