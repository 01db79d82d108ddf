// The namespaces and well-known identifiers of the Fediverse's vocabularies, in one place.

/** The ActivityStreams 2.0 context (Activity Streams 2.0, section 2.1). */
export const ACTIVITYSTREAMS = "https://www.w3.org/ns/activitystreams";
/** The security context that defines `publicKey`, which Mastodon's HTTP Signatures use. */
export const SECURITY_V1 = "https://w3id.org/security/v1";
/** The special collection "everyone" (ActivityPub, section 5.6). */
export const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";

/** True for each spelling of the public collection that is sent: full, `as:Public`, `Public` (ActivityPub, 5.6). */
export function isPublic(id: string): boolean {
  return id === PUBLIC || id === "as:Public" || id === "Public";
}

// Prefixes are taken at their customary meaning whatever the document's context says.
const PREFIX = /* @__PURE__ */ new RegExp(
  "^(?:(?:as|toot|schema|sc|sec|security|ldp|ostatus|misskey|fedibird|gts):" +
    "|https?://(?:www\\.w3\\.org/ns/activitystreams#|schema\\.org[#/])" +
    "|http://(?:www\\.w3\\.org/ns/ldp|joinmastodon\\.org/ns|ostatus\\.org|fedibird\\.com/ns|litepub\\.social/ns)#" +
    "|https://(?:(?:w3id\\.org/(?:security|fep/044f)|misskey-hub\\.net/ns|gotosocial\\.org/ns|purl\\.archive\\.org/socialweb/webfinger)#|w3id\\.org/fep/ef61/))",
);

/** The short name of a term: `as:Note` and `https://www.w3.org/ns/activitystreams#Note` are `Note`; others stay. */
export function shortName(term: string): string {
  if (term === "@id" || term === "@type") return term.slice(1);
  return term.includes(":") ? term.replace(PREFIX, "") : term;
}
