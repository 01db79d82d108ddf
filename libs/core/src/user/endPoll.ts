/** What follows votes in time: new figures for all who have the poll, after a while, and its end for those who had to do with it. */

import type { Context } from "../context.ts";
import { pollActivity } from "../document/activity.ts";
import { effect } from "../effects.ts";
import { done, type Performer } from "../federation/perform/outcome.ts";
import { recordOf, textOf } from "../federation/perform/payload.ts";
import { mediaOf } from "../read/statusView.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { pollVotes, statuses, type StatusRow } from "../schema/statuses.ts";
import { isOver } from "../status/poll.ts";
import type { Millis, Turn } from "../store/store.ts";
import { distinct } from "./compose.ts";
import { notify } from "./notify.ts";
import { witnesses } from "./reach.ts";
import { send } from "./send.ts";

/** So long new votes are gathered before others hear of them, as in Mastodon. */
const GATHERED: Millis = 180_000;
/** A poll that lasts longer than this ends without a word. */
const LONGEST: Millis = 366 * 24 * 3_600_000;
/** How many voters are told by name; most of them follow the author anyway. */
const VOTERS = 200;

/** Leaves the wish that the owner's poll is told anew in a while; many votes in it are one wish. */
export function tellPollLater(turn: Turn, statusId: bigint): void {
  const id = statusId.toString();
  turn.emit(effect({ kind: "tellPoll", payload: { statusId: id } }, { key: id, dueAt: turn.now + GATHERED }));
}

/** Leaves the wish to be woken when a poll of the owner's, or one that the owner has voted in, ends. */
export function endPollAt(turn: Turn, statusId: bigint, expiresAt: Millis | null): void {
  if (expiresAt === null || expiresAt > turn.now + LONGEST) return;
  const payload = { statusId: statusId.toString() };
  const key = `${turn.owner} ${statusId} ${expiresAt}`;
  turn.emit(effect({ kind: "endPoll", payload }, { key, dueAt: expiresAt }));
}

/** tellPoll: an Update with the figures as they are. */
export function tellPoll(ctx: Context): Performer {
  return async ({ owner, payload }) => {
    const id = BigInt(textOf(recordOf(payload), "statusId"));
    await ctx.store.turn(owner, async (turn) => {
      const status = await turn.get(statuses, { id });
      const self = await turn.get(accounts, { id: owner });
      if (status?.accountId !== owner || status.poll === null || self === undefined) return;
      if (status.poll.hideTotals === true && !isOver(status.poll, turn.now)) return;
      await tell(ctx, turn, self, status);
    });
    return done;
  };
}

/** endPoll: the author's poll is closed, and told so; a voter is notified. */
export function endPoll(ctx: Context): Performer {
  return async ({ owner, payload }) => {
    const id = BigInt(textOf(recordOf(payload), "statusId"));
    await ctx.store.turn(owner, async (turn) => {
      const status = await turn.get(statuses, { id });
      const author = status && (await turn.get(accounts, { id: status.accountId }));
      if (status?.poll == null || author === undefined || !isOver(status.poll, turn.now)) return;
      if (author.id === owner && status.poll.closed !== true) {
        const poll = { ...status.poll, closed: true };
        await turn.update(statuses, { id }, { poll });
        await tell(ctx, turn, author, { ...status, poll });
      }
      await notify(turn, "poll", author, `poll:${id}`, id);
    });
    return done;
  };
}

async function tell(ctx: Context, turn: Turn, self: AccountRow, status: StatusRow): Promise<void> {
  const media = await mediaOf(turn, status.id);
  const { rows } = await turn.scan(pollVotes, { equals: { statusId: status.id }, limit: VOTERS });
  const voters = await turn.getMany(
    accounts,
    rows.map((row) => ({ id: row.accountId })),
  );
  const known = voters.filter((row) => row !== undefined);
  send(turn, self, pollActivity(ctx.instance, status, self, media, turn.now), {
    followers: status.visibility !== "direct",
    accounts: distinct([...(await witnesses(turn, status)), ...known]),
  });
}
