/** endPoll: the author's poll is closed, and told so; a voter is notified. */

import type { Context } from "../context.ts";
import { done, type Performer } from "../federation/perform/outcome.ts";
import { recordOf, textOf } from "../federation/perform/payload.ts";
import { accounts } from "../schema/accounts.ts";
import { statuses } from "../schema/statuses.ts";
import { isOver } from "../status/poll.ts";
import { notify } from "./notify.ts";
import { endPollAt } from "./pollTimers.ts";
import { sendFigures } from "./sendFigures.ts";

export function endPoll(ctx: Context): Performer {
  return async ({ owner, payload }) => {
    const id = BigInt(textOf(recordOf(payload), "statusId"));
    await ctx.store.turn(owner, async (turn) => {
      const status = await turn.get(statuses, { id });
      const author = status && (await turn.get(accounts, { id: status.accountId }));
      if (status?.poll == null || author === undefined) return;
      // Its server has moved the end since.
      if (!isOver(status.poll, turn.now)) {
        endPollAt(turn, id, status.poll.expiresAt);
        return;
      }
      if (author.id === owner && status.poll.closed !== true) {
        const poll = { ...status.poll, closed: true };
        await turn.update(statuses, { id }, { poll });
        await sendFigures(ctx, turn, author, { ...status, poll });
      }
      await notify(turn, "poll", author, `poll:${id}`, id);
    });
    return done;
  };
}
