// The namespaces and well-known identifiers of the Fediverse's vocabularies, in one place.

/** The ActivityStreams 2.0 context (Activity Streams 2.0, section 2.1). */
export const ACTIVITYSTREAMS = "https://www.w3.org/ns/activitystreams";
/** The security context that defines `publicKey`, which Mastodon's HTTP Signatures use. */
export const SECURITY_V1 = "https://w3id.org/security/v1";
/** The special collection "everyone" (ActivityPub, section 5.6). */
export const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";

/** True for each spelling of the public collection that is sent: full, `as:Public`, `Public` (ActivityPub, 5.6). */
export function isPublic(id: unknown): boolean {
  return id === PUBLIC || id === "as:Public" || id === "Public";
}

// The namespaces as Mastodon, GoToSocial, Misskey and the FEPs publish them, each after its customary prefix, which is taken
// at that meaning whatever a document's context says; then other spellings of the same that are sent.
const STARTS = /* @__PURE__ */ (
  "as: https://www.w3.org/ns/activitystreams# toot: http://joinmastodon.org/ns# schema: http://schema.org# " +
  "ostatus: http://ostatus.org# fep044f: https://w3id.org/fep/044f# fedibird: http://fedibird.com/ns# " +
  "misskey: https://misskey-hub.net/ns# litepub: http://litepub.social/ns# fepef61: https://w3id.org/fep/ef61/ " +
  "gts: https://gotosocial.org/ns# security: https://w3id.org/security# ldp: http://www.w3.org/ns/ldp# " +
  "webfinger: https://purl.archive.org/socialweb/webfinger# " +
  "sc: sec: http://www.w3.org/ns/activitystreams# https://schema.org# http://schema.org/ https://schema.org/"
).split(" ");

/** The namespace of a prefix, such as `toot:`. */
export function namespaceOf(prefix: string): string {
  return STARTS[STARTS.indexOf(prefix) + 1] ?? "";
}

/** The short name of a term: `as:Note` and `https://www.w3.org/ns/activitystreams#Note` are `Note`; others stay. */
export function shortName(term: string): string {
  if (term === "@id" || term === "@type") return term.slice(1);
  const start = term.includes(":") ? STARTS.find((start) => term.startsWith(start)) : "";
  return term.slice(start?.length);
}
