/** A local account as its actor document (spec 03: Profile Properties; ActivityPub, section 4.1). */

import { buildActor, buildTombstone, type JsonObject } from "@mastic/activitypub";
import type { Instance } from "../context.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { multibaseOf } from "./multikey.ts";
import { instanceActorUrl, pictureUrl, sharedInboxUrl, userUrls } from "./urls.ts";

/** The Person (or Service) of a local account. A suspended one shows its name and keys only, as Mastodon does. */
export function actorDocument(instance: Instance, account: AccountRow): JsonObject {
  const { origin } = instance;
  const urls = userUrls(origin, account.username);
  const shown = !account.suspended;
  return buildActor({
    id: account.uri,
    type: account.type,
    preferredUsername: account.username,
    inbox: urls.inbox,
    outbox: urls.outbox,
    followers: urls.followers,
    following: urls.following,
    liked: urls.liked,
    featured: urls.featured,
    featuredTags: urls.featuredTags,
    endpoints: { sharedInbox: sharedInboxUrl(origin) },
    url: urls.page,
    name: shown ? account.displayName : "",
    summary: shown ? account.note : "",
    icon: shown && account.avatar !== null ? pictureUrl(origin, account.avatar) : null,
    image: shown && account.header !== null ? pictureUrl(origin, account.header) : null,
    fields: shown ? account.fields.map(({ name, value }) => ({ name, value })) : [],
    ...keysOf(account),
    manuallyApprovesFollowers: account.locked,
    discoverable: account.discoverable,
    indexable: account.indexable,
    suspended: account.suspended,
    memorial: account.memorial,
    alsoKnownAs: account.alsoKnownAs,
    movedTo: account.movedToUri,
    published: account.createdAt,
    webfinger: `${account.username}@${instance.host}`,
  });
}

// RSA signs requests, and is what Mastodon reads; the Ed25519 key is for proofs (FEP-521a).
function keysOf(account: AccountRow) {
  const publicKeys = [];
  const assertionMethods = [];
  for (const { id, publicKeyPem } of account.keys) {
    const publicKeyMultibase = multibaseOf(publicKeyPem);
    if (publicKeyMultibase === undefined) publicKeys.push({ id, owner: account.uri, publicKeyPem });
    else assertionMethods.push({ id, controller: account.uri, publicKeyMultibase });
  }
  return { publicKeys, assertionMethods };
}

/** The actor of the node itself: it signs fetches and reports, and nobody follows it. */
export function instanceActorDocument(instance: Instance, publicKeyPem: string): JsonObject {
  const id = instanceActorUrl(instance.origin);
  return buildActor({
    id,
    type: "Application",
    preferredUsername: instance.host,
    name: instance.title,
    inbox: `${id}/inbox`,
    outbox: `${id}/outbox`,
    endpoints: { sharedInbox: sharedInboxUrl(instance.origin) },
    url: `${instance.origin}/`,
    publicKeys: [{ id: `${id}#main-key`, owner: id, publicKeyPem }],
    manuallyApprovesFollowers: true,
    webfinger: `${instance.host}@${instance.host}`,
  });
}

/** What stands at the address of a deleted user, with status 410. */
export function actorTombstone(uri: string, deletedAt: number): JsonObject {
  return buildTombstone({ id: uri, formerType: "Person", deleted: deletedAt });
}
