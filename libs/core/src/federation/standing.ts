/** What the store says about an activity before its signature is verified: the sender, the receiver, and whether it concerns anybody. */

import { idOf, type Activity } from "@mastic/activitypub";
import type { Instance } from "../context.ts";
import { CoreError } from "../error.ts";
import { localReferences, parentOf } from "../receive/concerns.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { subscriptions, tombstones } from "../schema/instance.ts";
import { likes, statuses } from "../schema/statuses.ts";
import type { View } from "../store/store.ts";
import { accountPolicy, domainPolicy } from "./domainPolicy.ts";
import { hostOf } from "./origin.ts";

export interface Standing {
  /** The sender, when it is known here. */
  readonly actor: AccountRow | undefined;
  /** Whether anybody, or anything, here has to do with the activity. */
  readonly concerns: boolean;
}

/** The actor and the host may be suspended: what may still come from such an actor. */
const fromSuspended: ReadonlySet<string> = new Set(["Update", "Delete", "Undo", "Reject"]);

/**
 * @param inboxOf the handle of a personal inbox; `null` for the shared one
 * @throws {CoreError} `NotFound`, `Gone`: no such inbox; `Forbidden`: not from this host or actor, or not its to do
 */
export async function standingOf(
  view: View,
  instance: Instance,
  activity: Activity,
  inboxOf: string | null,
): Promise<Standing> {
  if (inboxOf !== null) await checkInbox(view, inboxOf);
  const host = hostOf(activity.actor) ?? "";
  if ((await domainPolicy(view, host)) === "suspend")
    throw new CoreError("Forbidden", "This host is suspended here.");
  const actor = await view.find(accounts, "uri", { uri: activity.actor });
  if (actor?.suspended === true && !fromSuspended.has(activity.type)) {
    throw new CoreError("Forbidden", "This account is suspended here.");
  }
  // The domain that people see may be another: whoever is read from there is known by it.
  const isShownElsewhere = actor !== undefined && !actor.acct.endsWith(`@${host}`);
  if (isShownElsewhere && (await accountPolicy(view, host, actor.acct)) === "suspend")
    throw new CoreError("Forbidden", "The domain of this account is suspended here.");
  await checkOwnership(view, activity, actor);
  const concerns = inboxOf !== null || (await concernsAnybody(view, instance, activity, actor));
  return { actor, concerns };
}

async function checkInbox(view: View, handle: string): Promise<void> {
  const { rows } = await view.scan(accounts, { index: "byAcct", equals: { acct: handle }, limit: 1 });
  const owner = rows[0];
  const tombstone = await view.get(tombstones, { handle });
  if (owner?.host === null && tombstone?.accountId !== owner.id) {
    if (owner.suspended) throw new CoreError("Forbidden", "This account is suspended.");
    return;
  }
  if (tombstone !== undefined) throw new CoreError("Gone", "This account has been deleted.");
  throw new CoreError("NotFound", "There is no such inbox.");
}

/** What is stored already belongs to whom it says: no other actor of the same host changes it (CVE-2024-37903). */
async function checkOwnership(view: View, activity: Activity, actor: AccountRow | undefined): Promise<void> {
  const { type, object } = activity;
  if (type !== "Update" && type !== "Delete" && type !== "Undo") return;
  const uri = idOf(object);
  if (uri === null || uri === activity.actor) return;
  const status = await view.find(statuses, "uri", { uri });
  if (status !== undefined && status.accountId !== actor?.id) throw notYours();
  if (type === "Undo") {
    const like = await view.find(likes, "uri", { uri });
    if (like !== undefined && like.accountId !== actor?.id) throw notYours();
    return;
  }
  if (status === undefined && (await view.find(accounts, "uri", { uri })) !== undefined) throw notYours();
}

function notYours(): CoreError {
  return new CoreError("Forbidden", "This is another actor's.");
}

async function concernsAnybody(
  view: View,
  instance: Instance,
  activity: Activity,
  actor: AccountRow | undefined,
): Promise<boolean> {
  if (localReferences(instance, activity).size > 0) return true;
  const isNews = activity.type === "Create" || activity.type === "Announce";
  const { rows } = await view.scan(subscriptions, {
    index: "byActor",
    equals: { actorUri: activity.actor, ...(isNews ? { follows: true } : {}) },
    limit: 1,
  });
  if (rows.length > 0) return true;
  if (activity.type === "Create") return isKnown(view, parentOf(activity));
  if (activity.type === "Announce") return false;
  if (activity.type === "Like") return isKnown(view, idOf(activity.object));
  return actor !== undefined;
}

async function isKnown(view: View, uri: string | null): Promise<boolean> {
  return uri !== null && (await view.find(statuses, "uri", { uri })) !== undefined;
}
