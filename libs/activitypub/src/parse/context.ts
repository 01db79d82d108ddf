// Recognises a document's @context by rule, without a JSON-LD processor (Activity Streams 2.0, section 2.1).
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { ACTIVITYSTREAMS, shortName } from "../namespace.ts";
import { many } from "./property.ts";

// Contexts that contain the ActivityStreams one.
const INCLUDING = new Set([
  "https://join-lemmy.org/context.json",
  "https://purl.archive.org/socialweb/activitystreams",
]);

// Terms that decide who did what to what for whom: no inline context may give them another meaning.
const PROTECTED = new Set([
  "id", "type", "actor", "object", "target", "attributedTo", "inReplyTo", "content", "name", "summary", "to", "cc",
  "bto", "bcc", "audience", "inbox", "outbox", "followers", "following", "publicKey", "owner", "publicKeyPem",
]); // prettier-ignore

/**
 * Refuses a document whose `@context` is not ActivityStreams. Accepted: no @context (or an empty one), or one that
 * names ActivityStreams as a string, as an `@vocab`, or as the namespace of some term.
 * @throws ActivityPubError `foreign-context`
 */
export function checkContext(document: JsonObject): void {
  const context = document["@context"];
  if (context === undefined || context === null) return;
  const entries = many(context);
  if (entries.length === 0 || entries.some(namesActivityStreams)) return;
  throw new ActivityPubError("foreign-context", '$["@context"]');
}

/**
 * Refuses a `@context`, the document's own or one inside it, that gives another meaning to what is read here.
 * @throws ActivityPubError `forbidden-keyword`, `redefined-term`
 */
export function checkDefinitions(context: unknown, path: string): void {
  for (const [index, entry] of (Array.isArray(context)
    ? (context as readonly unknown[])
    : [context]
  ).entries()) {
    if (typeof entry !== "object" || entry === null) continue;
    for (const term in entry) {
      const iri = iriOf((entry as Readonly<Record<string, unknown>>)[term]);
      if (iri === null) continue;
      if (iri === "@graph" || iri === "@included" || iri === "@reverse")
        throw new ActivityPubError("forbidden-keyword", `${path}[${index}].${term}`);
      if (PROTECTED.has(term) && shortName(iri) !== term)
        throw new ActivityPubError("redefined-term", `${path}[${index}].${term}`);
    }
  }
}

/** The default language that an inline context declares, or null (Activity Streams 2.0, section 4.7). */
export function contextLanguage(document: JsonObject): string | null {
  const entry = many(document["@context"]).find(
    (one) => isRecord(one) && typeof one["@language"] === "string",
  );
  const language = isRecord(entry) ? entry["@language"] : null;
  return typeof language === "string" ? language : null;
}

function isActivityStreams(uri: string): boolean {
  if (uri.startsWith(ACTIVITYSTREAMS))
    return uri.length === ACTIVITYSTREAMS.length || uri[ACTIVITYSTREAMS.length] === "#";
  return uri === "http://www.w3.org/ns/activitystreams" || uri === "http://www.w3.org/ns/activitystreams#";
}

function namesActivityStreams(entry: JsonValue): boolean {
  if (typeof entry === "string") return isActivityStreams(entry) || INCLUDING.has(entry);
  if (!isRecord(entry)) return false;
  const definitions = Object.values(entry);
  return (
    definitions.length === 0 || definitions.some((definition) => isActivityStreams(iriOf(definition) ?? ""))
  );
}

function iriOf(definition: unknown): string | null {
  const iri: unknown =
    typeof definition === "object" && definition !== null && "@id" in definition
      ? definition["@id"]
      : definition;
  return typeof iri === "string" ? iri : null;
}
