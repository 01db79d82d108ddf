/** The URLs of this node's actors, statuses and collections (spec 04: Canonical URL Patterns; spec 03: endpoints). */

import type { Instance } from "../context.ts";
import { parseId } from "../store/ids.ts";

/** What the URLs of one local user are called. `handle` is the stored form, in lower case. */
export interface UserUrls {
  /** The actor's id. */
  readonly actor: string;
  /** The page for people. */
  readonly page: string;
  readonly inbox: string;
  readonly outbox: string;
  readonly followers: string;
  /** Those followers who are of the asker's server (FEP-8fcf). */
  readonly followersSynchronization: string;
  readonly following: string;
  readonly liked: string;
  /** Pinned statuses. */
  readonly featured: string;
  readonly featuredTags: string;
  /** The id of the RSA key that signs requests. */
  readonly mainKey: string;
  /** The id of the Ed25519 key for integrity proofs and RFC 9421. */
  readonly assertionKey: string;
}

/** @param origin the instance's, without a trailing slash */
export function userUrls(origin: string, handle: string): UserUrls {
  const actor = actorUrl(origin, handle);
  return {
    actor,
    page: `${origin}/@${handle}`,
    inbox: `${actor}/inbox`,
    outbox: `${actor}/outbox`,
    followers: `${actor}/followers`,
    followersSynchronization: `${actor}/followers_synchronization`,
    following: `${actor}/following`,
    liked: `${actor}/liked`,
    featured: `${actor}/collections/featured`,
    featuredTags: `${actor}/collections/tags`,
    mainKey: `${actor}#main-key`,
    assertionKey: `${actor}#ed25519-key`,
  };
}

export function actorUrl(origin: string, handle: string): string {
  return `${origin}/users/${handle}`;
}

/** What the URLs of one local status are called; for a boost, `uri` is the id of its Announce too. */
export interface StatusUrls {
  /** The object's id. */
  readonly uri: string;
  /** The page for people. */
  readonly page: string;
  /** The id of the Create. */
  readonly create: string;
  readonly replies: string;
  readonly likes: string;
  readonly shares: string;
}

export function statusUrls(origin: string, handle: string, id: bigint): StatusUrls {
  const uri = `${actorUrl(origin, handle)}/statuses/${id}`;
  return { page: `${origin}/@${handle}/${id}`, ...statusParts(uri) };
}

/** The same from the status's own id. */
export function statusParts(uri: string): Omit<StatusUrls, "page"> {
  return {
    uri,
    create: `${uri}/activity`,
    replies: `${uri}/replies`,
    likes: `${uri}/likes`,
    shares: `${uri}/shares`,
  };
}

/** The actor that signs what the node itself fetches and reports. */
export function instanceActorUrl(origin: string): string {
  return `${origin}/actor`;
}

export function sharedInboxUrl(origin: string): string {
  return `${origin}/inbox`;
}

/**
 * Where the author of a quoted status says that this quote is allowed (FEP-044f).
 * @param quotingId the id that the status which quotes has at the author's home
 */
export function quoteAuthorizationUrl(authorUri: string, quotingId: bigint): string {
  return `${authorUri}/quote_authorizations/${quotingId}`;
}

/** The id of the QuoteRequest of a local status (FEP-044f); `readQuoteRequestId` reads it. */
export function quoteRequestId(authorUri: string, quotingId: bigint): string {
  return `${authorUri}#quote_requests/${quotingId}`;
}

/** @returns the id of the status that asks; `undefined` for what is no request of this author's */
export function readQuoteRequestId(authorUri: string, id: string): bigint | undefined {
  const prefix = `${authorUri}#quote_requests/`;
  return id.startsWith(prefix) ? parseId(id.slice(prefix.length)) : undefined;
}

/** @param tag in stored form, without `#` */
export function tagUrl(origin: string, tag: string): string {
  return `${origin}/tags/${encodeURIComponent(tag)}`;
}

/** @param blob the SHA-256 of the bytes, in hexadecimal */
export function mediaUrl(origin: string, blob: string): string {
  return `${origin}/media/${blob}`;
}

/** Where a picture of an account is: local ones are kept by blob key, remote ones by their URL. */
export function pictureUrl(origin: string, picture: string): string {
  return picture.includes("://") ? picture : mediaUrl(origin, picture);
}

/** Where people's browsers get a file of another server: at this node, where it passes them on. */
export function remoteMediaUrl({ remoteMediaUrl: pass }: Instance, url: string): string {
  return pass === undefined ? url : pass(url);
}

/** Where people's browsers get a picture of an account. */
export function shownPictureUrl(instance: Instance, picture: string): string {
  return picture.includes("://") ? remoteMediaUrl(instance, picture) : mediaUrl(instance.origin, picture);
}
