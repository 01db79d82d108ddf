/** subscribe: a home says how it stands to an actor, so that a shared inbox knows whom to tell. */

import { INSTANCE, subscriptions, type Context } from "@mastic/core";
import type { SubscribeArgs } from "../candid/federation.did.ts";
import { waitingFollows } from "./tables.ts";

export async function subscribe(
  { store }: Context,
  userId: bigint,
  { actor_uri: actorUri, change, accepted: [accepted] }: SubscribeArgs,
): Promise<void> {
  await store.turn(INSTANCE, async (turn) => {
    if ("None" in change) await turn.delete(subscriptions, { actorUri, userId });
    else await turn.put(subscriptions, { actorUri, userId, follows: "Follows" in change });
    if ("Follows" in change && accepted === false) await turn.put(waitingFollows, { actorUri, userId });
    else await turn.delete(waitingFollows, { actorUri, userId });
  });
}
