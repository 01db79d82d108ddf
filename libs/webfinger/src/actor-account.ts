// From the actor back to the account: only when both name each other is the name theirs (Mastodon: WebFinger, FEP-2c59).

import { type Acct, formatAcct, isSameAcct, parseAccount, parseAcct } from "./acct.ts";
import { textOf } from "./json.ts";
import { trySplitUrl } from "./url.ts";
import { refuse } from "./refusal.ts";

/** The members of an actor's document that name its account. Null is as if it were not there (JSON-LD 1.1 section 4.1). */
export interface ActorNames {
  readonly id: string;
  readonly preferredUsername?: string | null | undefined;
  /** FEP-2c59: the account's address, `alice@example.com`. */
  readonly webfinger?: string | null | undefined;
}

/**
 * The account that an actor says it has: its `webfinger` property (FEP-2c59), or else its `preferredUsername` at
 * the host of its id. Whether the account agrees is for `readWebFinger` and `checkActorAccount` to say. Throws
 * `acct_malformed`, also for members that are no text, as remote JSON may have them.
 */
export function acctOfActor(actor: ActorNames): Acct {
  if (actor.webfinger != null) return parseAccount(textOf(actor.webfinger));
  const host = trySplitUrl(textOf(actor.id))?.host;
  const user = textOf(actor.preferredUsername);
  // A name is taken as it stands: "%" in it is no escape, "@" and "acct:" before it are not left out.
  if (host === undefined || user.includes("%")) refuse("acct_malformed", actor.id);
  return parseAcct(`acct:${user}@${host}`);
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
  const expected = actor.webfinger == null ? { ...found.subject, host: named.host } : found.subject;
  if (!isSameAcct(named, expected)) {
    refuse("account_mismatch", formatAcct(named), { expected: formatAcct(found.subject) });
  }
}
