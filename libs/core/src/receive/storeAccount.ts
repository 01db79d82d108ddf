/** Keeps what a remote actor's own document says of it. */

import type { Actor } from "@mastic/activitypub";
import { effect } from "../effects.ts";
import { CoreError } from "../error.ts";
import { accountPolicy, type DomainPolicy } from "../federation/domainPolicy.ts";
import { hostOf } from "../federation/origin.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { addToCounter } from "../schema/counters.ts";
import { settings } from "../schema/instance.ts";
import { INSTANCE, type Turn } from "../store/store.ts";
import { toAccount } from "./toAccount.ts";

/**
 * Inserts or refreshes the account of an actor document that its own server has served.
 * @param acct `user@host` as WebFinger confirmed it; of a user of this node whose home is elsewhere, the handle alone
 * @throws {CoreError} `RemoteUnavailable` when the document is no actor that anybody could write to
 */
export async function storeAccount(turn: Turn, actor: Actor, acct: string): Promise<AccountRow> {
  const profile = toAccount(actor, acct, turn.now);
  const actorHost = hostOf(actor.id);
  if (profile === undefined || actorHost === undefined) {
    throw new CoreError("RemoteUnavailable", `${actor.id} is no account that can be written to.`);
  }
  const host = acct.includes("@") ? actorHost : null;
  await freeAcct(turn, acct, actor.id);
  const known = await turn.find(accounts, "uri", { uri: actor.id });
  if (known === undefined) {
    // On hosts where each user has a store of their own, what moderators decide is the instance's to know.
    const policy = turn.owner === INSTANCE ? await accountPolicy(turn, actorHost, acct) : "none";
    const suspended = await suspension(turn, actor, false);
    const row: AccountRow = {
      ...profile,
      id: turn.nextId(),
      acct,
      host,
      suspended: suspended || policy === "suspend",
      suspendedWithDomain: !suspended && policy === "suspend",
      limited: policy === "silence",
      followersCount: 0,
      followingCount: 0,
      statusesCount: 0,
      lastStatusAt: null,
      fetchedAt: turn.now,
    };
    if (host !== null) {
      const neighbours = await turn.scan(accounts, { index: "byHost", equals: { host }, limit: 1 });
      if (neighbours.rows.length === 0) await addToCounter(turn, "domains", 1);
    }
    await turn.insert(accounts, row);
    return row;
  }
  const policy = await knownPolicy(turn, known, actorHost, acct);
  const isSuspendedItself =
    (!known.suspended || !known.suspendedWithDomain) && (await suspension(turn, actor, known.suspended));
  const change = {
    ...profile,
    acct,
    createdAt: known.createdAt,
    suspended: isSuspendedItself || policy === "suspend",
    suspendedWithDomain: !isSuspendedItself && policy === "suspend",
    limited: policy === "silence",
    fetchedAt: turn.now,
  };
  await turn.update(accounts, { id: known.id }, change);
  const row = { ...known, ...change };
  if (turn.owner === INSTANCE && deliveryInbox(row) !== deliveryInbox(known)) tellOfNewInbox(turn, row);
  return row;
}

/** What its domains came to, unless it has another address now, which may lie in another domain. */
async function knownPolicy(
  turn: Turn,
  known: AccountRow,
  actorHost: string,
  acct: string,
): Promise<DomainPolicy> {
  if (turn.owner === INSTANCE && known.acct !== acct) return accountPolicy(turn, actorHost, acct);
  if (known.suspendedWithDomain) return "suspend";
  return known.limited ? "silence" : "none";
}

const deliveryInbox = ({ inbox, sharedInbox }: AccountRow): string => sharedInbox ?? inbox;

/** Whoever it follows here delivers elsewhere from now on; to them it is as if its server had sent an Update. */
function tellOfNewInbox(turn: Turn, { uri }: AccountRow): void {
  const id = `${uri}#inbox/${turn.now}`;
  const content = JSON.stringify({ id, type: "Update", actor: uri, object: uri });
  const payload = { activityUri: id, actorUri: uri, inboxOf: null };
  turn.emit(effect({ kind: "receive", payload }, { key: id, body: { id: null, content } }));
}

/** A name that has passed to another actor of its server leaves the one that had it. */
async function freeAcct(turn: Turn, acct: string, uri: string): Promise<void> {
  const { rows } = await turn.scan(accounts, { index: "byAcct", equals: { acct }, limit: 10 });
  for (const row of rows) {
    if (row.uri !== uri && row.host !== null) await turn.update(accounts, { id: row.id }, { acct: row.uri });
  }
}

/** What its own server has suspended, its own server can lift; what our moderators have, it cannot. */
async function suspension(turn: Turn, actor: Actor, suspended: boolean): Promise<boolean> {
  if (turn.owner !== INSTANCE) return suspended || actor.suspended;
  const key = `suspendedByOrigin ${actor.id}`;
  if (actor.suspended) {
    if (!suspended) await turn.put(settings, { key, value: true });
    return true;
  }
  if (!suspended) return false;
  return !(await turn.delete(settings, { key }));
}
