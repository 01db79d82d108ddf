/** Turns an actor document into what an account row holds of it (spec 03: Profile Properties). */

import { htmlToText, isWebUrl, sanitizeHtml, type Actor, type Emoji as EmojiTag } from "@mastic/activitypub";
import { assertionMethodOf, IntegrityError } from "@mastic/data-integrity";
import { foldUserpart, sameOrigin } from "@mastic/validation";
import type { AccountRow, Emoji } from "../schema/accounts.ts";
import { bounds, cut } from "./bounds.ts";

/** What the document says; the rest of the row is ours. */
export type RemoteProfile = Omit<
  AccountRow,
  | "id"
  | "acct"
  | "host"
  | "suspended"
  | "suspendedWithDomain"
  | "limited"
  | "followersCount"
  | "followingCount"
  | "statusesCount"
  | "lastStatusAt"
  | "fetchedAt"
>;

/**
 * @param acct as `storeAccount` keeps it
 * @returns `undefined` for an actor without an inbox or a name: nobody can write to it
 */
export function toAccount(actor: Actor, acct: string, now: number): RemoteProfile | undefined {
  const { id, inbox, preferredUsername } = actor;
  if (inbox === null || !isWebUrl(inbox) || preferredUsername === null || preferredUsername === "")
    return undefined;
  return {
    uri: id,
    username: usernameOf(id, preferredUsername, acct),
    type: actor.type,
    displayName: cut(htmlToText(cut(actor.name ?? "", bounds.note)).trim(), bounds.displayName),
    note: sanitizeHtml(actor.summary ?? "", { maxLength: bounds.note }),
    url: actor.url ?? id,
    avatar: actor.icon,
    header: actor.image,
    inbox,
    sharedInbox: web(actor.endpoints.sharedInbox),
    outbox: ownUrl(id, actor.outbox),
    followersUri: ownUrl(id, actor.followers),
    followingUri: ownUrl(id, actor.following),
    featuredUri: ownUrl(id, actor.featured),
    keys: readKeys(actor),
    assertionMethods: readAssertionMethods(actor),
    fields: actor.fields.slice(0, bounds.fields).map((field) => ({
      name: cut(htmlToText(cut(field.name, bounds.fieldValue)), bounds.fieldName),
      value: sanitizeHtml(field.value, { maxLength: bounds.fieldValue }),
      verifiedAt: null,
    })),
    emojis: toEmojis(actor.emojis),
    alsoKnownAs: actor.alsoKnownAs.slice(0, bounds.alsoKnownAs),
    movedToUri: actor.movedTo,
    locked: actor.manuallyApprovesFollowers,
    discoverable: actor.discoverable ?? false,
    indexable: actor.indexable ?? false,
    memorial: actor.memorial,
    createdAt: Math.min(actor.published ?? now, now),
  };
}

/**
 * The name in its address, as the actor writes it. With FEP-2c59 it is the address that was confirmed, and
 * `preferredUsername` may say anything.
 */
function usernameOf(id: string, preferredUsername: string, acct: string): string {
  // Another has its address now, and it is called what it was called before.
  if (acct === id) return cut(preferredUsername, 64);
  const at = acct.lastIndexOf("@");
  const user = at < 0 ? acct : acct.slice(0, at);
  return foldUserpart(preferredUsername) === user ? preferredUsername : user;
}

/** Custom emojis whose pictures can be fetched. */
export function toEmojis(tags: readonly EmojiTag[]): Emoji[] {
  return tags
    .filter((tag) => isWebUrl(tag.url))
    .slice(0, bounds.emojis)
    .map((tag) => ({ shortcode: cut(tag.shortcode, 100), url: tag.url, staticUrl: tag.url }));
}

/** Only keys that this document lists as its own actor's (CVE-2025-54888). */
function readKeys(actor: Actor): AccountRow["keys"] {
  return actor.publicKeys
    .filter(
      (key) =>
        key.owner === actor.id && sameOrigin(key.id, actor.id) && key.publicKeyPem.length <= bounds.keyPem,
    )
    .slice(0, bounds.keys)
    .map(({ id, publicKeyPem }) => ({ id, publicKeyPem }));
}

/** Those that a proof can be verified with; others are as good as not listed (FEP-521a). */
function readAssertionMethods({ raw, assertionMethods }: Actor): AccountRow["assertionMethods"] {
  return assertionMethods.slice(0, bounds.assertionMethods).flatMap(({ id }) => {
    try {
      const { publicKeyMultibase, expires, revoked } = assertionMethodOf(raw, id);
      if (publicKeyMultibase.length > bounds.keyMultibase) return [];
      const end = Math.min(expires ?? Infinity, revoked ?? Infinity);
      return [{ id, publicKeyMultibase, ...(end === Infinity ? {} : { expires: end }) }];
    } catch (error) {
      if (error instanceof IntegrityError) return [];
      throw error;
    }
  });
}

function web(url: string | null): string | null {
  return url !== null && isWebUrl(url) ? url : null;
}

/** A collection of the actor's: only its own server can keep it. */
function ownUrl(actorId: string, url: string | null): string | null {
  return url !== null && sameOrigin(url, actorId) ? url : null;
}
