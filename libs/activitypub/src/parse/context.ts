// Recognises a document's @context by rule, without a JSON-LD processor (Activity Streams 2.0, section 2.1).
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { shortName } from "../namespace.ts";
import { many } from "./property.ts";

// ActivityStreams, whole or as a namespace, and the contexts that contain it.
const KNOWN =
  /^https?:\/\/(?:www\.w3\.org\/ns\/activitystreams(?:#|$)|join-lemmy\.org\/context\.json$|purl\.archive\.org\/socialweb\/activitystreams$)/;

/** With these, the same bytes say something else to a JSON-LD processor than to a reader of plain JSON. */
export const FORBIDDEN: readonly string[] = ["@graph", "@included", "@reverse"];

// Terms that decide who did what to what for whom: no inline context may give them another meaning.
const PROTECTED = /* @__PURE__ */ new Set(
  /* @__PURE__ */ "id type actor object target attributedTo inReplyTo content name summary to cc bto bcc audience inbox outbox followers following publicKey owner publicKeyPem".split(
    " ",
  ),
);

/**
 * Refuses a document whose `@context` is not ActivityStreams. Accepted: no @context (or an empty one), or one that
 * names ActivityStreams as a string, as an `@vocab`, or as the namespace of some term.
 * @throws ActivityPubError `foreign-context`
 */
export function checkContext(document: JsonObject): void {
  const entries = many(document["@context"]);
  if (entries.length > 0 && !entries.some(namesActivityStreams))
    throw new ActivityPubError("foreign-context", '$["@context"]');
}

/**
 * Refuses a `@context`, the document's own or one inside it, that gives another meaning to what is read here.
 * @throws ActivityPubError `forbidden-keyword`, `redefined-term`
 */
export function checkDefinitions(context: JsonValue, path: string): void {
  many(context).forEach((entry, index) => {
    if (isRecord(entry))
      for (const term in entry) {
        const iri = iriOf(entry[term]);
        const code = FORBIDDEN.includes(iri)
          ? "forbidden-keyword"
          : iri !== "" && PROTECTED.has(term) && shortName(iri) !== term
            ? "redefined-term"
            : null;
        if (code !== null) throw new ActivityPubError(code, `${path}[${index}].${term}`);
      }
  });
}

/** The default language that an inline context declares, or null (Activity Streams 2.0, section 4.7). */
export function contextLanguage(document: JsonObject): string | null {
  for (const entry of many(document["@context"])) {
    const language = isRecord(entry) ? entry["@language"] : null;
    if (typeof language === "string") return language;
  }
  return null;
}

function namesActivityStreams(entry: JsonValue): boolean {
  if (!isRecord(entry)) return KNOWN.test(iriOf(entry));
  const definitions = Object.values(entry);
  return definitions.length === 0 || definitions.some((definition) => KNOWN.test(iriOf(definition)));
}

/** What a definition maps its term to: a string, or a record with `@id`. Empty when it is neither. */
function iriOf(definition: JsonValue | undefined): string {
  const iri = isRecord(definition) ? definition["@id"] : definition;
  return typeof iri === "string" ? iri : "";
}
