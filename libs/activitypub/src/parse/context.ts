// Recognises a document's @context by rule, without a JSON-LD processor (Activity Streams 2.0, section 2.1).
import { ActivityPubError } from "../error.ts";
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { ACTIVITYSTREAMS, shortName } from "../namespace.ts";

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
 * Refuses a document whose @context is not ActivityStreams. Accepted: no @context (or an empty one), or one that
 * names ActivityStreams as a string, as an `@vocab`, or as the namespace of some term.
 * @throws ActivityPubError `foreign-context`, `redefined-term`
 */
export function checkContext(document: JsonObject): void {
  const context = document["@context"];
  if (context === undefined || context === null) return;
  const entries = Array.isArray(context) ? (context as readonly JsonValue[]) : [context as JsonValue];
  let named = entries.length === 0;
  for (const [index, entry] of entries.entries()) {
    if (typeof entry === "string") named ||= isActivityStreams(entry) || INCLUDING.has(entry);
    else if (isRecord(entry)) named = checkInline(entry, `$["@context"][${index}]`) || named;
  }
  if (named) return;
  throw new ActivityPubError("foreign-context", '$["@context"]', "The context does not name ActivityStreams");
}

/** The default language that an inline context declares, if any (Activity Streams 2.0, section 4.7). */
export function contextLanguage(document: JsonObject): JsonValue | undefined {
  const context = document["@context"];
  if (context === undefined || typeof context === "string") return undefined;
  const entries = Array.isArray(context) ? (context as readonly JsonValue[]) : [context as JsonValue];
  for (const entry of entries)
    if (isRecord(entry) && entry["@language"] !== undefined) return entry["@language"];
  return undefined;
}

function isActivityStreams(uri: string): boolean {
  if (uri.startsWith(ACTIVITYSTREAMS))
    return uri.length === ACTIVITYSTREAMS.length || uri[ACTIVITYSTREAMS.length] === "#";
  return uri === "http://www.w3.org/ns/activitystreams" || uri === "http://www.w3.org/ns/activitystreams#";
}

function checkInline(context: JsonObject, path: string): boolean {
  let named = false;
  const keys = Object.keys(context);
  for (const key of keys) {
    const definition = context[key];
    const iri = isRecord(definition) ? definition["@id"] : definition;
    if (typeof iri !== "string") continue;
    if (isActivityStreams(iri)) named = true;
    if (iri === "@graph" || iri === "@included" || iri === "@reverse")
      throw new ActivityPubError("forbidden-keyword", `${path}.${key}`, `An alias of ${iri} is not read`);
    if (PROTECTED.has(key) && shortName(iri) !== key)
      throw new ActivityPubError(
        "redefined-term",
        `${path}.${key}`,
        "The context gives the term another meaning",
      );
  }
  return named || keys.length === 0;
}
