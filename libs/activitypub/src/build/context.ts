// Writes the @context that a document needs: ActivityStreams, and a definition of each extension term it uses.
import type { JsonObject, JsonValue } from "../json.ts";
import { ACTIVITYSTREAMS, namespaceOf, SECURITY_V1 } from "../namespace.ts";

// Each vocabulary's prefix, then its terms: `@` ends one whose values are ids, `+` one whose values are a list; `=` gives it
// another name in its namespace.
const TERMS =
  "as: manuallyApprovesFollowers alsoKnownAs@ movedTo@ Hashtag sensitive " +
  "toot: featured@ featuredTags@ discoverable indexable suspended memorial attributionDomains@ Emoji blurhash focalPoint+ " +
  "votersCount schema: PropertyValue value ostatus: conversation " +
  "fep044f: quote@ quoteAuthorization@ QuoteRequest QuoteAuthorization fedibird: quoteUri emojiReactions@ " +
  "misskey: _misskey_quote litepub: EmojiReact ChatMessage fepef61: gateways@+ " +
  "gts: interactionPolicy@ canLike@ canReply@ canAnnounce@ canQuote@ automaticApproval@ manualApproval@ approvedBy@ " +
  "LikeRequest ReplyRequest AnnounceRequest LikeAuthorization=LikeApproval ReplyAuthorization AnnounceAuthorization " +
  "likeAuthorization@ replyAuthorization@ announceAuthorization@ interactingObject@ interactionTarget@";
// Terms that a published context defines.
const CONTEXTS = [
  ["publicKey", SECURITY_V1],
  ["assertionMethod", "https://www.w3.org/ns/did/v1"],
  ["Multikey", "https://w3id.org/security/multikey/v1"],
  ["webfinger", "https://purl.archive.org/socialweb/webfinger"],
] as const;

/** The record with the `@context` it needs in front. Any `@context` inside it is replaced by this one. */
export function withContext(record: JsonObject): JsonObject {
  const used = termsOf(record);
  const inline: Record<string, JsonValue> = {};
  let prefix = "";
  for (const word of TERMS.split(" ")) {
    const [term = "", name = term] = word.replace(/\W+$/, "").split("=");
    if (word.endsWith(":")) prefix = term;
    else if (used.has(term)) {
      // Every processor knows ActivityStreams' own prefix.
      if (prefix !== "as") inline[prefix] = namespaceOf(prefix);
      inline[term] = definition(`${prefix}:${name}`, word);
    }
  }
  const contexts: JsonValue[] = [ACTIVITYSTREAMS];
  for (const [term, url] of CONTEXTS) if (used.has(term)) contexts.push(url);
  if (Object.keys(inline).length > 0) contexts.push(inline);
  return { "@context": contexts.length === 1 ? ACTIVITYSTREAMS : contexts, ...withoutContext(record) };
}

function definition(id: string, marked: string): JsonValue {
  const isList = marked.endsWith("+");
  const isId = marked.includes("@");
  return isList || isId
    ? { ...(isList && { "@container": "@list" }), "@id": id, ...(isId && { "@type": "@id" }) }
    : id;
}

/** The record without its own `@context`, as it stands inside another document. */
export function withoutContext(record: JsonObject): JsonObject {
  const { "@context": _context, ...rest } = record;
  return rest;
}

/** The property names and types that the record and those inside it use. */
function termsOf(record: JsonObject): ReadonlySet<unknown> {
  const used = new Set<unknown>();
  JSON.stringify(record, (key, value: JsonValue) => {
    used.add(key);
    if (key === "type") used.add(value);
    // Keys of a language map are language tags, not terms.
    return key === "@context" || key.endsWith("Map") ? null : value;
  });
  return used;
}
