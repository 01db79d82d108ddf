// From the actor back to the account: only when both name each other is the name theirs (Mastodon: WebFinger, FEP-2c59).

import { type Acct, formatAcct, isSameAcct, parseAccount } from "./acct.ts";
import { trySplitUrl } from "./url.ts";
import { refuse } from "./refusal.ts";

/** The members of an actor's document that name its account. */
export interface ActorNames {
  readonly id: string;
  readonly preferredUsername?: string | undefined;
  /** FEP-2c59: the account's address, `alice@example.com`. */
  readonly webfinger?: string | undefined;
}

/**
 * The account that an actor says it has: its `webfinger` property (FEP-2c59), or else its `preferredUsername` at
 * the host of its id. Whether the account agrees is for `readWebFinger` and `checkActorAccount` to say. Throws
 * `acct_malformed`.
 */
export function acctOfActor(actor: ActorNames): Acct {
  if (actor.webfinger !== undefined) return parseAccount(actor.webfinger);
  const host = trySplitUrl(actor.id)?.host;
  const user = actor.preferredUsername;
  // A name is taken as it stands: "%" in it is no escape.
  if (host === undefined || user === undefined || user.includes("%")) refuse("acct_malformed", actor.id);
  return parseAccount(`${user}@${host}`);
}

/**
 * Holds a fetched actor against what WebFinger said. Throws `actor_mismatch` when its id is not the one that the
 * account links to, and `account_mismatch` when its `webfinger` property names another account, or, without that
 * property, when its `preferredUsername` is not the account's user. The host of the id may differ from the
 * account's (an account of example.com with its actor at social.example.com).
 */
export function checkActorAccount(
  actor: ActorNames,
  found: { readonly subject: Acct; readonly actorUri: string },
): void {
  if (actor.id !== found.actorUri) refuse("actor_mismatch", actor.id, { expected: found.actorUri });
  const named = acctOfActor(actor);
  const expected = actor.webfinger === undefined ? { ...found.subject, host: named.host } : found.subject;
  if (!isSameAcct(named, expected)) {
    refuse("account_mismatch", formatAcct(named), { expected: formatAcct(found.subject) });
  }
}
