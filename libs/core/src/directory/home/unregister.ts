/** The last of a user: the Directory and the Federation forget, and the tombstone stays. */

import type { Context } from "../../context.ts";
import { subscriptions, users } from "../../schema/instance.ts";
import { INSTANCE } from "../../store/store.ts";

const STEP = 200;

export async function unregister(ctx: Context, id: bigint): Promise<void> {
  let more: boolean;
  do {
    more = await ctx.store.turn(INSTANCE, async (turn) => {
      const { rows, next } = await turn.scan(subscriptions, {
        index: "byUser",
        equals: { userId: id },
        limit: STEP,
      });
      for (const { actorUri, userId } of rows) await turn.delete(subscriptions, { actorUri, userId });
      if (next === undefined) await turn.delete(users, { id });
      return next !== undefined;
    });
  } while (more);
}
