// Recognises a document's @context by rule, without a JSON-LD processor (Activity Streams 2.0, section 2.1).
import { refuse } from "../error.ts";
import { isRecord, type JsonValue } from "../json.ts";
import { shortName } from "../namespace.ts";
import { text } from "./scalar.ts";

// ActivityStreams, whole or as a namespace, and the contexts that contain it.
const KNOWN =
  /^https?:\/\/((www\.w3\.org\/ns|purl\.archive\.org\/socialweb)\/activitystreams(#|$)|join-lemmy\.org\/context\.json$)/;

/** With these, the same bytes say something else to a JSON-LD processor than to a reader of plain JSON. */
export const FORBIDDEN = /^@(?:graph|included|reverse)$/;

// Terms that decide who did what to what for whom: no inline context may give them another meaning.
const PROTECTED = /* @__PURE__ */ new Set(
  /* @__PURE__ */ "id type actor object target attributedTo inReplyTo content name summary to cc bto bcc audience inbox outbox followers following publicKey owner publicKeyPem sharedInbox movedTo alsoKnownAs".split(
    " ",
  ),
);

/**
 * Reads a `@context`, the document's own or one inside it.
 * @returns the default language that it declares, or null (Activity Streams 2.0, section 4.7); undefined when it is not
 *   empty and does not name ActivityStreams: as a string, a `@vocab`, the namespace of a term
 * @throws ActivityPubError `forbidden-keyword`, `redefined-term` when it gives another meaning to what is read here
 */
export function readContext(context: JsonValue, path: string): string | null | undefined {
  let isKnown: boolean | null = null;
  let language: string | null = null;
  for (const [index, entry] of (Array.isArray(context)
    ? (context as readonly JsonValue[])
    : [context]
  ).entries()) {
    // Null takes the meaning of all terms away.
    const definitions = isRecord(entry) ? entry : { [entry ? "@vocab" : "id"]: entry };
    for (const term in definitions) {
      // A definition maps its term to an IRI, alone or with more said of it.
      const definition = definitions[term];
      const iri = text(isRecord(definition) ? definition["@id"] : definition) ?? "";
      isKnown ||= KNOWN.test(iri);
      if (term === "@language") language ??= iri;
      const isForbidden = FORBIDDEN.test(iri);
      // Without an IRI, null too, the term has lost its own.
      if (isForbidden || (PROTECTED.has(term) && shortName(iri) !== term))
        refuse(isForbidden ? "forbidden-keyword" : "redefined-term", `${path}[${index}].${term}`);
    }
  }
  return isKnown === false ? undefined : language;
}
