/** subscribe: keeps which local user has to do with which actor, so that a shared inbox knows whom to tell. */

import { subscriptions } from "../../schema/instance.ts";
import { INSTANCE } from "../../store/store.ts";
import type { FederationContext } from "../context.ts";
import { done, type Performer } from "./outcome.ts";
import { recordOf, textOf } from "./payload.ts";

export function subscribe(ctx: FederationContext): Performer {
  return async (effect) => {
    const payload = recordOf(effect.payload);
    const actorUri = textOf(payload, "actorUri");
    const userId = BigInt(textOf(payload, "userId"));
    const change = textOf(payload, "change");
    await ctx.store.turn(INSTANCE, async (turn) => {
      if (change === "none") await turn.delete(subscriptions, { actorUri, userId });
      else await turn.put(subscriptions, { actorUri, userId, follows: change === "follows" });
    });
    return done;
  };
}
