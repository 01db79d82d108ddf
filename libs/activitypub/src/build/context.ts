// Writes the @context that a document needs: ActivityStreams, and a definition of each extension term it uses.
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { ACTIVITYSTREAMS, SECURITY_V1 } from "../namespace.ts";

// Each namespace as Mastodon, GoToSocial, Misskey and the FEPs publish it, with its terms: `@` ends one whose values
// are ids, `+` one whose values are a list; `=` gives it another name in its namespace.
const VOCABULARIES: readonly (readonly [prefix: string, namespace: string, terms: string])[] = [
  ["as", "", "manuallyApprovesFollowers alsoKnownAs@ movedTo@ Hashtag sensitive"],
  [
    "toot",
    "http://joinmastodon.org/ns#",
    "featured@ featuredTags@ discoverable indexable suspended memorial attributionDomains@ Emoji blurhash focalPoint+ votersCount",
  ],
  ["schema", "http://schema.org#", "PropertyValue value"],
  ["ostatus", "http://ostatus.org#", "conversation"],
  ["fep044f", "https://w3id.org/fep/044f#", "quote@ quoteAuthorization@ QuoteRequest QuoteAuthorization"],
  ["fedibird", "http://fedibird.com/ns#", "quoteUri emojiReactions@"],
  ["misskey", "https://misskey-hub.net/ns#", "_misskey_quote"],
  ["litepub", "http://litepub.social/ns#", "EmojiReact ChatMessage"],
  ["fepef61", "https://w3id.org/fep/ef61/", "gateways@+"],
  [
    "gts",
    "https://gotosocial.org/ns#",
    "interactionPolicy@ canLike@ canReply@ canAnnounce@ canQuote@ automaticApproval@ manualApproval@ approvedBy@ " +
      "LikeRequest ReplyRequest AnnounceRequest LikeAuthorization=LikeApproval ReplyAuthorization AnnounceAuthorization " +
      "likeAuthorization@ replyAuthorization@ announceAuthorization@ interactingObject@ interactionTarget@",
  ],
];
// Terms that a published context defines.
const CONTEXTS = [
  ["publicKey", SECURITY_V1],
  ["assertionMethod", "https://www.w3.org/ns/did/v1"],
  ["Multikey", "https://w3id.org/security/multikey/v1"],
  ["webfinger", "https://purl.archive.org/socialweb/webfinger"],
] as const;

/** The record with the `@context` it needs in front. Any `@context` inside it is replaced by this one. */
export function withContext(record: JsonObject): JsonObject {
  const used = new Set<string>();
  const pending: JsonValue[] = [record];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (Array.isArray(value)) for (const member of value as readonly JsonValue[]) pending.push(member);
    else if (isRecord(value)) collect(value, used, pending);
  }
  const inline: Record<string, JsonValue> = {};
  for (const [prefix, namespace, terms] of VOCABULARIES)
    for (const marked of terms.split(" ")) {
      const [term = "", name = term] = marked.replace(/[@+]+$/, "").split("=");
      if (!used.has(term)) continue;
      if (namespace !== "") inline[prefix] = namespace;
      inline[term] = definition(`${prefix}:${name}`, marked);
    }
  const contexts: JsonValue[] = [ACTIVITYSTREAMS];
  for (const [term, url] of CONTEXTS) if (used.has(term)) contexts.push(url);
  if (Object.keys(inline).length > 0) contexts.push(inline);
  return { "@context": contexts.length === 1 ? ACTIVITYSTREAMS : contexts, ...withoutContext(record) };
}

function definition(id: string, marked: string): JsonValue {
  const isList = marked.endsWith("+");
  if (!isList && !marked.endsWith("@")) return id;
  return {
    ...(isList && { "@container": "@list" }),
    "@id": id,
    ...(marked.includes("@") && { "@type": "@id" }),
  };
}

/** The record without its own `@context`, as it stands inside another document. */
export function withoutContext(record: JsonObject): JsonObject {
  const { "@context": _context, ...rest } = record;
  return rest;
}

function collect(record: JsonObject, used: Set<string>, pending: JsonValue[]): void {
  for (const key in record) {
    // Keys of a language map are language tags, not terms.
    if (key === "@context" || key.endsWith("Map")) continue;
    const value = record[key];
    used.add(key);
    if (key === "type" && typeof value === "string") used.add(value);
    else if (typeof value === "object") pending.push(value);
  }
}
