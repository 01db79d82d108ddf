/** send_activity: takes what a home wants delivered, to inboxes elsewhere and in this node (spec 05: SendActivity). */

import { ActivityPubError, parseActivity, type Activity } from "@mastic/activitypub";
import {
  effect,
  INSTANCE,
  sharedInboxUrl,
  users,
  type Federation,
  type FederationContext,
  type Owner,
} from "@mastic/core";
import { tryParseUrl } from "@mastic/validation";
import type { SendActivityError, SendActivityResult } from "../candid/federation.did.ts";

/** Whose activity it is. */
export interface Author {
  /** The account, or the instance. */
  readonly owner: Owner;
  readonly actorUri: string;
}

/** What a home wants delivered. */
export interface Sent {
  /** The activity, in JSON. */
  readonly text: string;
  /** The value of `Collection-Synchronization` (FEP-8fcf). */
  readonly synchronization?: string | undefined;
}

/**
 * Takes an activity for inboxes, and answers for each. Ok means that it is kept and will be delivered, or handed to the
 * other home, in the background; the same activity waits only once for each inbox.
 */
export async function sendActivity(
  context: FederationContext,
  federation: Federation,
  author: Author,
  sent: Sent,
  inboxes: readonly string[],
): Promise<SendActivityResult[]> {
  const { text } = sent;
  const activity = readActivity(text);
  const activityId = activity?.id;
  if (activity === undefined || typeof activityId !== "string") {
    return inboxes.map(() => refused({ Rejected: "It is no activity with an id." }));
  }
  if (activity.actor !== author.actorUri)
    return inboxes.map(() => refused({ Rejected: "It is another actor's." }));
  const results: SendActivityResult[] = [];
  for (const inbox of inboxes) {
    const url = tryParseUrl(inbox);
    if (url === undefined) results.push(refused({ InvalidTargetInbox: inbox }));
    else if (url.host !== context.instance.host) {
      results.push(await deliver(context, author, activityId, sent, inbox, url.host));
    } else if (inbox === sharedInboxUrl(context.instance.origin)) {
      await federation.handOver({ activity, text, activityUri: activityId, inboxOf: null });
      results.push(taken);
    } else results.push(await handTo(context, activityId, text, inbox));
  }
  return results;
}

async function deliver(
  { store }: FederationContext,
  { owner }: Author,
  activityId: string,
  { text: content, synchronization }: Sent,
  inbox: string,
  lane: string,
): Promise<SendActivityResult> {
  const said = synchronization === undefined ? {} : { synchronization };
  await store.turn(owner, async (turn) => {
    turn.emit(
      effect(
        { kind: "deliver", payload: { inbox, activityId, ...said } },
        { key: `${activityId} ${inbox}`, lane, body: { id: activityId, content } },
      ),
    );
  });
  return taken;
}

/** Leaves an activity for a personal inbox of this node, which is for its owner alone (decision 017). */
export async function handTo(
  { store, instance }: FederationContext,
  activityId: string,
  content: string,
  inbox: string,
): Promise<SendActivityResult> {
  const prefix = `${instance.origin}/users/`;
  const handle = inbox.startsWith(prefix) && inbox.endsWith("/inbox") ? inbox.slice(prefix.length, -6) : "";
  if (handle === "" || handle.includes("/")) return refused({ InvalidTargetInbox: inbox });
  return store.turn(INSTANCE, async (turn) => {
    const user = await turn.find(users, "handle", { handle });
    if (user === undefined || user.status === "DeletionPending") return refused({ UnknownLocalUser: handle });
    const userId = user.id.toString();
    turn.emit(
      effect(
        { kind: "handOver", payload: { userId } },
        { key: `${activityId} ${userId}`, body: { id: `handOver ${activityId}`, content } },
      ),
    );
    return taken;
  });
}

function readActivity(text: string): Activity | undefined {
  try {
    return parseActivity(text);
  } catch (error) {
    if (error instanceof ActivityPubError) return undefined;
    throw error;
  }
}

const taken: SendActivityResult = { Ok: null };
const refused = (error: SendActivityError): SendActivityResult => ({ Err: error });
