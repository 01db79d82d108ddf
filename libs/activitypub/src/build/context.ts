// Writes the @context that a document needs: ActivityStreams, and a definition of each extension term it uses.
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import { ACTIVITYSTREAMS, SECURITY_V1 } from "../namespace.ts";

// Definitions as Mastodon, Misskey and the FEPs publish them; a prefix comes with its namespace.
const PREFIXES: Readonly<Record<string, string>> = {
  toot: "http://joinmastodon.org/ns#",
  schema: "http://schema.org#",
  ostatus: "http://ostatus.org#",
};
const id = (iri: string): JsonObject => ({ "@id": iri, "@type": "@id" });
const TERMS = new Map<string, JsonValue>([
  ["manuallyApprovesFollowers", "as:manuallyApprovesFollowers"],
  ["featured", id("toot:featured")],
  ["featuredTags", id("toot:featuredTags")],
  ["alsoKnownAs", id("as:alsoKnownAs")],
  ["movedTo", id("as:movedTo")],
  ["PropertyValue", "schema:PropertyValue"],
  ["value", "schema:value"],
  ["discoverable", "toot:discoverable"],
  ["indexable", "toot:indexable"],
  ["suspended", "toot:suspended"],
  ["memorial", "toot:memorial"],
  ["attributionDomains", id("toot:attributionDomains")],
  ["Hashtag", "as:Hashtag"],
  ["Emoji", "toot:Emoji"],
  ["sensitive", "as:sensitive"],
  ["blurhash", "toot:blurhash"],
  ["focalPoint", { "@container": "@list", "@id": "toot:focalPoint" }],
  ["votersCount", "toot:votersCount"],
  ["conversation", "ostatus:conversation"],
  ["quote", id("https://w3id.org/fep/044f#quote")],
  ["quoteAuthorization", id("https://w3id.org/fep/044f#quoteAuthorization")],
  ["quoteUri", "http://fedibird.com/ns#quoteUri"],
  ["_misskey_quote", "https://misskey-hub.net/ns#_misskey_quote"],
]);
// Terms that a published context defines.
const CONTEXTS = new Map<string, string>([
  ["publicKey", SECURITY_V1],
  ["assertionMethod", "https://www.w3.org/ns/did/v1"],
  ["Multikey", "https://w3id.org/security/multikey/v1"],
  ["webfinger", "https://purl.archive.org/socialweb/webfinger"],
]);

/** The record with the @context it needs in front. Any @context inside it is replaced by this one. */
export function withContext(record: JsonObject): JsonObject {
  const used = new Set<string>();
  const pending: JsonValue[] = [record];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (Array.isArray(value)) for (const member of value as readonly JsonValue[]) pending.push(member);
    else if (isRecord(value)) collect(value, used, pending);
  }
  const contexts = [...CONTEXTS].filter(([term]) => used.has(term)).map(([, url]) => url);
  const inline: [string, JsonValue][] = [];
  for (const [term, definition] of TERMS) {
    if (!used.has(term)) continue;
    const prefix = prefixOf(definition);
    const namespace = PREFIXES[prefix];
    if (namespace !== undefined && !inline.some(([key]) => key === prefix)) inline.push([prefix, namespace]);
    inline.push([term, definition]);
  }
  const entries = [ACTIVITYSTREAMS, ...contexts, ...(inline.length > 0 ? [Object.fromEntries(inline)] : [])];
  return { "@context": entries.length === 1 ? ACTIVITYSTREAMS : entries, ...withoutContext(record) };
}

/** The record without its own @context, as it stands inside another document. */
export function withoutContext(record: JsonObject): JsonObject {
  const { "@context": _context, ...rest } = record;
  return rest;
}

function collect(record: JsonObject, used: Set<string>, pending: JsonValue[]): void {
  for (const [key, value] of Object.entries(record)) {
    // Keys of a language map are language tags, not terms.
    if (key === "@context" || key.endsWith("Map")) continue;
    used.add(key);
    if (key === "type" && typeof value === "string") used.add(value);
    else pending.push(value);
  }
}

function prefixOf(definition: JsonValue): string {
  const iri = isRecord(definition) ? definition["@id"] : definition;
  return typeof iri === "string" ? iri.slice(0, iri.indexOf(":")) : "";
}
