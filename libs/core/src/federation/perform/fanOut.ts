/** fanOut: spreads an activity over its author's remote followers, a page of inboxes in each turn (UC5; decision 011). */

import { effect } from "../../effects.ts";
import { followerInboxes } from "../../schema/user.ts";
import { deliver } from "../../user/send.ts";
import type { HomeContext } from "../context.ts";
import { done, permanent, type Performer } from "./outcome.ts";
import { recordOf, textOf, textOrNull, textsOf } from "./payload.ts";

const PAGE = 500;

export function fanOut(ctx: HomeContext): Performer {
  return async (fan) => {
    const payload = recordOf(fan.payload);
    const { body } = fan;
    if (body === null) return permanent("There is no activity to spread.");
    const activityId = textOf(payload, "activityId");
    const actorUri = textOf(payload, "actorUri");
    const except = textsOf(payload, "except");
    const after = textOrNull(payload, "after");
    const served = new Set(except);
    const only = payload["toFollowersOnly"] === true ? { toFollowersOnly: true } : {};
    // One turn for the page and for the wish for the next: a crash repeats a page whole, and deliveries have keys.
    await ctx.store.turn(fan.owner, async (turn) => {
      const { rows, next } = await turn.scan(followerInboxes, {
        ...(after === null ? {} : { after: { inbox: after } }),
        limit: PAGE,
      });
      for (const { inbox } of rows) {
        if (!served.has(inbox)) deliver(turn, activityId, inbox, body, only);
      }
      const last = rows.at(-1);
      if (next === undefined || last === undefined) return;
      const rest = { activityId, actorUri, except, after: last.inbox, ...only };
      turn.emit(
        effect({ kind: "fanOut", payload: rest }, { key: `${activityId} after ${last.inbox}`, body }),
      );
    });
    return done;
  };
}
