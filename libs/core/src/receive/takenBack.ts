/**
 * What has been deleted or undone, remembered for a while, so that it does not come back out of order: it may still be
 * on its way, or wait here for what another server has to answer (ActivityPub, sections 7.4 and 7.5).
 */

import { receivedActivities } from "../schema/instance.ts";
import { INSTANCE, type Turn } from "../store/store.ts";

/** It says who has taken the thing back: an actor's word keeps nothing of another's out. */
const keyOf = (uri: string, actorUri: string): { readonly activityUri: string } => ({
  activityUri: `deleted ${uri} by ${actorUri}`,
});

/** Remembers it as long as what came in is remembered: one row at most for each activity. Homes remember nothing. */
export async function rememberTakenBack(turn: Turn, uri: string, actorUri: string): Promise<void> {
  if (turn.owner !== INSTANCE) return;
  await turn.put(receivedActivities, { ...keyOf(uri, actorUri), receivedAt: turn.now });
}

/** Whether the actor has taken back what has this id, asked in the turn that would keep it. */
export async function isTakenBack(turn: Turn, uri: string, actorUri: string): Promise<boolean> {
  if (turn.owner !== INSTANCE) return false;
  return (await turn.get(receivedActivities, keyOf(uri, actorUri))) !== undefined;
}
