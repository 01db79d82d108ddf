/** tellPoll: all who have a poll hear of the votes that came in since. */

import type { Context } from "../context.ts";
import { done, type Performer } from "../federation/perform/outcome.ts";
import { recordOf, textOf } from "../federation/perform/payload.ts";
import { accounts } from "../schema/accounts.ts";
import { statuses } from "../schema/statuses.ts";
import { isOver } from "../status/poll.ts";
import { sendFigures } from "./sendFigures.ts";

export function tellPoll(ctx: Context): Performer {
  return async ({ owner, payload }) => {
    const id = BigInt(textOf(recordOf(payload), "statusId"));
    await ctx.store.turn(owner, async (turn) => {
      const status = await turn.get(statuses, { id });
      const self = await turn.get(accounts, { id: owner });
      if (status?.accountId !== owner || status.poll === null || self === undefined) return;
      if (status.poll.hideTotals === true && !isOver(status.poll, turn.now)) return;
      await sendFigures(ctx, turn, self, status);
    });
    return done;
  };
}
