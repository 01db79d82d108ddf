// The namespaces and well-known identifiers of the Fediverse's vocabularies, in one place.

/** The ActivityStreams 2.0 context (Activity Streams 2.0, section 2.1). */
export const ACTIVITYSTREAMS = "https://www.w3.org/ns/activitystreams";
/** The security context that defines `publicKey`, which Mastodon's HTTP Signatures use. */
export const SECURITY_V1 = "https://w3id.org/security/v1";
/** The special collection "everyone" (ActivityPub, section 5.6). */
export const PUBLIC = `${ACTIVITYSTREAMS}#Public`;

/** True for each spelling of the public collection that is sent: full, `as:Public`, `Public` (ActivityPub, 5.6). */
export function isPublic(id: string): boolean {
  return id === PUBLIC || id === "as:Public" || id === "Public";
}

// Prefixes are taken at their customary meaning whatever the document's context says.
const PREFIXES = [
  `${ACTIVITYSTREAMS}#`,
  "http://www.w3.org/ns/activitystreams#",
  "as:",
  "http://joinmastodon.org/ns#",
  "toot:",
  "http://schema.org#",
  "http://schema.org/",
  "https://schema.org/",
  "schema:",
  "sc:",
  "https://w3id.org/security#",
  "sec:",
  "security:",
  "http://www.w3.org/ns/ldp#",
  "ldp:",
  "http://ostatus.org#",
  "ostatus:",
  "https://misskey-hub.net/ns#",
  "misskey:",
  "http://fedibird.com/ns#",
  "fedibird:",
  "https://w3id.org/fep/044f#",
  "https://gotosocial.org/ns#",
  "gts:",
] as const;

/** The short name of a term: `as:Note` and `https://www.w3.org/ns/activitystreams#Note` are `Note`; others stay. */
export function shortName(term: string): string {
  if (!term.includes(":")) return term === "@id" ? "id" : term === "@type" ? "type" : term;
  for (const prefix of PREFIXES) if (term.startsWith(prefix)) return term.slice(prefix.length);
  return term;
}
