// Recognises a document's @context by rule, without a JSON-LD processor (Activity Streams 2.0, section 2.1).
import { isRecord, type JsonValue } from "../json.ts";
import { shortName } from "../namespace.ts";
import { many } from "./property.ts";
import { refuse } from "./reading.ts";

// ActivityStreams, whole or as a namespace, and the contexts that contain it.
const KNOWN =
  /^https?:\/\/(?:(?:www\.w3\.org\/ns|purl\.archive\.org\/socialweb)\/activitystreams(?:#|$)|join-lemmy\.org\/context\.json$)/;

/** With these, the same bytes say something else to a JSON-LD processor than to a reader of plain JSON. */
export const FORBIDDEN: readonly string[] = ["@graph", "@included", "@reverse"];

// Terms that decide who did what to what for whom: no inline context may give them another meaning.
const PROTECTED = /* @__PURE__ */ new Set(
  /* @__PURE__ */ "id type actor object target attributedTo inReplyTo content name summary to cc bto bcc audience inbox outbox followers following publicKey owner publicKeyPem".split(
    " ",
  ),
);

/** What is known of a document from its `@context`. */
export interface Context {
  /** False when it is there, not empty, and does not name ActivityStreams: as a string, a `@vocab`, the namespace of a term. */
  isKnown: boolean;
  /** The default language that it declares, or null (Activity Streams 2.0, section 4.7). */
  language: string | null;
}

/**
 * Reads a `@context`, the document's own or one inside it.
 * @param told what it says, if it says anything
 * @throws ActivityPubError `forbidden-keyword`, `redefined-term` when it gives another meaning to what is read here
 */
export function readContext(context: JsonValue, path: string, told: Context): void {
  const entries = many(context);
  told.isKnown = entries.length === 0;
  entries.forEach((entry, index) => {
    const definitions = isRecord(entry) ? entry : { "@vocab": entry };
    told.isKnown ||= Object.keys(definitions).length === 0;
    for (const term in definitions) {
      const iri = iriOf(definitions[term]);
      if (FORBIDDEN.includes(iri)) refuse("forbidden-keyword", `${path}[${index}].${term}`);
      if (iri !== "" && PROTECTED.has(term) && shortName(iri) !== term)
        refuse("redefined-term", `${path}[${index}].${term}`);
      if (term === "@language") told.language ??= iri;
      told.isKnown ||= KNOWN.test(iri);
    }
  });
}

/** What a definition maps its term to: a string, or a record with `@id`. Empty when it is neither. */
function iriOf(definition: JsonValue | undefined): string {
  const iri = isRecord(definition) ? definition["@id"] : definition;
  return typeof iri === "string" ? iri : "";
}
