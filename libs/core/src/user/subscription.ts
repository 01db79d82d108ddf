/** Tells the Federation how this user stands to an actor, so that a shared inbox knows whom to tell. */

import { effect } from "../effects.ts";
import { followers, following } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";

/**
 * Called after every change of `following` or `followers`: leaves what the rows say now.
 * @param also whether the user boosts something of the actor's, and so needs to hear of its changes like a follower's
 */
export async function subscribe(
  turn: Turn,
  actorUri: string,
  also: { readonly boosted: boolean } = { boosted: false },
): Promise<void> {
  const follows = (await turn.get(following, { actorUri })) !== undefined;
  const followed = (await turn.get(followers, { actorUri })) !== undefined;
  turn.emit(
    effect({
      kind: "subscribe",
      payload: {
        actorUri,
        userId: turn.owner.toString(),
        change: follows ? "follows" : followed || also.boosted ? "followed" : "none",
      },
    }),
  );
}
